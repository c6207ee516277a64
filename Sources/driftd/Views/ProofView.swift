import DriftCore
import DriftEngine

/// What a proof says, as text.
struct ProofView: Sendable {
    let proof: Proof
    /// Where it was written.
    let path: String

    /// Rows and lines of one list that are shown.
    private static let listed = 25

    var document: Document {
        var document = Document()
        document.line(proof.sentence, proof.result == .restored && proof.level == .replayed ? .good : .attention)
        section("Differs:", proof.differences, in: &document)
        section("The platform's own, not counted:", proof.platformOwned, in: &document)
        list("Unknown in the original", proof.unknown, in: &document)
        list("The original lacked", proof.extra, in: &document)
        list("Not known whether the original had", proof.unaccounted ?? [], in: &document)
        if !proof.explanation.isEmpty {
            document.blank()
            document.line("The installer says:", .heading)
            for line in proof.explanation.prefix(Self.listed) { document.line("  " + line) }
        }
        if let smoke = proof.smoke {
            document.blank()
            document.line(
                smoke.isImported ? "import \(smoke.module): works" : "import \(smoke.module): fails",
                smoke.isImported ? .good : .bad
            )
            for line in smoke.lines { document.line("  " + line) }
        }
        document.blank()
        for deviation in proof.deviations ?? [] { document.line("not as the platform does it: \(deviation)", .attention) }
        if proof.origin == .dockerfile { document.line("the steps are the Dockerfile's, as the bundle leaves it", .faint) }
        if proof.origin == .policy { document.line("the steps are the platform's usual ones: no log of the duplicate was at hand", .faint) }
        document.line("wrote \(path)", .faint)
        return document
    }

    private func section(_ title: String, _ differences: [Proof.Difference], in document: inout Document) {
        guard !differences.isEmpty else { return }
        document.blank()
        document.line(title, .heading)
        let rows = differences.prefix(Self.listed).map { difference in
            [
                Span(" "), Span(difference.name), Span(difference.original), Span("-> \(difference.found ?? "missing")"),
                Span(difference.reason, .faint),
            ]
        }
        document.table(Table(rows: rows))
        if differences.count > Self.listed { document.line("  and \(differences.count - Self.listed) more; --json has all", .faint) }
    }

    private func list(_ title: String, _ names: [String], in document: inout Document) {
        guard !names.isEmpty else { return }
        document.line("\(title): \(names.listed(upTo: Self.listed))", .faint)
    }
}
