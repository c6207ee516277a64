extension TriageVerdict: Encodable {
    private enum CodingKeys: String, CodingKey {
        case schema, bucket, layer, confidence, rule, summary, evidence, knownBreak, moves, incident, omitted, paidHardware
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(bucket, forKey: .bucket)
        try container.encode(layer, forKey: .layer)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(rule, forKey: .rule)
        try container.encode(summary, forKey: .summary)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(knownBreak, forKey: .knownBreak)
        try container.encode(moves, forKey: .moves)
        try container.encode(incident, forKey: .incident)
        try container.encode(omissions, forKey: .omitted)
        try container.encode(paidHardware, forKey: .paidHardware)
    }
}

extension KnownBreakMatch: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, package, bad, good, pin, python, found, isVerified = "verified", sources
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(knownBreak.id, forKey: .id)
        try container.encode(knownBreak.package, forKey: .package)
        try container.encode(knownBreak.bad, forKey: .bad)
        try container.encode(knownBreak.good, forKey: .good)
        try container.encode(knownBreak.pin, forKey: .pin)
        try container.encode(knownBreak.python, forKey: .python)
        try container.encode(found, forKey: .found)
        try container.encode(isVerified, forKey: .isVerified)
        try container.encode(knownBreak.sources, forKey: .sources)
    }
}
