/// One call, before it is sent.
struct HubRequest: Sendable {
    var method: String
    /// Percent-encoded, from the root: `/api/spaces/alice/app`. Or a whole address, as the Hub's own links are.
    var target: String
    var query: [(name: String, value: String)] = []
    var body: [UInt8]?
    var contentType: String?
    var accept = "application/json"
    /// Sending it twice does what sending it once does.
    var isRepeatable: Bool
    var limitBytes: Int

    static func get(_ target: String, query: [(name: String, value: String)] = [], limitBytes: Int) -> HubRequest {
        HubRequest(method: "GET", target: target, query: query, isRepeatable: true, limitBytes: limitBytes)
    }

    /// The address at `endpoint`, query and all.
    func address(at endpoint: String) -> String {
        let base = target.hasPrefix("/") ? endpoint + target : target
        if query.isEmpty { return base }
        let pairs = query.map { "\(PercentEncoding.component($0.name))=\(PercentEncoding.component($0.value))" }
        return base + (base.contains("?") ? "&" : "?") + pairs.joined(separator: "&")
    }
}
