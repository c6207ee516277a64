import DriftCore

/// The repository that a build was made of, as far as anybody knows: decides whether two steps of the same text read the same files.
struct BuildIdentity {
    /// The banner's prefix.
    var commit: String?
    /// Digests by path; `nil`: not known for this build.
    var files: [String: String]?

    /// `known`: the files of a capture, which belong to `build` if it is of their commit, or if nothing tells otherwise and it is the
    /// newest.
    init(_ build: ScannedBuild, known: CapturedFiles?, isNewest: Bool) {
        commit = build.commit
        guard let known else { return }
        if let commit, let own = known.commit {
            files = own.hasPrefix(commit) ? known.digests : nil
        } else if isNewest {
            files = known.digests
        }
    }

    /// Whether both built `paths` with the same content; `nil`: not known. `paths` is `nil` where they are too many to tell.
    func agrees(with other: BuildIdentity, on paths: Set<String>?) -> Bool? {
        if paths?.isEmpty ?? false { return true }
        if let commit, let own = other.commit, commit.hasPrefix(own) || own.hasPrefix(commit) { return true }
        guard let paths, let files, let theirs = other.files else { return nil }
        return paths.allSatisfy { files[$0] == theirs[$0] }
    }
}

/// The files of a Space's repository beside its logs.
package struct CapturedFiles: Sendable, Hashable {
    /// The full id of the commit that they are of; `nil`: not known.
    package var commit: String?
    /// Any digest of the content, by path: `requirements.txt`.
    package var digests: [String: String]

    package init(commit: String?, digests: [String: String]) {
        self.commit = commit
        self.digests = digests
    }
}

/// A log that was captured before the ones being read: what it printed may answer for their `CACHED` steps.
package struct EarlierLog: Sendable, Hashable {
    /// What evidence calls it: `@3:logs/build-001.log`.
    package var name: String
    package var bytes: [UInt8]
    package var files: CapturedFiles?

    package init(name: String, bytes: [UInt8], files: CapturedFiles?) {
        self.name = name
        self.bytes = bytes
        self.files = files
    }
}
