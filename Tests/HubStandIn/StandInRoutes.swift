import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// One request to its answer.
struct StandInRoutes: Sendable {
    let world: StandInWorld

    func respond(to request: Request) async throws -> Response {
        let body = Array(try await request.body.collect(upTo: 64 << 20).readableBytesView)
        let target = request.head.path ?? "/"
        let method = request.method.rawValue
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let recorded = RecordedRequest(method: method, target: target, headers: headers, body: body)
        world.update { $0.requests.append(recorded) }

        var answer: StandInAnswer
        switch world.fault(method: method, target: target) {
        case .answer(let status, let headers, let body)?: answer = StandInAnswer(status: status, headers: headers, body: Array(body.utf8))
        case .redirect(let address, let status)?: answer = StandInAnswer(status: status, headers: ["Location": address])
        case .stall(let milliseconds)?:
            try await Task.sleep(for: .milliseconds(milliseconds))
            answer = try route(recorded, host: request.head.authority ?? "127.0.0.1")
        case .cutBody?:
            answer = try route(recorded, host: request.head.authority ?? "127.0.0.1")
            answer.delivery = .cut
        case .drip(let milliseconds)?:
            answer = try route(recorded, host: request.head.authority ?? "127.0.0.1")
            answer.delivery = .drip(milliseconds: milliseconds)
        case nil:
            answer = try route(recorded, host: request.head.authority ?? "127.0.0.1")
        }
        if !target.hasPrefix("/app/") { countDown(&answer) }
        return answer.response(isHead: method == "HEAD")
    }

    private func countDown(_ answer: inout StandInAnswer) {
        guard answer.headers["RateLimit"] == nil else { return }
        let limit = world.update { state in
            if let remaining = state.rateLimit?.remaining { state.rateLimit?.remaining = max(0, remaining - 1) }
            return state.rateLimit.map { [$0.remaining, $0.resetSeconds, $0.quota] }
        }
        guard let limit else { return }
        answer.headers["RateLimit"] = "\"api\";r=\(limit[0]);t=\(limit[1])"
        answer.headers["RateLimit-Policy"] = "\"fixed window\";\"api\";q=\(limit[2]);w=300"
    }

    private func route(_ request: RecordedRequest, host: String) throws -> StandInAnswer {
        let call = StandInCall(request, host: host, world: world)
        switch call.path.first {
        case "api": return call.api()
        case "app": return call.application()
        case "spaces" where call.path.count >= 6 && call.path[3] == "resolve": return call.resolve()
        default: return .missing(code: nil)
        }
    }
}

/// A request taken apart.
struct StandInCall: Sendable {
    let request: RecordedRequest
    let world: StandInWorld
    /// `http://127.0.0.1:8080`, as the client knows it.
    let endpoint: String
    /// Decoded segment by segment: a revision may hold an encoded slash.
    let path: [String]
    let query: [(name: String, value: String)]

    init(_ request: RecordedRequest, host: String, world: StandInWorld) {
        self.request = request
        self.world = world
        endpoint = "http://\(host)"
        let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts[0].split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
        query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
            }
            return (sides[0], sides.count > 1 ? sides[1] : "")
        }
    }

    func value(_ name: String) -> String? { query.last { $0.name == name }?.value }

    /// Fields asked for with `expand=` or `expand[]=`.
    var expand: [String] { query.filter { $0.name == "expand" || $0.name == "expand[]" }.map(\.value) }

    var json: StandInJSON { StandInJSON(request.body) ?? .null }

    /// Whose token came along; `nil`: none, or an unknown one.
    var user: String? {
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer ") else { return nil }
        return world.update { $0.users[String(header.dropFirst(7))] }
    }

    var hasBadToken: Bool { request.headers["authorization"] != nil && user == nil }
}
