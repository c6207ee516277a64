import DriftCore
import DriftStore

/// Snapshots as a table, one a line.
struct HistoryView: Sendable {
    let summaries: [SnapshotSummary]
    /// Whether they are of several Spaces, so that each line must say whose it is.
    let showsSpace: Bool

    var document: Document {
        var table = Table(
            header: (showsSpace ? ["space"] : [])
                + ["id", "taken", "commit", "build", "stage", "hardware", "python", "sdk", "packages", "evidence", "environment"]
        )
        for summary in summaries { table.rows.append((showsSpace ? [Span(summary.space.description)] : []) + cells(of: summary)) }
        var document = Document()
        document.table(table)
        return document
    }

    private func cells(of summary: SnapshotSummary) -> [Span] {
        let outcome = summary.buildOutcome?.rawValue ?? "-"
        return [
            Span("@\(summary.id)"),
            Span(summary.takenAt),
            Span(summary.commit.map { String($0.prefix(7)) } ?? "-"),
            Span(outcome, summary.isSucceeded ? .plain : .bad),
            Span(summary.stage ?? "-"),
            Span(summary.hardware ?? "-"),
            Span(summary.python ?? "-"),
            Span(summary.sdk.map { FactText.sdk($0) } ?? "-"),
            Span(packages(of: summary), summary.isComplete ? .plain : .attention),
            Span(summary.bestEvidence?.rawValue ?? "-"),
            Span(summary.environmentDigest, .faint),
        ]
    }

    /// `84`, `84, incomplete`, `84, 2 unknown`.
    private func packages(of summary: SnapshotSummary) -> String {
        if summary.unknownCount > 0 { return "\(summary.packageCount), \(summary.unknownCount) unknown" }
        return summary.isComplete ? "\(summary.packageCount)" : "\(summary.packageCount), incomplete"
    }
}
