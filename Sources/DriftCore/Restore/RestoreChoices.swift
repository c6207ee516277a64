/// How a restore is to be made, and what was found out about the pins.
package struct RestoreChoices: Sendable, Hashable {
    package var policy: Policy
    package var mode: RestorePlan.Mode
    /// Versions that were worked out, and not observed, are pinned as well.
    package var allowsInferred: Bool
    /// What is known of whether the pins go together.
    package var arrangement: PinArrangement
    /// SHA-256 of every file of the pinned versions, by normalized name; `nil`: the pins shall carry none.
    package var hashes: [String: [String]]?

    package init(
        policy: Policy = .current,
        mode: RestorePlan.Mode = .full,
        allowsInferred: Bool = false,
        arrangement: PinArrangement = .cautious,
        hashes: [String: [String]]? = nil
    ) {
        self.policy = policy
        self.mode = mode
        self.allowsInferred = allowsInferred
        self.arrangement = arrangement
        self.hashes = hashes
    }
}
