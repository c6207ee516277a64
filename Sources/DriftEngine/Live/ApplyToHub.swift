package import DriftCore
package import DriftHub

/// Puts a bundle's files into a Space's repository on the Hub: as a pull request, or as a commit on `main`.
///
/// Nothing is sent unless every file there is, byte for byte, the one that the bundle was made for, and the Hub accepts the new README. The commit
/// names the one that was compared, so that the Hub refuses it if somebody pushes in between.
package struct ApplyToHub: Sendable {
    package enum Way: String, Sendable, Hashable, Codable {
        case pullRequest = "pull-request"
        case commit
    }

    package struct Result: Sendable, Hashable {
        package var bundle: Bundle
        package var proof: ProofFile.Found
        /// Paths that the commit sets, or would set.
        package var changed: [String]
        /// A unified diff for each of `changed`.
        package var diffs: [String]
        /// The commit that was compared.
        package var parent: String
        /// `nil`: a dry run, or nothing was to be done.
        package var commit: HubClient.CommitResult?
        package var settings: [SettingStep]
    }

    private let client: HubClient
    private let path: String
    private let space: SpaceName
    private let way: Way
    private let isDryRun: Bool

    /// - Parameter path: The bundle's.
    package init(client: HubClient, bundle path: String, space: SpaceName, way: Way, isDryRun: Bool) {
        self.client = client
        self.path = path
        self.space = space
        self.way = way
        self.isDryRun = isDryRun
    }

    /// Sends what is not there yet; nothing, where all of it is, or `isDryRun`.
    ///
    /// Throws `BundleError`, `HubError`, and `LiveError` where the Hub would refuse the README.
    package func run() async throws -> Result {
        let content = try ApplyRestoreBundle.read(path)
        let bundle = content.bundle
        guard let parent = try await client.space(space).value.commit else {
            throw HubError.unexpected(url: "\(client.configuration.endpoint)/api/spaces/\(space)", reason: "names no commit")
        }
        let pending = try await pending(bundle.edits, in: space, at: parent)
        let readme = pending.first { $0.path == "README.md" }
        if let readme, let reason = try await client.readmeErrors(readme.result).first { throw LiveError.badReadme(reason: reason) }
        var result = Result(
            bundle: bundle,
            proof: content.proof,
            changed: pending.map(\.path),
            diffs: pending.map { UnifiedDiff.render(path: $0.path, base: $0.base, result: $0.result) },
            parent: parent,
            settings: content.settings
        )
        if isDryRun || pending.isEmpty { return result }
        result.commit = try await client.commit(
            pending.map { HubClient.CommitFile(path: $0.path, content: $0.result) },
            to: space,
            summary: "Restore the environment of \(bundle.original.label)",
            description: String(decoding: bundle.report, as: UTF8.self),
            parent: parent,
            asPullRequest: way == .pullRequest
        )
        return result
    }

    /// The edits that are not there yet.
    private func pending(_ edits: [FileEdit], in space: SpaceName, at commit: String) async throws -> [FileEdit] {
        var pending: [FileEdit] = []
        for edit in edits {
            let content = try await client.file(edit.path, of: space, revision: commit)
            if content == edit.result { continue }
            guard content == edit.base else { throw LiveError.baseDiffers(space: space, path: edit.path) }
            pending.append(edit)
        }
        return pending
    }
}
