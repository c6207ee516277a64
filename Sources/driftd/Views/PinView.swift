import DriftCore
import DriftEngine

/// A bundle that was written, as text: how far it was tried, what it does, what it leaves, and the next command.
struct PinView: Sendable {
    let result: WriteRestoreBundle.Result
    /// Only what was done: nothing that is to be known besides, and no next command.
    var isQuiet = false

    /// Names of one list that are shown.
    private static let listed = 10

    var document: Document {
        var document = Document()
        document.line(proof.text, proof.isGood ? .plain : .attention)
        document.blank()
        document.table(summary)
        section("Not restored:", notRestored, in: &document)
        if !isQuiet { section("To know:", result.plan.notes.map { row($0) }, in: &document) }
        section("To set by hand:", result.plan.settings.map { SettingText.row($0) }, in: &document)
        document.blank()
        document.line(
            Span("wrote \(result.written.path)", .good),
            Span("  sha256 of the tar: \(result.written.digest.prefix(12))…")
        )
        if !result.edits.isEmpty, !isQuiet {
            document.line("next: driftd apply \(ShellWords.quoted(result.written.path)) <checkout>", .faint)
        }
        return document
    }

    /// What is known of this very bundle: a proof from beside it, or how far the plan was tried.
    private var proof: (text: String, isGood: Bool) {
        if case .proof(let proof) = result.known { return (proof.sentence, proof.result == .restored) }
        return (RestoreReport.firstLine(plan: result.plan, proof: result.proof), result.proof != .unproven)
    }

    private var summary: Table {
        let plan = result.plan
        var table = Table()
        table.row(Span("pinned", .faint), Span("\(plan.decisions(.pinned).count)"), Span(mode))
        let inferred = plan.decisions(.pinned).count(where: \.isInferred)
        if inferred > 0 {
            table.row(
                Span("inferred", .faint),
                Span("\(inferred)", .attention),
                Span("of the pins: worked out, not observed; each is marked")
            )
        }
        table.row(
            Span("kept", .faint),
            Span("\(plan.decisions(.kept).count)"),
            Span("said by the duplicate's files already, or left to them")
        )
        table.row(
            Span("skipped", .faint),
            Span("\(plan.decisions(.skipped).count)"),
            Span("the platform's own: no requirements file may name them")
        )
        let left = plan.decisions(.notRestorable).count
        table.row(Span("not restored", .faint), Span("\(left)"), Span(left == 0 ? "" : "listed below"))
        for edit in result.edits {
            let keys = edit.path == "README.md" ? plan.frontMatterEdits.map { "\($0.key): \($0.value)" }.joined(separator: ", ") : ""
            table.row(Span(edit.base == nil ? "creates" : "edits", .faint), Span(edit.path), Span(keys))
        }
        if result.edits.isEmpty { table.row(Span("edits", .faint), Span("none"), Span("the duplicate's files are as they must be")) }
        return table
    }

    private var mode: String {
        switch result.plan.mode {
        case .full: "the whole closure"
        case .minimal: "only what drifted"
        }
    }

    private var notRestored: [[Span]] {
        let packages = result.plan.decisions(.notRestorable).map { decision in
            [Span(decision.name.spelling), Span(decision.version ?? ""), Span(decision.sentence)]
        }
        let facts = result.plan.notRestored.map { row($0) }
        let extra =
            result.plan.extra.isEmpty
            ? [] : [[Span("extra"), Span(""), Span("no requirements file uninstalls \(result.plan.extra.listed(upTo: Self.listed))")]]
        return packages + facts + extra
    }

    private func row(_ note: RestoreNote) -> [Span] { [Span(note.subject), Span(""), Span(note.sentence)] }

    private func section(_ title: String, _ rows: [[Span]], in document: inout Document) {
        guard !rows.isEmpty else { return }
        document.blank()
        document.line(title, .heading)
        document.table(Table(rows: rows.map { [Span(" ")] + $0 }))
    }
}
