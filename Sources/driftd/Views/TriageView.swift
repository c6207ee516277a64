import DriftCore

/// A verdict as text: the bucket, the lines it rests on, the known break, the moves in their order.
struct TriageView: Sendable {
    let verdict: TriageVerdict
    let evidence: EvidenceLabel

    init(_ verdict: TriageVerdict, logNames: [String]) {
        self.verdict = verdict
        evidence = EvidenceLabel(logNames: logNames)
    }

    var document: Document {
        var document = Document()
        document.line(Span(headline, style), Span(", confidence \(verdict.confidence.rawValue)", .faint))
        document.line(verdict.summary)
        if let incident = verdict.incident {
            let spaces = incident.spaces.map(\.description).joined(separator: ", ")
            document.line("incident: \(incident.count) of \(incident.watched) watched Spaces fail alike (\(spaces))", .attention)
        }
        for omission in verdict.omissions {
            let place = evidence.place(log: omission.log, line: omission.afterLine) ?? ""
            document.line("not read: \(omission.lines) lines (\(omission.bytes) bytes) after \(place)", .attention)
        }
        addEvidence(to: &document)
        addKnownBreak(to: &document)
        addMoves(to: &document)
        return document
    }

    /// `A: does not get to run (build)`
    private var headline: String {
        let name = [.none, .unknown].contains(verdict.bucket) ? "" : "\(verdict.bucket.rawValue): "
        return name + verdict.bucket.title + (verdict.layer.map { " (\($0.rawValue))" } ?? "")
    }

    private var style: Style {
        switch verdict.bucket {
        case .none: .good
        case .unknown: .attention
        default: .bad
        }
    }

    private func addEvidence(to document: inout Document) {
        guard !verdict.evidence.isEmpty else { return }
        document.blank()
        var table = Table()
        for line in verdict.evidence {
            table.row(
                Span(evidence.place(log: line.log, line: line.line) ?? "", .faint),
                Span(DisplayWidth.truncated(PrintableText.line(line.text), to: 200))
            )
        }
        document.table(table)
    }

    private func addKnownBreak(to document: inout Document) {
        guard let match = verdict.knownBreak else { return }
        let entry = match.knownBreak
        document.blank()
        document.line(
            Span("Known break: ", .heading),
            Span("\(entry.package) \(entry.bad ?? "") (\(entry.date), \(entry.sources.joined(separator: ", ")))")
        )
        let found = match.found.map { "found \(entry.package) \($0)" } ?? "the logs do not show its version"
        document.line("\(found); \(match.isVerified ? "in the bad range" : "not verified")", match.isVerified ? .plain : .attention)
        document.line("Pin: \(entry.pin)")
    }

    private func addMoves(to document: inout Document) {
        guard !verdict.moves.isEmpty else { return }
        document.blank()
        document.line("Next:", .heading)
        var table = Table()
        for (index, move) in verdict.moves.enumerated() {
            table.row(Span("\(index + 1).", .faint), Span(move.text))
            if let command = move.command { table.row(Span(""), Span("  " + command, .heading)) }
        }
        document.table(table)
    }
}
