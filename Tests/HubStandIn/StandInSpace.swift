/// One Space of the stand-in's world.
package struct StandInSpace: Sendable {
    package struct Commit: Sendable {
        package var identifier: String
        package var title: String
        package var files: [String: [UInt8]]
        /// ISO 8601, with milliseconds.
        package var date = "2026-07-05T07:53:08.000Z"
    }

    package struct Variable: Sendable {
        package var value: String
        package var description: String?

        package init(value: String, description: String? = nil) {
            self.value = value
            self.description = description
        }
    }

    package struct PullRequest: Sendable {
        package var number: Int
        package var title: String
        package var description: String
        package var files: [String: [UInt8]]
        package var parent: String?
    }

    package var name: String
    package var isPrivate = false
    /// Oldest first; the last one is `main`.
    package var commits: [Commit]
    package var sdk = "gradio"
    package var card: StandInJSON = [:]
    package var models: [String] = []
    package var datasets: [String] = []
    /// Set over whatever the space's answer holds otherwise.
    package var extraFields: [String: StandInJSON] = [:]

    package var stage = "RUNNING"
    package var currentHardware: String? = "cpu-basic"
    package var requestedHardware: String? = "cpu-basic"
    package var servedCommit: String?
    package var sleepTimeSeconds: Int? = 172_800
    package var spacesVersion: String?
    package var errorMessage: String?
    /// What the running app answers at `/config`; `nil`: 404.
    package var applicationConfiguration: StandInJSON?
    /// `{"type","source","mountPath","revision"?,"readOnly"?,"path"?}`
    package var volumes: [StandInJSON] = []

    package var variables: [String: Variable] = [:]
    /// Values are taken and never given.
    package var secrets: [String: String] = [:]
    package var pullRequests: [PullRequest] = []
    package var logs: [String: StandInLog] = [:]
    /// Reads of the runtime until a build that is under way is done.
    package var pollsUntilBuilt = 0
    package var buildNumber = 0
    /// Whether others than the owner may read logs, variables and secrets.
    package var isOpen = false
    /// Whether others than the owner may pull its image.
    package var hasOpenImage = true
    /// What the duplicate's hardware becomes, whatever was asked for; `nil`: what was asked for.
    package var hardwareOnDuplication: String?

    package init(name: String, files: [String: [UInt8]] = [:]) {
        self.name = name
        commits = [Commit(identifier: StandInSpace.identifier(of: name, 0), title: "initial commit", files: files)]
        servedCommit = commits[0].identifier
    }

    /// Where it is served.
    package var subdomain: String { name.replacing("/", with: "-").replacing("_", with: "-").replacing(".", with: "-").lowercased() }
    package var owner: String { String(name.prefix { $0 != "/" }) }
    package var head: Commit { commits[commits.count - 1] }

    /// The commit that a branch, a pull request or a commit id names; a pull request's files over its parent's.
    func commit(at revision: String) -> Commit? {
        if revision == "main" { return head }
        if revision.hasPrefix("refs/pr/"), let number = Int(revision.dropFirst(8)),
            let request = pullRequests.first(where: { $0.number == number })
        {
            return Commit(
                identifier: Self.identifier(of: "\(name)#\(number)", 0),
                title: request.title,
                files: head.files.merging(request.files) { $1 }
            )
        }
        return commits.last { $0.identifier == revision }
    }

    /// Starts a build of the newest commit; the runtime says so until it has been asked `polls` times.
    mutating func startBuild(polls: Int) {
        stage = servedCommit == nil ? "BUILDING" : "RUNNING_BUILDING"
        pollsUntilBuilt = max(polls, 1)
        buildNumber += 1
    }

    /// 40 hexadecimal digits that are the same in every run.
    package static func identifier(of name: String, _ number: Int) -> String {
        var digits = ""
        for part in 0..<3 {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in "\(name)\(number)\(part)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            let text = String(hash, radix: 16)
            digits += String(repeating: "0", count: 16 - text.count) + text
        }
        return String(digits.prefix(40))
    }
}
