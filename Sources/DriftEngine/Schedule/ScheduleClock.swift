package import DriftStore

/// Time for the schedule: the machine's, or a test's own.
package protocol ScheduleClock: Sendable {
    var now: Instant { get }
    /// Throws `CancellationError` when the task is cancelled first.
    func sleep(until instant: Instant) async throws
}

extension Instant {
    func advanced(bySeconds seconds: Double) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds * 1000)) }
}
