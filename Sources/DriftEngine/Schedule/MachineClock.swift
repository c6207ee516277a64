package import DriftStore
internal import Foundation

/// The machine's own time, by the system clock.
package struct MachineClock: ScheduleClock {
    package init() {}

    package var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    package func sleep(until instant: Instant) async throws {
        try await Task.sleep(for: .milliseconds(max(0, instant.milliseconds - now.milliseconds)))
    }
}
