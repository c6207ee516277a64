import DriftCore
import DriftEngine

/// One package's lines as text: where, what each says, whether it counts; and the verdict as the last word.
struct ExplanationView: Sendable {
    let explanation: PackageExplanation
    let evidence: EvidenceLabel

    init(_ explanation: PackageExplanation, logNames: [String]) {
        self.explanation = explanation
        evidence = EvidenceLabel(logNames: logNames)
    }

    var document: Document {
        var document = Document()
        document.table(lines)
        if !explanation.lines.isEmpty { document.blank() }
        if explanation.isTruncated { document.line("and more lines that name it", .faint) }
        let verdict = explanation.verdict
        let place = verdict.evidence.map { " (\(evidence.text($0)))" } ?? ""
        document.line("\(explanation.package) \(Self.word(for: verdict)): \(verdict.reason)\(place)", Self.style(of: verdict))
        if let gap = verdict.gap {
            let place = evidence.place(log: gap.log, line: gap.line) ?? ""
            document.line("A later step, of which the logs do not show what it changed, may have replaced it:", .attention)
            document.line("\(place)  \(CommandText.line(gap.command))")
        }
        return document
    }

    private var lines: Table {
        var table = Table(header: ["line", "says", "version", "counts", "text"])
        for line in explanation.lines {
            table.row(
                Span(evidence.place(log: line.log, line: line.line) ?? "", .faint),
                Span(line.kind.rawValue),
                Span(line.version ?? ""),
                line.decides ? Span("decides", .good) : line.ignored.map { Span("no: \($0.rawValue)", .attention) } ?? Span("yes", .faint),
                Span(line.text, .faint)
            )
        }
        return table.rows.isEmpty ? Table() : table
    }

    private static func word(for verdict: PackageVerdict) -> String {
        switch verdict.status {
        case .known: verdict.version ?? verdict.source ?? "known"
        case .unknown: "not known"
        case .absent: "not installed"
        }
    }

    private static func style(of verdict: PackageVerdict) -> Style {
        switch verdict.status {
        case .known: .good
        case .unknown: .attention
        case .absent: .plain
        }
    }
}
