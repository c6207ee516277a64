import AsyncHTTPClient
import DriftCore
import Foundation
import NIOHTTP1
import Synchronization

/// The Hub's HTTP API, as far as driftd needs it. Its calls throw `HubError`, or `CancellationError`.
///
/// Endpoints and answers: https://huggingface.co/docs/hub/api, and what the official Python client 2.4 sends.
package final class HubClient: Sendable {
    /// What the calls have used.
    package let traffic: HubTraffic
    /// Waits until a call may be made; given the bucket that it draws on: `api`, `resolvers`.
    package typealias Gate = @Sendable (_ bucket: String) async throws -> Void

    let transport: HubTransport
    private let gate: Gate?
    /// `nil`: it is no Hub that is asked.
    private let presence: HubPresence?
    /// Asked for once: the Hub counts that call strictly.
    private let knownAccountName = Mutex<String?>(nil)

    /// The caller ends with `shutDown()`; `HubClient.with` does it by itself.
    package init(_ configuration: HubConfiguration, traffic: HubTraffic = HubTraffic(), gate: Gate? = nil) throws(HubError) {
        transport = try HubTransport(configuration)
        presence = configuration.isHub ? HubPresence(endpoint: configuration.endpoint, origin: transport.origin) : nil
        self.traffic = traffic
        self.gate = gate
    }

    package func shutDown() async { await transport.shutDown() }

    /// Runs `body` with a client that is shut down afterwards.
    package static func with<Value: Sendable>(
        _ configuration: HubConfiguration,
        gate: Gate? = nil,
        _ body: @Sendable (HubClient) async throws -> Value
    ) async throws -> Value {
        let client = try HubClient(configuration, gate: gate)
        do {
            let value = try await body(client)
            await client.shutDown()
            return value
        } catch {
            await client.shutDown()
            throw error
        }
    }

    package var configuration: HubConfiguration { transport.configuration }
    var limits: HubLimits { configuration.limits }

    /// Waits until a call of that bucket may be made.
    func admit(_ bucket: String) async throws { try await gate?(bucket) }

    /// The name of the token's account, to go with the token where a name is asked for as well; a token that may not ask for it gets a
    /// word in its place, since it is the token that counts.
    func accountName() async throws -> String {
        if let name = knownAccountName.withLock(\.self) { return name }
        let name: String
        do {
            name = try await account().name
        } catch HubError.refused(let refusal) where !refusal.isTransient {
            name = "user"
        }
        knownAccountName.withLock { $0 = name }
        return name
    }

    // MARK: Sending

    /// The answer of a call that succeeded; every other one is thrown, after the tries that make sense.
    func send(_ request: HubRequest) async throws -> HubAnswer {
        var attempt = 1
        let started = ContinuousClock.now
        while true {
            do {
                return try await sendOnce(request)
            } catch let error as HubError {
                guard request.isRepeatable, let delay = delay(after: attempt, error, since: started) else {
                    throw judged(error, since: started)
                }
                try await configuration.retries.sleep(delay)
                attempt += 1
            }
        }
    }

    /// How long to wait until a call is tried again; `nil`: not at all.
    func delay(after attempt: Int, _ error: HubError, since started: ContinuousClock.Instant) -> Duration? {
        guard presence?.isWorthAnotherTry(error, after: attempt, ContinuousClock.now - started) ?? true else { return nil }
        return configuration.retries.delay(after: attempt, error)
    }

    /// The error of a call that is not tried again.
    func judged(_ error: HubError, since started: ContinuousClock.Instant) -> HubError { presence?.judged(error, since: started) ?? error }

    /// The head of an answer: where nobody is known to answer, nobody is asked.
    private func opening(_ address: String, _ request: HubRequest, idleTimeout: Duration) async throws -> HTTPClientResponse {
        try await traffic.opening(Self.bucket(of: address)) {
            guard let presence, HubOrigin(address)?.isSame(as: transport.origin) == true else {
                return try await transport.open(address, request, idleTimeout: idleTimeout)
            }
            try presence.require()
            let silence = presence.hasAnswered ? idleTimeout : min(idleTimeout, limits.firstAnswerTimeout)
            let response = try await transport.open(address, request, idleTimeout: silence)
            presence.answered()
            return response
        }
    }

    private func sendOnce(_ request: HubRequest) async throws -> HubAnswer {
        var address = request.address(at: configuration.endpoint)
        for _ in 0...5 {
            try await gate?(Self.bucket(of: address))
            let target = address
            let response = try await opening(target, request, idleTimeout: limits.idleTimeout)
            let url = HubTransport.shown(address)
            if let location = Redirection.location(of: response) {
                await traffic.record(nil, bucket: Self.bucket(of: address))
                address = try Redirection.target(location, from: address, method: request.method)
                continue
            }
            let body = try await traffic.opening(Self.bucket(of: target)) {
                try await transport.body(of: response, limitBytes: request.limitBytes, url: url)
            }
            let answer = HubAnswer(response, body: body, url: url)
            await traffic.record(answer.rateLimit, bucket: Self.bucket(of: address))
            guard (200...299).contains(answer.status) else { throw HubError.refused(refusal(answer, request.method)) }
            return answer
        }
        throw HubError.badRedirect(url: HubTransport.shown(address), reason: "does so more than five times")
    }

    func refusal(_ answer: HubAnswer, _ method: String) -> HubRefusal {
        HubRefusal(
            status: answer.status,
            method: method,
            url: answer.url,
            code: answer.headers["x-error-code"],
            words: ServerWords.text(answer, token: configuration.token),
            requestIdentifier: ["x-request-id", "x-amzn-trace-id", "x-amz-cf-id"].compactMap { answer.headers[$0] }.first,
            rateLimit: answer.rateLimit,
            retryAfterSeconds: answer.headers["retry-after"].flatMap(Int.init),
            hadToken: configuration.token != nil
        )
    }

    /// Opens the stream of a log, without trying again. A Space that was renamed answers by the address of its new name.
    func openStream(_ request: HubRequest) async throws -> HubStream {
        var address = request.address(at: configuration.endpoint)
        for _ in 0...5 {
            let bucket = Self.bucket(of: address)
            try await gate?(bucket)
            let response = try await opening(address, request, idleTimeout: limits.logSilence)
            let url = HubTransport.shown(address)
            if let location = Redirection.location(of: response) {
                await traffic.record(nil, bucket: bucket)
                address = try Redirection.target(location, from: address, method: request.method)
                continue
            }
            guard response.status.code == 200 else {
                let body = try await traffic.opening(bucket) {
                    try await transport.body(of: response, limitBytes: limits.answerBytes, url: url)
                }
                let answer = HubAnswer(response, body: body, url: url)
                await traffic.record(answer.rateLimit, bucket: bucket)
                throw HubError.refused(refusal(answer, request.method))
            }
            let head = HubAnswer(response, body: [], url: url)
            await traffic.record(head.rateLimit, bucket: bucket)
            return HubStream(head: head, body: response.body)
        }
        throw HubError.badRedirect(url: HubTransport.shown(address), reason: "does so more than five times")
    }

    static func bucket(of address: String) -> String { address.contains("/resolve/") ? "resolvers" : "api" }

    // MARK: Reading answers

    func decoded<Value: Decodable>(_ type: Value.Type, from answer: HubAnswer) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(answer.body))
        } catch {
            throw HubError.unexpected(url: answer.url, reason: "is not the JSON that was asked for")
        }
    }

    static func path(of space: SpaceName) -> String { "/api/spaces/\(space)" }
}
