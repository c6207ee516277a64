/// A request as it came.
package struct RecordedRequest: Sendable, Hashable {
    package var method: String
    /// Path and query, percent-encoding as sent.
    package var target: String
    /// Names in small letters.
    package var headers: [String: String]
    package var body: [UInt8]

    /// `GET /api/spaces/alice/app/runtime`
    package var line: String { "\(method) \(target)" }
}
