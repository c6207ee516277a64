extension PackageExplanation: Encodable {
    package static let schema = "driftd.explanation/1"

    private enum Key: String, CodingKey { case schema, package, verdict, lines, truncated }

    private enum VerdictKey: String, CodingKey { case status, version, source, evidence, gap, reason }

    /// Absent facts are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(package, forKey: .package)
        var verdict = container.nestedContainer(keyedBy: VerdictKey.self, forKey: .verdict)
        try verdict.encode(self.verdict.status, forKey: .status)
        try verdict.encode(self.verdict.version, forKey: .version)
        try verdict.encode(self.verdict.source, forKey: .source)
        try verdict.encode(self.verdict.evidence, forKey: .evidence)
        try verdict.encode(self.verdict.gap, forKey: .gap)
        try verdict.encode(self.verdict.reason, forKey: .reason)
        try container.encode(lines, forKey: .lines)
        try container.encode(isTruncated, forKey: .truncated)
    }
}
