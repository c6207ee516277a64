import DriftEngine

/// What `driftd duplicate --json` prints, the contract `driftd.duplicate/1`.
struct DuplicateRecord: Encodable, Sendable {
    let schema = "driftd.duplicate/1"
    let plan: DuplicateSpace.Plan
    let dryRun: Bool
    /// `nil`: not created.
    let url: String?

    private enum CodingKeys: String, CodingKey { case schema, plan, dryRun, url }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(plan, forKey: .plan)
        try container.encode(dryRun, forKey: .dryRun)
        try container.encode(url, forKey: .url)
    }
}
