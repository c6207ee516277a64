import DriftCore

/// What the schedule knows of a watched Space: everything that a daemon needs to go on after it was killed.
package struct WatchState: Sendable, Hashable {
    package var nextLookAt: Instant
    /// `nil`: nothing has been captured yet.
    package var nextCaptureAt: Instant?
    package var lastAttemptAt: Instant?
    /// The last attempt that went through, also one that found nothing changed.
    package var lastSuccessAt: Instant?
    package var lastCaptureAt: Instant?
    package var failure: WatchFailure?
    /// What the list showed when the Space was last found settled.
    package var listed: ListedSpace?
    /// What tells one build from the next; `nil`: no build log could be read.
    package var banner: String?

    package init(nextLookAt: Instant) { self.nextLookAt = nextLookAt }
}
