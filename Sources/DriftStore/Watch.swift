import DriftCore

/// A Space that the schedule covers, and how it went so far.
package struct Watch: Sendable, Hashable {
    package var space: SpaceName
    /// The Space that it is a duplicate of.
    package var original: SpaceName?
    package var addedAt: Instant
    /// Between two looks.
    package var lookSeconds: Int
    /// Within which everything is captured, whether or not something seems to have changed.
    package var captureSeconds: Int
    package var state: WatchState
}
