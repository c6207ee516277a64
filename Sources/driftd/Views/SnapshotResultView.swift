import DriftCore
import DriftEngine
import DriftStore

/// What one `driftd snapshot` stored, in a few lines.
struct SnapshotResultView: Sendable {
    let result: TakeSnapshot.Result
    /// Where it came from the Hub.
    let live: SnapshotSpace.Result?

    /// `@1  atelier/air-quality  2026-02-16T09:12:40Z  84 packages (84 log); complete`, then the gaps.
    var document: Document {
        let reading = result.snapshot.reading
        var document = Document()
        document.line(
            Span("@\(result.summary.id)", .heading),
            Span("  \(result.summary.space)  \(result.summary.takenAt)  "),
            Span(EnvironmentSummary(reading).text, reading.isComplete ? .good : .attention)
        )
        if let live {
            document.line("    read: \(live.evidence.joined(separator: ", "))")
            if let origin = live.duplicatedFrom { document.line("    duplicated from \(origin)") }
        }
        if let inference { document.line("    \(inference)", .attention) }
        let evidence = EvidenceLabel(logNames: result.snapshot.logPaths)
        for gap in reading.gaps {
            let place = evidence.place(log: gap.log, line: gap.line) ?? ""
            document.line(Span("    not shown: \(place)  \(gap.reason.rawValue)  \(CommandText.line(gap.command))"))
        }
        if !reading.unknown.isEmpty { document.line("    version unknown: \(reading.unknown.joined(separator: ", "))") }
        return document
    }

    /// How sure what was worked out is, in one line; `nil`: nothing was to be.
    private var inference: String? {
        if let record = result.inference, record.status != .resolved { return record.diagnostics.first?.message }
        return result.snapshot.reading.diagnostics.first { $0.code == "inference.basis" || $0.code == "inference.none" }?.message
    }
}
