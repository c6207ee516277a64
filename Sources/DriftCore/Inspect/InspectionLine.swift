/// One line of the checklist.
package struct InspectionLine: Sendable, Hashable, Encodable {
    /// Stable: `python-version`.
    package var check: String
    package var verdict: InspectionVerdict
    /// What was found, one sentence.
    package var found: String
    /// What to do; `nil`: nothing.
    @ExplicitNull package var fix: String?
    /// `app.py:12`, `README.md`
    package var places: [String]

    package init(_ check: String, _ verdict: InspectionVerdict, _ found: String, fix: String? = nil, places: [String] = []) {
        self.check = check
        self.verdict = verdict
        self.found = found
        self.fix = fix
        // Two findings of one line are one place.
        var known: Set<String> = []
        self.places = places.filter { known.insert($0).inserted }
    }
}
