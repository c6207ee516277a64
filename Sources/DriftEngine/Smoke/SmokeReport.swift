package import DriftCore

/// One look at a running app and its smallest call: the contract `driftd.smoke/1` (`docs/JSON-smoke.md`).
package struct SmokeReport: Sendable, Hashable, Encodable {
    package static let schema = "driftd.smoke/1"

    package enum Outcome: String, Sendable, Hashable, Codable {
        case succeeded, failed
        /// Nothing was called: `reason` says why.
        case skipped
    }

    package var schema = SmokeReport.schema
    /// The app's address.
    package var address: String
    package var gradio: String?
    package var endpoints: [String]
    package var called: String?
    package var outcome: Outcome
    /// Why nothing was called, or what the app said.
    package var reason: String?
    /// What the failure means, where it is recognised.
    package var bucket: TriageBucket?
    /// Against the original's interface; `nil`: none was named.
    package var differences: [String]?

    private enum CodingKeys: String, CodingKey { case schema, address, gradio, endpoints, called, outcome, reason, bucket, differences }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(address, forKey: .address)
        try container.encode(gradio, forKey: .gradio)
        try container.encode(endpoints, forKey: .endpoints)
        try container.encode(called, forKey: .called)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(reason, forKey: .reason)
        try container.encode(bucket, forKey: .bucket)
        try container.encode(differences, forKey: .differences)
    }
}
