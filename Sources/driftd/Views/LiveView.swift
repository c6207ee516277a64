import DriftCore
import DriftEngine

/// What a rebuilt duplicate has of the original's state, as text.
struct LiveView: Sendable {
    let result: VerifyLive.Result

    var document: Document {
        var document = Document()
        let isWhole = result.differences.isEmpty && result.complete
        document.line(
            Span("restored \(result.restored)/\(result.total)", isWhole ? .good : .attention),
            Span("  \(result.space)  \(result.stage ?? "")  \(result.commit ?? "nothing is served")")
        )
        if !result.complete { document.line("the evidence does not account for every package of the duplicate", .attention) }
        document.append(table("Not as in the original:", result.differences))
        document.append(table("The platform's own, not counted:", result.platformOwned))
        if !result.unknown.isEmpty { document.line("of unknown version in the original: \(result.unknown.joined(separator: ", "))") }
        return document
    }

    private func table(_ title: String, _ differences: [Proof.Difference]) -> Document {
        var document = Document()
        if differences.isEmpty { return document }
        document.line(title, .heading)
        document.table(
            Table(
                rows: differences.map {
                    [
                        Span("  " + $0.name), Span($0.original), Span($0.found ?? (result.complete ? "missing" : "not seen")),
                        Span($0.reason, .faint),
                    ]
                }
            )
        )
        return document
    }
}
