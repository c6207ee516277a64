extension Drift: Codable {
    package static let schema = "driftd.drift/1"

    private enum Key: String, CodingKey {
        case schema, verdict, complete, original, duplicate, facts, packages, unknown
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(isComplete, forKey: .complete)
        try container.encode(original, forKey: .original)
        try container.encode(duplicate, forKey: .duplicate)
        try container.encode(facts, forKey: .facts)
        try container.encode(packages, forKey: .packages)
        try container.encode(unknown, forKey: .unknown)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try container.check(schema: Self.schema, forKey: .schema)
        self.init(
            original: try container.decode(DriftSide.self, forKey: .original),
            duplicate: try container.decode(DriftSide.self, forKey: .duplicate),
            packages: try container.decode([PackageDrift].self, forKey: .packages),
            facts: try container.decode([FactDrift].self, forKey: .facts),
            unknown: try container.decode([DriftUnknown].self, forKey: .unknown),
            requireComplete: false
        )
        isComplete = try container.decode(Bool.self, forKey: .complete)
        verdict = try container.decode(Verdict.self, forKey: .verdict)
    }
}
