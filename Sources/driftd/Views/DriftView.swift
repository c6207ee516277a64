import DriftCore
import DriftEngine

/// A drift as text: both sides, what differs with its evidence, what is unknown, and the verdict as the last word.
struct DriftView: Sendable {
    let drift: Drift
    /// The command that comes after this one; `nil`: none does.
    var next: String?

    var document: Document {
        var document = Document()
        document.table(sides)
        for table in drift.tables {
            document.blank()
            document.table(Self.table(table))
        }
        if !drift.isComplete {
            document.blank()
            document.line("Not known:", .heading)
            document.table(unknown)
        }
        document.blank()
        let verdict = DriftVerdict(drift)
        document.line(verdict.sentence, Self.style(drift.verdict))
        if let hint = verdict.hint { document.line("hint: \(hint)", .faint) }
        if let next { document.line("next: \(next)", .faint) }
        return document
    }

    private var sides: Table {
        var table = Table()
        for (name, side) in [("original", drift.original), ("duplicate", drift.duplicate)] {
            table.row(
                Span(name, .faint),
                Span(side.label),
                Span(side.snapshot.map { "@\($0)" } ?? ""),
                Span(side.takenAt ?? ""),
                Span(side.commit.map { String($0.prefix(7)) } ?? ""),
                Span(IncompletenessText.counted(side.packageCount, "package", "packages"))
            )
        }
        return table
    }

    private var unknown: Table {
        var table = Table()
        for line in DriftVerdict(drift).unknownLines { table.row(Span("  \(line.side)", .faint), Span(line.text)) }
        return table
    }

    private static func table(_ source: DriftTable) -> Table {
        var table = Table(header: source.headings)
        for row in source.rows {
            table.rows.append(
                row.cells.enumerated().map { column, text in
                    Span(
                        FactText.shortened(text),
                        column == 0 ? .plain : column == row.cells.count - 1 ? .faint : row.isDrift ? .attention : .plain
                    )
                }
            )
        }
        return table
    }

    private static func style(_ verdict: Drift.Verdict) -> Style {
        switch verdict {
        case .none: .good
        case .drift: .bad
        case .noVerdict: .attention
        }
    }
}
