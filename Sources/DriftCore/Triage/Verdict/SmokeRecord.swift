/// The newest smallest call of a Space, as far as its next step depends on it.
package struct SmokeRecord: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        case succeeded, failed
        /// Nothing was called: `reason` says why.
        case skipped
    }

    /// ISO 8601, UTC.
    package var calledAt: String
    /// The repository's at that time; `nil`: the Hub did not say.
    @ExplicitNull package var commit: String?
    /// `/greet`; `nil`: nothing was called.
    @ExplicitNull package var endpoint: String?
    package var outcome: Outcome
    /// The function is under `@spaces.GPU`.
    package var isOnGPU: Bool
    @ExplicitNull package var reason: String?
    @ExplicitNull package var bucket: TriageBucket?
    /// Sentences in which the interface differs from the original's; `nil`: none was named.
    @ExplicitNull package var differenceCount: Int?

    package init(
        calledAt: String,
        commit: String?,
        endpoint: String?,
        outcome: Outcome,
        isOnGPU: Bool,
        reason: String? = nil,
        bucket: TriageBucket? = nil,
        differenceCount: Int? = nil
    ) {
        self.calledAt = calledAt
        self.commit = commit
        self.endpoint = endpoint
        self.outcome = outcome
        self.isOnGPU = isOnGPU
        self.reason = reason
        self.bucket = bucket
        self.differenceCount = differenceCount
    }
}

extension SmokeRecord: Encodable {
    private enum CodingKeys: String, CodingKey {
        case calledAt, commit, endpoint, outcome, isOnGPU = "onGPU", reason, bucket, differenceCount = "differences"
    }
}
