package import DriftCore

/// One look at a running app and its smallest call: the contract `driftd.smoke/1` (`docs/JSON-smoke.md`).
package struct SmokeReport: Sendable, Hashable, Encodable {
    package static let schema = "driftd.smoke/1"

    package typealias Outcome = SmokeRecord.Outcome

    package var schema = SmokeReport.schema
    /// The app's address.
    package var address: String
    /// The repository's commit; `nil` of an address, which no repository is known of.
    package var commit: String?
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
    /// Of a call on ZeroGPU: whether paid hardware is the next thing, in a sentence; `nil`: no such call was made.
    package var paidHardware: String?
    /// The called function is under `@spaces.GPU`.
    var isOnGPU = false

    private enum CodingKeys: String, CodingKey {
        case schema, address, commit, gradio, endpoints, called, outcome, reason, bucket, differences, paidHardware
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(address, forKey: .address)
        try container.encode(commit, forKey: .commit)
        try container.encode(gradio, forKey: .gradio)
        try container.encode(endpoints, forKey: .endpoints)
        try container.encode(called, forKey: .called)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(reason, forKey: .reason)
        try container.encode(bucket, forKey: .bucket)
        try container.encode(differences, forKey: .differences)
        try container.encode(paidHardware, forKey: .paidHardware)
    }
}

extension SmokeReport {
    /// As it is kept beside the Space's snapshots.
    package func record(calledAt: String) -> SmokeRecord {
        SmokeRecord(
            calledAt: calledAt,
            commit: commit,
            endpoint: called,
            outcome: outcome,
            isOnGPU: isOnGPU,
            reason: reason,
            bucket: bucket,
            differenceCount: differences?.count
        )
    }

    /// The condition: one clean minimal success on a faithful duplicate. Until then a GPU of one's own may buy the same failure.
    package static func paidHardware(after outcome: Outcome, bucket: TriageBucket?, _ differences: [String]?) -> String {
        switch (outcome, differences) {
        case (.succeeded, .some(let differences)) where differences.isEmpty:
            "paid GPU: the call succeeded and the interface is the original's; if `driftd diff` finds no drift either, the condition holds. "
                + PaidHardware.consequences.prefix(1).uppercased() + PaidHardware.consequences.dropFirst()
        case (.succeeded, .some): "paid GPU: not yet; the call succeeded, but the duplicate is not like the original"
        case (.succeeded, nil): "paid GPU: not yet known; the call succeeded, and --original would tell whether the duplicate is faithful"
        default:
            bucket == .quota
                ? "paid GPU: not yet; quota or login refused the call before the app ran, so that nothing is known of the app"
                : "paid GPU: not yet; the smallest call fails, and may well fail there too"
        }
    }
}
