import DriftStore
import Synchronization

@testable import DriftEngine

/// Time that passes only when somebody waits, and then at once.
final class SimulatedClock: ScheduleClock {
    private let milliseconds: Mutex<Int64>

    init(_ start: Instant) { milliseconds = Mutex(start.milliseconds) }

    var now: Instant { Instant(milliseconds: milliseconds.withLock(\.self)) }

    func sleep(until instant: Instant) async throws {
        try Task.checkCancellation()
        milliseconds.withLock { $0 = max($0, instant.milliseconds) }
        await Task.yield()
    }

    func advance(milliseconds: Int64) { self.milliseconds.withLock { $0 += milliseconds } }
}
