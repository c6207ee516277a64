import DriftCore
import DriftEngine

/// An environment as text: the facts, the packages with their evidence, what is missing, and a sum at the end.
struct EnvironmentView: Sendable {
    let reading: EnvironmentReading
    let evidence: EvidenceLabel

    /// Longest message shown in a table; the JSON has it whole.
    private static let messageColumns = 200

    init(_ reading: EnvironmentReading, logNames: [String]) {
        self.reading = reading
        evidence = EvidenceLabel(logNames: logNames)
    }

    var document: Document {
        var document = Document()
        document.table(facts)
        if !reading.packages.isEmpty { document.blank() }
        document.table(packages)
        section("Not shown by the evidence:", gaps, in: &document)
        if let doubt { document.line(doubt, .attention) }
        section("Made anew, not taken from the cache:", rebuilt, in: &document)
        section("Requirements that do not hold:", conflicts, in: &document)
        section("To know:", diagnostics, in: &document)
        document.blank()
        document.line(summary, reading.isComplete ? .good : .attention)
        return document
    }

    private func section(_ title: String, _ table: Table, in document: inout Document) {
        guard !table.rows.isEmpty else { return }
        document.blank()
        document.line(title, .heading)
        document.table(table)
    }

    private var facts: Table {
        var table = Table()
        table.row(Span("Python", .faint), Span(reading.python ?? "unknown"))
        table.row(Span("SDK", .faint), Span(reading.sdk.map { FactText.sdk($0) } ?? "unknown"))
        table.row(Span("Base image", .faint), Span(reading.baseImage.map { FactText.baseImage($0) } ?? "unknown"))
        table.row(
            Span("Installer", .faint),
            Span(reading.installers.isEmpty ? "unknown" : reading.installers.map { FactText.installer($0) }.joined(separator: ", "))
        )
        if !reading.systemPackages.isEmpty {
            table.row(Span("System", .faint), Span(FactText.systemPackages(reading.systemPackages)))
        }
        if !reading.platformLine.isEmpty {
            table.row(Span("Platform adds", .faint), Span(reading.platformLine.joined(separator: " ")))
        }
        for build in reading.builds {
            let commit = build.commit.map { " of \($0)" } ?? ""
            let time = build.queuedAt.map { " queued \($0)" } ?? ""
            table.row(Span("Build", .faint), Span("\(build.outcome.rawValue)\(commit)\(time)", build.outcome == .succeeded ? .plain : .bad))
        }
        return table
    }

    private var packages: Table {
        var table = Table(header: ["package", "version", "evidence", "source"])
        for package in reading.packages {
            table.row(
                Span(package.release.name.spelling),
                Span(package.release.version ?? "unknown", package.release.version == nil ? .attention : .plain),
                Span(evidence.text(package.evidence), package.evidence.kind == .inferred ? .attention : .faint),
                Span(package.release.source ?? "", .faint)
            )
        }
        return table
    }

    private var gaps: Table {
        var table = Table()
        for gap in reading.gaps {
            table.row(
                Span(evidence.place(log: gap.log, line: gap.line) ?? "", .faint),
                Span(gap.reason.rawValue, .attention),
                Span(CommandText.line(gap.command))
            )
        }
        return table
    }

    /// Of the newest build: what an error page says of its layers.
    private var rebuilt: Table {
        var table = Table()
        guard let build = reading.builds.last else { return table }
        for step in build.rebuilt ?? [] {
            table.row(Span(evidence.place(log: build.log, line: step.line) ?? "", .faint), Span(CommandText.line(step.step)))
        }
        return table
    }

    /// What was printed before a step that nobody saw is what was there then.
    private var doubt: String? {
        let count = reading.seenBeforeGaps.count
        guard count > 0 else { return nil }
        return "\(IncompletenessText.counted(count, "version was", "versions were")) printed before that, and may have been replaced."
    }

    private var conflicts: Table {
        var table = Table()
        for conflict in reading.conflicts {
            table.row(
                Span(evidence.place(log: conflict.log, line: conflict.line) ?? "", .faint),
                Span("\(conflict.package) \(conflict.version) requires \(conflict.requirement)"),
                Span(conflict.found.map { "found \($0)" } ?? "not installed", .attention)
            )
        }
        return table
    }

    private var diagnostics: Table {
        var table = Table()
        for diagnostic in reading.diagnostics {
            table.row(
                Span(evidence.place(log: diagnostic.log, line: diagnostic.line) ?? "", .faint),
                Span(diagnostic.code, .attention),
                Span(DisplayWidth.truncated(PrintableText.line(diagnostic.message), to: Self.messageColumns))
            )
        }
        return table
    }

    /// `212 packages (210 log, 2 none); incomplete: 1 gap, 2 versions unknown`
    private var summary: String { EnvironmentSummary(reading).text }
}
