import DriftCore

/// The repository that a build was made of, as far as anybody knows: decides whether two steps of the same text read the same files.
struct BuildIdentity {
    /// The banner's prefix.
    var commit: String?
    /// Digests by path; `nil`: not known for this build.
    var files: [String: String]?
    /// What the repository asks for; `nil`: not known for this build.
    private(set) var repository: CapturedFiles?

    /// `known`: the files of a capture, which belong to the build if it is of their commit, or if nothing tells otherwise and it is the
    /// newest.
    init(commit: String?, known: CapturedFiles?, isNewest: Bool) {
        self.commit = commit
        guard let known else { return }
        let isOfBuild = if let commit, let own = known.commit { own.hasPrefix(commit) } else { isNewest }
        guard isOfBuild else { return }
        (files, repository) = (known.digests, known)
    }

    /// Whether both built `paths` with the same content; `nil`: not known. `paths` is `nil` where they are too many to tell.
    func agrees(with other: BuildIdentity, on paths: Set<String>?) -> Bool? {
        if paths?.isEmpty ?? false { return true }
        if let commit, let own = other.commit, commit.hasPrefix(own) || own.hasPrefix(commit) { return true }
        guard let paths, let files, let theirs = other.files else { return nil }
        return paths.allSatisfy { files[$0] == theirs[$0] }
    }
}
