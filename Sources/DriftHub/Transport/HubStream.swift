import AsyncHTTPClient
import NIOHTTP1

/// An answer whose body is still coming.
struct HubStream: Sendable {
    var head: HubAnswer
    var body: HTTPClientResponse.Body
}

extension HubAnswer {
    init(_ response: HTTPClientResponse, body: [UInt8], url: String) {
        var headers: [String: String] = [:]
        for (name, value) in response.headers {
            let name = name.lowercased()
            headers[name] = headers[name].map { "\($0), \(value)" } ?? value
        }
        self.init(status: Int(response.status.code), headers: headers, body: body, url: url)
    }
}
