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
        /// JSON: the outputs, or `{"error": …, "title": …}`; `null` where the app does not tell. Of the queue, the whole message with that in `output`.
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
        var event = ""
        return try await outcome(of: try await client.openStream(stream)) { line in
            if line.hasPrefix("event: ") { event = line.dropFirst("event: ".count).filter { !$0.isWhitespace } }
            guard line.hasPrefix("data: "), event == "complete" || event == "error" else { return nil }
            return Outcome(event: event, data: Array(line.dropFirst("data: ".count).utf8))
        }
    }

    /// Calls a function by its number, as Gradio's own page does, and waits for its end: before 6.0 `/call` keeps to itself what the app says
    /// of a failure.
    ///
    /// - Parameters:
    ///   - inputs: `{"data":[…],"fn_index":0,"session_hash":"…"}`.
    ///   - session: as in `inputs`; no other call may have it.
    package func queuedCall(prefix: String, inputs: [UInt8], session: String) async throws -> Outcome {
        var request = HubRequest(method: "POST", target: prefix + "/queue/join", isRepeatable: false, limitBytes: client.limits.answerBytes)
        request.body = inputs
        request.contentType = "application/json"
        _ = try await client.send(request)
        let target = prefix + "/queue/data?session_hash=" + PercentEncoding.component(session)
        var stream = HubRequest.get(target, limitBytes: client.limits.answerBytes)
        stream.accept = "text/event-stream"
        return try await outcome(of: try await client.openStream(stream)) { line in
            guard line.hasPrefix("data: ") else { return nil }
            let data = Array(line.dropFirst("data: ".count).utf8)
            guard let message = try? JSONDecoder().decode(QueueMessage.self, from: Data(data)) else { return nil }
            switch message.msg {
            case "process_completed": return Outcome(event: message.success == true ? "complete" : "error", data: data)
            case "unexpected_error": return Outcome(event: "error", data: data)
            default: return nil
            }
        }
    }

    /// `{"msg":"process_completed","success":false,"output":{"error":"…","title":"…"}}`
    private struct QueueMessage: Decodable {
        var msg: String
        var success: Bool?
    }

    private struct Ticket: Decodable {
        var event_id: String
    }

    /// `event: generating`, `event: heartbeat`, then `event: complete` or `event: error`, each with a `data:` line; of the queue `data:` lines alone.
    ///
    /// - Parameter read: one line, to the outcome if the line has it.
    private func outcome(of stream: HubStream, _ read: (String) throws -> Outcome?) async throws -> Outcome {
        let deadline = ContinuousClock.now + timeLimit
        let url = stream.head.url
        var pending: [UInt8] = []
        do {
            for try await chunk in stream.body {
                pending += Array(chunk.readableBytesView)
                if pending.count > client.limits.answerBytes { throw HubError.tooLarge(url: url, limitBytes: client.limits.answerBytes) }
                while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: pending[..<end], as: UTF8.self)
                    pending.removeSubrange(...end)
                    if let outcome = try read(line) { return outcome }
                }
                if ContinuousClock.now > deadline { throw HubError.timedOut(url: url, seconds: timeLimit.wholeSeconds) }
            }
        } catch {
            throw TransportFault.explained(error, url: url, seconds: timeLimit.wholeSeconds, hasBegun: true)
        }
        throw HubError.cut(url: url, reason: "the app ended the call without a result")
    }
}
