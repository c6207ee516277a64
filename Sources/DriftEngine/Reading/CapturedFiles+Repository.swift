internal import DriftCore
internal import DriftDigest
internal import DriftLogs

/// What a repository asks of the build whose log is read.
extension CapturedFiles {
    /// `nil`: the capture holds none of the repository's files.
    init?(of capture: Capture) {
        let files = capture.repositoryFiles
        if files.isEmpty { return nil }
        self.init(files, commit: HubAnswers(capture.files).repositoryCommit)
    }

    /// A directory with the repository's files, at the commit that the newest log built.
    init(checkout root: String) throws(FileError) {
        _ = try DirectoryListing.kind(of: root)
        guard DirectoryListing.isDirectory(root) else { throw .notDirectory(path: root) }
        let files = try CheckoutFiles.load(root, others: [])
        // Every Space has one: another directory would say nothing of the log, and nobody would notice.
        if files.isEmpty { throw .missing(path: root + "/README.md") }
        self.init(files, commit: nil)
    }

    private init(_ files: [String: [UInt8]], commit: String?) {
        self.init(
            commit: commit,
            digests: files.mapValues { SHA256Digest(of: $0).hexadecimal },
            runs: files["Dockerfile"].map { Dockerfile($0).neededRuns } ?? [],
            requirements: Self.requirements(of: files)
        )
    }

    /// Those by name that hold for every interpreter.
    private static func requirements(of files: [String: [UInt8]]) -> Set<PackageName> {
        let lines = ["pre-requirements.txt", "requirements.txt"].compactMap { files[$0] }.flatMap { RequirementsFile.parse($0).lines }
        return Set(lines.compactMap(\.requirement).filter { $0.marker == nil && !FreezeList.leavesOut($0.name) }.map(\.name))
    }
}
