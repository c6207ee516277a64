package import DriftHub

/// Lets calls through as fast as the Hub's limits allow, one budget for each bucket: what `HubClient` asks before every call.
package actor RateGate {
    private var budgets: [String: RateBudget] = [:]
    private let clock: any ScheduleClock

    package init(clock: any ScheduleClock = MachineClock()) { self.clock = clock }

    /// Waits until a call of that bucket may be made. Throws `CancellationError` when the task is cancelled first.
    package func wait(for bucket: String) async throws {
        while true {
            try Task.checkCancellation()
            switch budgets[bucket, default: RateBudget()].admit(at: clock.now) {
            case .now: return
            case .notBefore(let instant): try await clock.sleep(until: instant)
            }
        }
    }

    /// A call that ended without an answer.
    package func giveUp(of bucket: String) { budgets[bucket, default: RateBudget()].giveUp() }

    /// Every answer, also one without a word of the limit.
    package func record(_ limit: RateLimit?, of bucket: String) {
        budgets[bucket, default: RateBudget()].record(limit, at: clock.now)
    }
}
