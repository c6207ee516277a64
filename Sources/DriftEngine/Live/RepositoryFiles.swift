internal import DriftCore
internal import DriftHub

/// The files of a Space's repository that bear on its environment.
struct RepositoryFiles: Sendable {
    struct Found: Sendable, Hashable {
        var files: [String: [UInt8]] = [:]
        /// Why none could be read.
        var reason: String?
        /// Files that are there and were not taken.
        var skipped: [String: String] = [:]
    }

    static let wellKnown = ["Dockerfile", "README.md", "packages.txt", "pre-requirements.txt", "requirements.txt"]

    let client: HubClient
    let space: HubSpace

    /// `app.py` unless the README says otherwise.
    private var appFile: String { space.card.appFile ?? "app.py" }

    /// The Hub lists what there is; where it does not, each name is tried.
    private var paths: [String] {
        let wanted = Set(Self.wellKnown + [appFile]).filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
        if space.files.isEmpty { return wanted.sorted() }
        return wanted.intersection(space.files).sorted()
    }

    /// Files that the Dockerfile and the requirements files name, beside the well-known ones; a repository has far fewer.
    private static let limit = 64

    func read() async throws -> Found {
        var found = Found()
        var tried: Set<String> = []
        var waiting = paths
        // What the Dockerfile's calls install from, and what those files name in turn, is known once they are read. Nothing is guessed at
        // where the Hub does not say which files there are.
        while let path = waiting.first(where: { !tried.contains($0) }), tried.count < Self.limit {
            tried.insert(path)
            do {
                // All of one commit, even if somebody pushes meanwhile.
                if let content = try await client.file(path, of: space.name, revision: space.commit ?? "main") {
                    found.files[path] = content
                }
            } catch HubError.tooLarge(_, let limit) {
                found.skipped[path] = "larger than \(limit >> 20) MiB"
            } catch let error as HubError {
                let part = try EvidencePart(name: "repo", refusedBy: error)
                found.reason = part.reason
                return found
            }
            let named = InstallFiles.named(in: found.files)
            waiting = paths + named.filter { space.files.contains($0) }
        }
        return found
    }
}
