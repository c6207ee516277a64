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
