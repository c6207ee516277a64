import DriftCore
import DriftEngine
import DriftStore

/// What one run of the schedule found (`driftd snapshot --watched`), a line for each Space and one for all.
struct ScheduleRunView: Sendable {
    let events: [WatchEvent]
    let summary: WatchSummary

    var document: Document {
        var document = Document()
        var table = Table()
        for event in events {
            switch event.outcome {
            case .captured(let identifier, let reason):
                table.row(Span(event.space.description), Span("@\(identifier)", .heading), Span("captured: \(reason.rawValue)", .good))
            case .unchanged: table.row(Span(event.space.description), Span("-"), Span("unchanged"))
            case .inProgress(let stage): table.row(Span(event.space.description), Span("-"), Span("build under way: \(stage)", .attention))
            case .failed(let failure): table.row(Span(event.space.description), Span("-"), Span("failed: \(failure.reason)", .bad))
            }
        }
        document.table(table)
        document.line(
            "\(summary.looks) looked at: \(summary.captured) captured, \(summary.unchanged) unchanged, \(summary.inProgress) building, "
                + "\(summary.failed) failed; \(summary.calls) calls"
        )
        return document
    }
}
