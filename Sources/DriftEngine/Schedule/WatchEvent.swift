package import DriftCore
package import DriftStore

/// What came of one look at a watched Space.
package struct WatchEvent: Sendable, Hashable {
    package var space: SpaceName
    package var outcome: Outcome

    package enum Outcome: Sendable, Hashable {
        /// The snapshot's id.
        case captured(Int64, CaptureReason)
        case unchanged
        /// The stage: a build or a start is under way.
        case inProgress(String)
        case failed(WatchFailure)
    }
}

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
