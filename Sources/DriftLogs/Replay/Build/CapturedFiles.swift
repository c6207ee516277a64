import DriftCore

/// The files of a Space's repository beside its logs.
package struct CapturedFiles: Sendable, Hashable {
    /// The full id of the commit that they are of; `nil`: not known.
    package var commit: String?
    /// Any digest of the content, by path: `requirements.txt`.
    package var digests: [String: String]
    /// The steps that the Dockerfile asks for: a log of its build shows each of them.
    package var runs: [Dockerfile.NeededRun]
    /// What the platform's own builds certainly install of `requirements.txt` and `pre-requirements.txt`.
    package var requirements: Set<PackageName>

    package init(
        commit: String?,
        digests: [String: String],
        runs: [Dockerfile.NeededRun] = [],
        requirements: Set<PackageName> = []
    ) {
        self.commit = commit
        self.digests = digests
        self.runs = runs
        self.requirements = requirements
    }
}
