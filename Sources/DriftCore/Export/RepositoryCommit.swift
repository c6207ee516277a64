/// One commit of a repository, out of a VCS URL as `pip freeze` prints it.
///
///     git+https://host/o/r.git@0123456789012345678901234567890123456789#subdirectory=python
struct RepositoryCommit: Sendable, Hashable {
    /// `git`, `hg`, `svn`, `bzr`
    let kind: String
    /// `https://host/o/r.git`
    let url: String
    let commit: String
    let subdirectory: String?

    init?(_ text: String) {
        let parts = text.split(separator: "#", maxSplits: 1)
        guard let whole = parts.first, let colon = whole.firstRange(of: "://"), let at = whole.lastIndex(of: "@"), at > colon.upperBound
        else {
            return nil
        }
        let scheme = whole[..<colon.lowerBound].split(separator: "+", maxSplits: 1)
        guard let kind = scheme.first else { return nil }
        self.kind = String(kind)
        url = (scheme.count == 2 ? String(scheme[1]) : String(kind)) + String(whole[colon.lowerBound..<at])
        commit = String(whole[whole.index(after: at)...])
        guard !commit.isEmpty, !commit.contains("/") else { return nil }
        let options = parts.count == 2 ? parts[1].split(separator: "&") : []
        subdirectory = options.first { $0.hasPrefix("subdirectory=") }.map { String($0.dropFirst(13)) }
    }
}
