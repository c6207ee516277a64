/// What will bite whoever duplicates a Space: the contract `driftd.inspection/1` (`docs/JSON-inspection.md`).
package struct Inspection: Sendable, Hashable, Encodable {
    package static let schema = "driftd.inspection/1"

    package var schema = Inspection.schema
    /// What was looked at: `owner/name`, or a path.
    package var subject: String
    /// In the order of a start: repository, environment, source, settings.
    package var lines: [InspectionLine]
    /// Python files by path, and how each was read.
    package var sources: [String: SourceReader]

    /// The worst of the lines.
    package var verdict: InspectionVerdict { lines.map(\.verdict).max() ?? .unknown }

    package init(subject: String, lines: [InspectionLine], sources: [String: SourceReader]) {
        self.subject = subject
        self.lines = lines
        self.sources = sources
    }

    private enum CodingKeys: String, CodingKey { case schema, subject, verdict, lines, sources }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(subject, forKey: .subject)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(lines, forKey: .lines)
        try container.encode(sources, forKey: .sources)
    }
}
