import AsyncHTTPClient
import DriftCore
import Foundation
import NIOCore

/// The HTTP API of a running Gradio app, from 4.x to 6.x (gradio `routes.py`; the guide "Querying Gradio Apps with Curl").
package struct GradioClient: Sendable {
    /// How a call ended: the last event's name and its data, as sent.
    package struct Outcome: Sendable, Hashable {
        /// `complete`, `error`
        package var event: String
        /// JSON: the outputs, or `{"error": …, "title": …}`; `null` where the app does not tell.
        package var data: [UInt8]

        package var isSuccess: Bool { event == "complete" }
    }

    private let client: HubClient
    private let timeLimit: Duration

    /// - Parameter configuration: its endpoint is the app's own address; its token goes there and nowhere else.
    /// - Parameter timeLimit: of one call; the app sends a heartbeat every 15 seconds.
    package static func with<Value: Sendable>(
        _ configuration: HubConfiguration,
        timeLimit: Duration,
        _ body: @Sendable (GradioClient) async throws -> Value
    ) async throws -> Value {
        var configuration = configuration
        configuration.isHub = false
        configuration.limits.logSilence = timeLimit
        // An app that does not answer is what one wants to hear of, at once.
        configuration.retries.attempts = 1
        return try await HubClient.with(configuration) { try await body(GradioClient(client: $0, timeLimit: timeLimit)) }
    }

    /// `/config`: `version`, `api_prefix` (missing before 5.0), `dependencies[]`.
    package func configuration() async throws -> [UInt8] {
        try await client.send(.get("/config", limitBytes: client.limits.answerBytes)).body
    }

    /// `/info` behind the app's prefix: `named_endpoints{"/predict":{parameters,returns}}`.
    package func interface(prefix: String) async throws -> [UInt8] {
        try await client.send(.get(prefix + "/info", limitBytes: client.limits.answerBytes)).body
    }

    /// Calls `/predict` and waits for its end.
    ///
    /// - Parameter inputs: `{"data":[…]}`.
    package func call(_ endpoint: String, prefix: String, inputs: [UInt8]) async throws -> Outcome {
        let target = prefix + "/call/" + PercentEncoding.path(String(endpoint.drop { $0 == "/" }))
        var request = HubRequest(method: "POST", target: target, isRepeatable: false, limitBytes: client.limits.answerBytes)
        request.body = inputs
        request.contentType = "application/json"
        let ticket = try client.decoded(Ticket.self, from: try await client.send(request))
        var stream = HubRequest.get(target + "/" + PercentEncoding.component(ticket.event_id), limitBytes: client.limits.answerBytes)
        stream.accept = "text/event-stream"
        return try await outcome(of: try await client.openStream(stream))
    }

    private struct Ticket: Decodable {
        var event_id: String
    }

    /// `event: generating`, `event: heartbeat`, then `event: complete` or `event: error`, each with a `data:` line.
    private func outcome(of stream: HubStream) async throws -> Outcome {
        let deadline = ContinuousClock.now + timeLimit
        let url = stream.head.url
        var pending: [UInt8] = []
        var event = ""
        do {
            for try await chunk in stream.body {
                pending += Array(chunk.readableBytesView)
                if pending.count > client.limits.answerBytes { throw HubError.tooLarge(url: url, limitBytes: client.limits.answerBytes) }
                while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: pending[..<end], as: UTF8.self)
                    pending.removeSubrange(...end)
                    if line.hasPrefix("event: ") { event = line.dropFirst("event: ".count).filter { !$0.isWhitespace } }
                    if line.hasPrefix("data: "), event == "complete" || event == "error" {
                        return Outcome(event: event, data: Array(line.dropFirst("data: ".count).utf8))
                    }
                }
                if ContinuousClock.now > deadline { throw HubError.timedOut(url: url, seconds: timeLimit.wholeSeconds) }
            }
        } catch {
            throw TransportFault.explained(error, url: url, seconds: timeLimit.wholeSeconds, hasBegun: true)
        }
        throw HubError.cut(url: url, reason: "the app ended the call without a result")
    }
}
