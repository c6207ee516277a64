import Synchronization

/// Whether the Hub answers at all. Once it is known that it does not, the calls that follow are told so at once, instead of each waiting for it anew.
final class HubPresence: Sendable {
    private struct State {
        var lastAnswer: ContinuousClock.Instant?
        var away: (reason: String, since: ContinuousClock.Instant)?
    }

    /// An address that never answered gets so long, with all tries: a wrong address or a machine without a network is told soon.
    static let patience: Duration = .seconds(3)
    /// After so long a call is tried again in earnest: a schedule runs for months.
    static let rest: Duration = .seconds(20)

    private let endpoint: String
    private let origin: HubOrigin
    private let state = Mutex(State())

    init(endpoint: String, origin: HubOrigin) {
        self.endpoint = endpoint
        self.origin = origin
    }

    /// Throws where nothing is to be had.
    func require() throws(HubError) {
        let reason = state.withLock { state -> String? in
            guard let away = state.away else { return nil }
            if ContinuousClock.now - away.since < Self.rest { return away.reason }
            state.away = nil
            return nil
        }
        if let reason { throw .away(endpoint: endpoint, reason: reason) }
    }

    func answered() {
        state.withLock { state in
            state.lastAnswer = ContinuousClock.now
            state.away = nil
        }
    }

    /// Whether another try makes sense, after so many tries and so long a time: silence, which takes long to show, gets a second one.
    func isWorthAnotherTry(_ error: HubError, after attempts: Int, _ elapsed: Duration) -> Bool {
        if case .away = error { return false }
        guard reason(of: error) != nil, !hasAnswered else { return true }
        if case .timedOut = error { return attempts < 2 }
        return elapsed < Self.patience
    }

    /// The last word on a call without an answer: the Hub is away, if it was asked, and has answered nobody since.
    ///
    /// - Parameter started: when the call was tried first. A Hub that hangs up on one Space alone answers others meanwhile.
    func judged(_ error: HubError, since started: ContinuousClock.Instant) -> HubError {
        guard let reason = reason(of: error) else { return error }
        let isAway = state.withLock { state in
            if let lastAnswer = state.lastAnswer, lastAnswer >= started { return false }
            state.away = (reason, ContinuousClock.now)
            return true
        }
        return isAway ? .away(endpoint: endpoint, reason: reason) : error
    }

    var hasAnswered: Bool { state.withLock { $0.lastAnswer != nil } }

    /// Why there was no connection, or never an answer, of the Hub's own; `nil`: that is not what happened.
    private func reason(of error: HubError) -> String? {
        switch error {
        case .unreachable(let url, let reason) where isOwn(url): reason
        case .timedOut(let url, let seconds) where isOwn(url) && !hasAnswered: "it says nothing for \(seconds) seconds"
        default: nil
        }
    }

    private func isOwn(_ url: String) -> Bool { HubOrigin(url)?.isSame(as: origin) ?? false }
}
