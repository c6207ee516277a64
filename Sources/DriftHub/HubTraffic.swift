import Synchronization

/// What a client's calls have used so far. Shared with whoever paces them.
package final class HubTraffic: Sendable {
    private struct State {
        var calls = 0
        var limits: [String: RateLimit] = [:]
    }

    private let state = Mutex(State())
    private let onAnswer: @Sendable (_ bucket: String, RateLimit?) async -> Void
    private let onSilence: @Sendable (_ bucket: String) async -> Void

    /// - Parameters:
    ///   - onAnswer: Told of every answer: the bucket that its call drew on, and what it says of the limit.
    ///   - onSilence: Told of every call that ended without one: nobody there, or the connection broke.
    package init(
        onAnswer: @escaping @Sendable (_ bucket: String, RateLimit?) async -> Void = { _, _ in },
        onSilence: @escaping @Sendable (_ bucket: String) async -> Void = { _ in }
    ) {
        self.onAnswer = onAnswer
        self.onSilence = onSilence
    }

    /// Answers received, retries and redirections among them.
    package var calls: Int { state.withLock { $0.calls } }

    /// The newest word on a bucket: `api`, `resolvers`, `pages`.
    package func limit(of bucket: String) -> RateLimit? { state.withLock { $0.limits[bucket] } }

    /// The head of the answer; a call that gets none is told as well.
    func opening<Value>(_ bucket: String, _ open: () async throws -> Value) async throws -> Value {
        do {
            return try await open()
        } catch {
            await onSilence(bucket)
            throw error
        }
    }

    func record(_ limit: RateLimit?, bucket: String) async {
        state.withLock { state in
            state.calls += 1
            if let limit { state.limits[limit.bucket] = limit }
        }
        await onAnswer(bucket, limit)
    }
}
