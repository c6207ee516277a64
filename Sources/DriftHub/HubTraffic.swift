import Synchronization

/// What a client's calls have used so far. Shared with whoever paces them.
package final class HubTraffic: Sendable {
    private struct State {
        var calls = 0
        var limits: [String: RateLimit] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Answers received, retries and redirections among them.
    package var calls: Int { state.withLock { $0.calls } }

    /// The newest word on a bucket: `api`, `resolvers`, `pages`.
    package func limit(of bucket: String) -> RateLimit? { state.withLock { $0.limits[bucket] } }

    func record(_ limit: RateLimit?) {
        state.withLock { state in
            state.calls += 1
            if let limit { state.limits[limit.bucket] = limit }
        }
    }
}
