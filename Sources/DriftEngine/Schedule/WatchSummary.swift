/// What a run of the schedule did so far.
package struct WatchSummary: Sendable, Hashable {
    package var captured = 0
    package var unchanged = 0
    package var inProgress = 0
    /// Spaces whose last look failed.
    package var failed = 0
    /// Of the source.
    package var calls = 0

    package init() {}

    package var looks: Int { captured + unchanged + inProgress + failed }

    mutating func count(_ outcome: WatchEvent.Outcome) {
        switch outcome {
        case .captured: captured += 1
        case .unchanged: unchanged += 1
        case .inProgress: inProgress += 1
        case .failed: failed += 1
        }
    }
}
