import DriftCore

/// The checklist as text: verdict, check, finding; below it the fix and the places.
struct InspectionView: Sendable {
    let inspection: Inspection

    init(_ inspection: Inspection) { self.inspection = inspection }

    var document: Document {
        var document = Document()
        document.line(Span("\(inspection.subject): "), Span(summary, Self.style(inspection.verdict)))
        document.blank()
        var table = Table()
        for line in inspection.lines {
            table.row(Span(line.verdict.rawValue, Self.style(line.verdict)), Span(line.check, .heading), Span(line.found))
            if let fix = line.fix, line.verdict != .ok { table.row(Span(""), Span(""), Span("→ " + fix)) }
            if !line.places.isEmpty, line.verdict != .ok {
                table.row(Span(""), Span(""), Span("  " + line.places.listed(upTo: 6, last: ", and "), .faint))
            }
        }
        document.table(table)
        return document
    }

    private var summary: String {
        let counts = [InspectionVerdict.stop, .warn, .unknown].map { verdict in
            (verdict, inspection.lines.count { $0.verdict == verdict })
        }
        let named = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
        return named.isEmpty ? "ok" : named.joined(separator: ", ")
    }

    private static func style(_ verdict: InspectionVerdict) -> Style {
        switch verdict {
        case .ok: .good
        case .unknown: .plain
        case .warn: .attention
        case .stop: .bad
        }
    }
}
