import HTTPTypes
import Hummingbird
import NIOCore

/// An answer before it is put on the wire.
struct StandInAnswer: Sendable {
    enum Delivery: Sendable {
        case whole, cut
        case drip(milliseconds: Int)
        case log(StandInLog, isBroken: Bool)
    }

    var status: Int
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    var delivery = Delivery.whole

    init(status: Int = 200, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(_ json: StandInJSON, status: Int = 200, headers: [String: String] = [:]) {
        self.init(status: status, headers: headers.merging(["Content-Type": "application/json; charset=utf-8"]) { $1 }, body: json.bytes)
    }

    static func refusal(_ status: Int, _ message: String, code: String? = nil) -> StandInAnswer {
        var headers = ["X-Error-Message": message, "x-request-id": "Root=1-standin"]
        if let code { headers["X-Error-Code"] = code }
        return StandInAnswer(["error": .string(message)], status: status, headers: headers)
    }

    static func missing(code: String?) -> StandInAnswer {
        refusal(404, code == "EntryNotFound" ? "Entry not found" : "Repository not found", code: code)
    }

    func response(isHead: Bool) -> Response {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        let content = body
        let responseBody: ResponseBody
        switch delivery {
        case .whole:
            if isHead {
                fields[.contentLength] = String(content.count)
                responseBody = ResponseBody(contentLength: content.count) { writer in try await writer.finish(nil) }
            } else {
                responseBody = ResponseBody(byteBuffer: ByteBuffer(bytes: content))
            }
        case .cut:
            responseBody = ResponseBody(contentLength: content.count) { writer in
                try await writer.write(ByteBuffer(bytes: content.prefix(content.count / 2)))
                throw StandInError.cutOnPurpose
            }
        case .drip(let milliseconds):
            responseBody = ResponseBody(contentLength: content.count) { writer in
                for byte in content {
                    try await writer.write(ByteBuffer(bytes: [byte]))
                    try await Task.sleep(for: .milliseconds(milliseconds))
                }
                try await writer.finish(nil)
            }
        case .log(let log, let isBroken):
            fields[.contentType] = "text/event-stream"
            responseBody = ResponseBody { writer in try await StandInLogStream(log: log, isBroken: isBroken).write(to: &writer) }
        }
        return Response(status: .init(code: status), headers: fields, body: responseBody)
    }
}
