import Foundation
import Synchronization

/// How far long work has come: on a terminal in one line that is written over, elsewhere in a plain line every ten seconds.
///
///     120 of 200 Spaces, 3 failed, 4.1 a second, 20 s left
final class ProgressReport: Sendable {
    private struct State {
        var done = 0
        var failed = 0
        var expected: Int
        var toldAt: Date
    }

    private static let plainInterval: TimeInterval = 10

    private let console: Console
    private let started = Date()
    private let state: Mutex<State>

    /// - Parameter expected: How many there are, if that is known already.
    init(console: Console, expected: Int = 0) {
        self.console = console
        state = Mutex(State(expected: expected, toldAt: started))
    }

    func expect(_ count: Int) { state.withLock { $0.expected = count } }

    /// One more is done.
    func count(isFailure: Bool) {
        let now = Date()
        // Told while nobody else counts: what is shown never goes back.
        state.withLock { state in
            state.done += 1
            if isFailure { state.failed += 1 }
            let isDue = now.timeIntervalSince(state.toldAt) >= Self.plainInterval
            if isDue { state.toldAt = now }
            let text = Self.text(state, seconds: now.timeIntervalSince(started))
            if console.isQuiet { return }
            if let progress = console.progress { progress(text) } else if isDue { console.note(text) }
        }
    }

    private static func text(_ state: State, seconds: Double) -> String {
        let expected = max(state.expected, state.done)
        let rate = Double(state.done) / max(seconds, 0.1)
        let left = Int((Double(expected - state.done) / max(rate, 0.001)).rounded(.up))
        let tenths = Int((rate * 10).rounded())
        return "\(state.done) of \(expected) Spaces, \(state.failed) failed, \(tenths / 10).\(tenths % 10) a second, \(left) s left"
    }
}
