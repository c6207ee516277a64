package import DriftStore
internal import Foundation

/// Time for the schedule: the machine's, or a test's own.
package protocol ScheduleClock: Sendable {
    var now: Instant { get }
    /// Throws `CancellationError` when the task is cancelled first.
    func sleep(until instant: Instant) async throws
}

package struct MachineClock: ScheduleClock {
    package init() {}

    package var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    package func sleep(until instant: Instant) async throws {
        try await Task.sleep(for: .milliseconds(max(0, instant.milliseconds - now.milliseconds)))
    }
}

extension Instant {
    func advanced(bySeconds seconds: Double) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds * 1000)) }
}
