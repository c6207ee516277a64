/// What came back.
package struct HubAnswer: Sendable, Hashable {
    package var status: Int
    /// Names in small letters; of several values of one name, joined by commas, as RFC 9110 §5.3 allows.
    package var headers: [String: String]
    package var body: [UInt8]
    /// Where it came from, after redirections; without the query.
    package var url: String

    package var rateLimit: RateLimit? { RateLimit(rateLimit: headers["ratelimit"], policy: headers["ratelimit-policy"]) }

    /// `<https://huggingface.co/api/spaces?cursor=…>; rel="next"`
    var nextPage: String? {
        headers["link"]?.firstMatch(of: #/<([^>]+)>\s*;\s*rel="next"/#).map { String($0.1) }
    }
}
