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

/// From harmless to certain to fail; what cannot be seen stands between.
package enum InspectionVerdict: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
    case ok, unknown, warn, stop

    package static func < (a: InspectionVerdict, b: InspectionVerdict) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}

/// One line of the checklist.
package struct InspectionLine: Sendable, Hashable, Encodable {
    /// Stable: `python-version`.
    package var check: String
    package var verdict: InspectionVerdict
    /// What was found, one sentence.
    package var found: String
    /// What to do; `nil`: nothing.
    package var fix: String?
    /// `app.py:12`, `README.md`
    package var places: [String]

    package init(_ check: String, _ verdict: InspectionVerdict, _ found: String, fix: String? = nil, places: [String] = []) {
        self.check = check
        self.verdict = verdict
        self.found = found
        self.fix = fix
        self.places = places
    }

    private enum CodingKeys: String, CodingKey { case check, verdict, found, fix, places }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(check, forKey: .check)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(found, forKey: .found)
        try container.encode(fix, forKey: .fix)
        try container.encode(places, forKey: .places)
    }
}
