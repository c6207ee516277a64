/// One of the two Spaces of a restore: its resolved state, and what its repository says.
package struct RestoreSide: Sendable, Hashable {
    package var snapshot: Snapshot
    /// The repository's files by path: `requirements.txt`, `Dockerfile`.
    package var files: [String: [UInt8]]
    package var frontMatter: FrontMatterFacts
    /// What its last build ran, as its log shows it; empty: no log does.
    package var steps: [BuildStep]

    package init(
        _ snapshot: Snapshot,
        files: [String: [UInt8]] = [:],
        frontMatter: FrontMatterFacts = FrontMatterFacts(),
        steps: [BuildStep] = []
    ) {
        self.snapshot = snapshot
        self.files = files
        self.frontMatter = frontMatter
        self.steps = steps
    }
}
