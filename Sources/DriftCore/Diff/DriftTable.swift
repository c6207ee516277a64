/// A drift as headings and rows: what text, Markdown and HTML lay out, each in its way.
package struct DriftTable: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        /// One for each heading. Text as read: whoever lays it out escapes it.
        package var cells: [String]
        /// Whether the row is drift that was observed; the others are notes.
        package var isDrift: Bool
    }

    package var title: String
    package var headings: [String]
    package var rows: [Row]

    package init(title: String, headings: [String], rows: [Row]) {
        self.title = title
        self.headings = headings
        self.rows = rows
    }
}

extension FactDrift {
    /// What tables say of it: settings of two Spaces differ, and are no drift.
    var word: String { change == .unknown ? "unknown" : (fact.countsAsDrift ? "changed" : "differs") }
}

extension Drift {
    /// Facts first, then packages; tables without rows are left out.
    package var tables: [DriftTable] { [factTable, packageTable].filter { !$0.rows.isEmpty } }

    private var factTable: DriftTable {
        DriftTable(
            title: "Facts",
            headings: ["fact", "original", "duplicate", "change"],
            rows: facts.map { fact in
                let name = fact.name.map { "\(fact.fact.rawValue) \($0)" } ?? fact.fact.rawValue
                return DriftTable.Row(cells: [name, fact.original ?? "-", fact.duplicate ?? "-", fact.word], isDrift: fact.isObservedDrift)
            }
        )
    }

    private var packageTable: DriftTable {
        DriftTable(
            title: "Packages",
            headings: ["package", "original", "duplicate", "change", "evidence"],
            rows: packages.map { drift in
                let evidence = [drift.original.map { place($0.evidence, original) }, drift.duplicate.map { place($0.evidence, duplicate) }]
                return DriftTable.Row(
                    cells: [
                        drift.name.spelling, Self.state(drift.original), Self.state(drift.duplicate), Self.word(for: drift),
                        evidence.compactMap { $0 }.joined(separator: " | "),
                    ],
                    isDrift: drift.isObservedDrift
                )
            }
        )
    }

    /// `1.26.4`, `@ git+https://…@c0ffee`, `? ` for a version that nobody printed.
    private static func state(_ package: ResolvedPackage?) -> String {
        guard let release = package?.release else { return "-" }
        let source = release.source.map { "@ \(DirectSource.redacted($0))" }
        let text = [release.version, source].compactMap { $0 }.joined(separator: " ")
        return (text.isEmpty ? "?" : text) + (release.isEditable ? " (editable)" : "")
    }

    private static func word(for drift: PackageDrift) -> String {
        let word = drift.change.rawValue
        if drift.isAnomaly { return "\(word), several versions" }
        if !drift.countsAsDrift { return "\(word), the installer" }
        return drift.isObserved || drift.change == .unknown ? word : "\(word), not observed"
    }

    /// `freeze freeze.txt:12`, `log logs/build-001.log:142`; `log, of the installers` for a `BuildToolComparison`'s, whose line is not kept.
    private func place(_ evidence: Evidence, _ side: DriftSide) -> String {
        if let place = evidence.place(logs: side.logs) { return "\(evidence.kind.rawValue) \(place)" }
        return evidence.kind == .log ? "log, of the installers" : evidence.kind.rawValue
    }
}

extension Evidence {
    /// `freeze.txt:12`, `logs/build-001.log:142`, `log 0:142` where the log's path is not known; `nil` without a place.
    package func place(logs: [String]) -> String? {
        let path = log.map { logs.indices.contains($0) ? logs[$0] : "log \($0)" } ?? file
        guard let path else { return nil }
        return line.map { "\(path):\($0)" } ?? path
    }
}
