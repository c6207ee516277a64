/// One distribution and where it was read.
package struct ResolvedPackage: Sendable, Hashable {
    package var release: Release
    package var evidence: Evidence
    /// The index, or page of links, that a local version (`2.1.0+cu118`) came from, without credentials; `nil`: the evidence does not tell.
    package var index: String?

    package init(release: Release, evidence: Evidence, index: String? = nil) {
        self.release = release
        self.evidence = evidence
        self.index = index
    }
}
