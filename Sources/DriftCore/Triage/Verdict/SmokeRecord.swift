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
    package var commit: String?
    /// `/greet`; `nil`: nothing was called.
    package var endpoint: String?
    package var outcome: Outcome
    /// The function is under `@spaces.GPU`.
    package var isOnGPU: Bool
    package var reason: String?
    package var bucket: TriageBucket?
    /// Sentences in which the interface differs from the original's; `nil`: none was named.
    package var differenceCount: Int?

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

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(calledAt, forKey: .calledAt)
        try container.encode(commit, forKey: .commit)
        try container.encode(endpoint, forKey: .endpoint)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(isOnGPU, forKey: .isOnGPU)
        try container.encode(reason, forKey: .reason)
        try container.encode(bucket, forKey: .bucket)
        try container.encode(differenceCount, forKey: .differenceCount)
    }
}
