package import DriftArchive
package import DriftCore

/// What `pin` hands over: the files that restore the original's state, what they were made from, and how far that was tried.
/// As a tarball it is written by `WriteBundle` and read by `ReadBundle`; `docs/Bundle.md` describes the entries.
package struct Bundle: Sendable, Hashable {
    /// Whose state is to be restored.
    package var original: BundleSnapshot
    /// Whose files are edited.
    package var duplicate: BundleSnapshot
    /// How far the plan was tried when it was made. A later proof stands beside the bundle, not in it.
    package var proof: String
    /// `REPORT.md`.
    package var report: [UInt8]
    /// `drift.json`, the contract `driftd.drift/1`.
    package var drift: [UInt8]
    /// `plan.json`, the contract `driftd.plan/1`.
    package var plan: [UInt8]
    /// The duplicate's files as they are and as they shall be; sorted by path.
    package var edits: [FileEdit]
    /// `settings.json`: what no file holds, with the commands that set it.
    package var settings: [UInt8]?
    /// `pylock.toml` of the original.
    package var lock: [UInt8]?

    package init(
        original: BundleSnapshot,
        duplicate: BundleSnapshot,
        proof: String = "unproven",
        report: [UInt8],
        drift: [UInt8],
        plan: [UInt8],
        edits: [FileEdit],
        settings: [UInt8]? = nil,
        lock: [UInt8]? = nil
    ) {
        self.original = original
        self.duplicate = duplicate
        self.proof = proof
        self.report = report
        self.drift = drift
        self.plan = plan
        self.edits = edits.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.settings = settings
        self.lock = lock
    }

    /// `alice--app--bob--app--1a2b3c4d.tar.zst`: both Spaces and the first eight digits of the uncompressed tar's SHA-256.
    package func fileName(digest: String, compression: TarArchive.Compression) -> String {
        "\(original.fileNamePart)--\(duplicate.fileNamePart)--\(digest.prefix(8))\(compression.fileExtension)"
    }
}
