package import DriftCore

/// One look at a running app and its smallest call: the contract `driftd.smoke/1` (`docs/JSON-smoke.md`).
package struct SmokeReport: Sendable, Hashable, Encodable {
    package static let schema = "driftd.smoke/1"

    package typealias Outcome = SmokeRecord.Outcome

    package var schema = SmokeReport.schema
    /// The app's address.
    package var address: String
    /// The repository's commit; `nil` of an address, which no repository is known of.
    @ExplicitNull package var commit: String? = nil
    @ExplicitNull package var gradio: String? = nil
    package var endpoints: [String]
    @ExplicitNull package var called: String? = nil
    package var outcome: Outcome
    /// Why nothing was called, or what the app said.
    @ExplicitNull package var reason: String? = nil
    /// What the failure means, where it is recognised.
    @ExplicitNull package var bucket: TriageBucket? = nil
    /// Against the original's interface; `nil`: none was named.
    @ExplicitNull package var differences: [String]? = nil
    /// Of a call on ZeroGPU: whether paid hardware is the next thing, in a sentence; `nil`: no such call was made.
    @ExplicitNull package var paidHardware: String? = nil
    /// The called function is under `@spaces.GPU`.
    var isOnGPU = false

    private enum CodingKeys: String, CodingKey {
        case schema, address, commit, gradio, endpoints, called, outcome, reason, bucket, differences, paidHardware
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
