import DriftCore
import DriftTesting
import Synchronization

@testable import DriftEngine

/// Looks by what came of them.
final class EventCount: Sendable {
    private let state = Mutex(WatchSummary())

    private let order = Mutex([SpaceName]())

    func count(_ event: WatchEvent) {
        state.withLock { $0.count(event.outcome) }
        order.withLock { $0.append(event.space) }
    }

    /// In the order in which their looks ended.
    var spaces: [SpaceName] { order.withLock(\.self) }

    var looks: Int { state.withLock(\.looks) }
    var captured: Int { state.withLock(\.captured) }
    var failed: Int { state.withLock(\.failed) }
    /// Also those that failed half-way.
    var captures: Int { captured + failed }
}

/// Repeatable chance.
final class Chance: Sendable {
    private let generator: Mutex<SplitMix64>

    init(seed: UInt64) { generator = Mutex(SplitMix64(seed: seed)) }

    /// From 0 to below 1.
    func next() -> Double { generator.withLock { Double.random(in: 0..<1, using: &$0) } }
}
