/// When a call is tried again, as the official client does: 408, 429, 500, 502, 503, 504, no answer; only where twice is as good as once.
package struct RetryPolicy: Sendable {
    /// With the first one.
    package var attempts = 5
    package var firstDelay: Duration = .seconds(1)
    package var longestDelay: Duration = .seconds(8)
    /// A limit that resets later than this is reported instead of waited for.
    package var longestWait: Duration = .seconds(60)
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    package init() {}

    /// How long to wait after the `attempt`-th try (from 1) ended in `error`; `nil`: give up.
    func delay(after attempt: Int, _ error: HubError) -> Duration? {
        guard error.isTransient, attempt < attempts else { return nil }
        if case .refused(let refusal) = error, refusal.isRateLimit, let wait = Self.wait(refusal) {
            return wait <= longestWait ? wait : nil
        }
        var delay = firstDelay
        for _ in 1..<max(attempt, 1) where delay < longestDelay { delay *= 2 }
        return min(delay, longestDelay)
    }

    /// The window's end, or `Retry-After`.
    private static func wait(_ refusal: HubRefusal) -> Duration? {
        if let limit = refusal.rateLimit, limit.remaining == 0 { return .seconds(min(limit.secondsToReset, 86_400) + 1) }
        return refusal.retryAfterSeconds.map { .seconds(min($0, 86_400)) }
    }
}
