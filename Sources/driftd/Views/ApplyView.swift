import DriftCore

/// What applying a bundle did, as text.
struct ApplyView: Sendable {
    let record: ApplyRecord
    /// The commands that come after this one; `nil`: none do.
    var next: String?

    var document: Document {
        var document = Document()
        if record.action == "apply" { document.line(record.proofSentence, record.proof == .unproven ? .attention : .plain) }
        if record.recoveredInterruption { document.line("an earlier run was stopped half-way; its files were put back first", .attention) }
        if record.dryRun { for diff in record.diffs { append(diff, to: &document) } }
        for path in record.changed { document.line(Span(record.dryRun ? "would change " : "changed ", .faint), Span(path)) }
        if let url = record.url { document.line(Span("see ", .faint), Span(url)) }
        if record.alreadyDone {
            document.line(record.action == "apply" ? "nothing to do: the files are as the bundle has them" : "nothing to undo", .good)
        }
        if !record.settings.isEmpty {
            document.blank()
            document.line("No file holds these; set them by hand:", .heading)
            document.table(Table(rows: record.settings.map { [Span(" ")] + SettingText.row($0) }))
        }
        if let next {
            document.blank()
            document.line("next: \(next)", .faint)
        }
        return document
    }

    private func append(_ diff: String, to document: inout Document) {
        for line in diff.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let style: Style = line.hasPrefix("+") ? .good : line.hasPrefix("-") ? .bad : .plain
            document.line(String(line), style)
        }
    }
}
