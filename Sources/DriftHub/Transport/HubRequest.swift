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

/// RFC 3986 §2: everything but the unreserved characters is escaped.
enum PercentEncoding {
    /// One path segment or query value: `refs/pr/1` gives `refs%2Fpr%2F1`.
    static func component(_ text: String) -> String { encoded(text, sparing: "-._~") }

    /// A path: its slashes stay.
    static func path(_ text: String) -> String { encoded(text, sparing: "-._~/") }

    private static func encoded(_ text: String, sparing: String) -> String {
        let spared = Set(sparing.utf8)
        var result = ""
        for byte in text.utf8 {
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || spared.contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
