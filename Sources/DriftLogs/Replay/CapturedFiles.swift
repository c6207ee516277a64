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
