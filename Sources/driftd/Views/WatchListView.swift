import DriftCore
import DriftStore

/// The watched Spaces as a table, and below it what fails and why.
struct WatchListView: Sendable {
    let watches: [Watch]
    let now: Instant

    var document: Document {
        var document = Document()
        if watches.isEmpty {
            document.line("no Space is watched; `driftd watch add owner/name` watches one")
            return document
        }
        var table = Table(header: ["space", "original", "look", "capture", "last look", "last capture", "next look", "state"])
        for watch in watches { table.rows.append(cells(of: watch)) }
        document.table(table)
        for watch in watches {
            guard let failure = watch.state.failure else { continue }
            document.line(Span("    \(watch.space): ", .bad), Span(failure.reason))
            document.line("        \(failure.hint)")
        }
        return document
    }

    private func cells(of watch: Watch) -> [Span] {
        [
            Span(watch.space.description),
            Span(watch.original?.description ?? "-"),
            Span(TimeSpan(seconds: watch.lookSeconds).description),
            Span(TimeSpan(seconds: watch.captureSeconds).description),
            Span(text(watch.state.lastSuccessAt)),
            Span(text(watch.state.lastCaptureAt)),
            Span(watch.state.nextLookAt <= now ? "due" : text(watch.state.nextLookAt)),
            state(of: watch),
        ]
    }

    private func state(of watch: Watch) -> Span {
        if let failure = watch.state.failure { return Span(failure.count == 1 ? "failed" : "failed \(failure.count) times", .bad) }
        return watch.state.lastCaptureAt == nil ? Span("not captured yet", .attention) : Span("ok", .good)
    }

    /// To the second.
    private func text(_ instant: Instant?) -> String {
        guard let instant else { return "-" }
        return Instant(milliseconds: instant.milliseconds / 1000 * 1000).description
    }
}
