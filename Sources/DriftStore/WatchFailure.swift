import DriftCore

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
