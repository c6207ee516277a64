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
