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

/// Why looks have been failing since the last one that went through.
package struct WatchFailure: Sendable, Hashable {
    /// Attempts that failed one after the other.
    package var count: Int
    package var since: Instant
    /// One line, and what to do about it.
    package var reason: String
    package var hint: String
    /// The same look may go through later without anything being changed by hand.
    package var isTransient: Bool

    package init(count: Int, since: Instant, reason: String, hint: String, isTransient: Bool) {
        self.count = count
        self.since = since
        self.reason = reason
        self.hint = hint
        self.isTransient = isTransient
    }
}
