import ArgumentParser
import DriftCore
import DriftEngine
import DriftStore

struct TakeSnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Stores what captures show: one snapshot each.",
        discussion: "The raw files are kept too. Storing the same capture again changes nothing and gives the id it has."
    )

    @Argument(help: ArgumentHelp("Capture directories.", valueName: "target"))
    var targets: [String]

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<PlainFormat>

    func run() throws {
        let results = try TakeSnapshot(databasePath: store.databasePath).run(captureDirectories: targets)
        let console = output.console
        switch output.chosenFormat {
        case .json:
            try console.write(json: SnapshotRecords(results.map(\.summary)))
        case .text:
            var document = Document()
            for result in results { document.append(Self.document(result)) }
            try console.write(document)
        }
        for result in results {
            for warning in Warnings.ofTokens(result.tokens, label: result.target) { console.warn(warning) }
            for warning in Warnings.of(result.snapshot, label: result.target) { console.warn(warning) }
        }
    }

    /// `@1  atelier/air-quality  2026-02-16T09:12:40Z  84 packages (84 log); complete`, then the gaps.
    private static func document(_ result: TakeSnapshot.Result) -> Document {
        let reading = result.snapshot.reading
        var document = Document()
        document.line(
            Span("@\(result.summary.id)", .heading),
            Span("  \(result.summary.space)  \(result.summary.takenAt)  "),
            Span(EnvironmentSummary(reading).text, reading.isComplete ? .good : .attention)
        )
        let evidence = EvidenceLabel(logNames: result.snapshot.logPaths)
        for gap in reading.gaps {
            document.line(
                Span(
                    "    not shown: \(evidence.place(log: gap.log, line: gap.line) ?? "")  \(gap.reason.rawValue)  \(CommandText.line(gap.command))"
                )
            )
        }
        if !reading.unknown.isEmpty { document.line("    version unknown: \(reading.unknown.joined(separator: ", "))") }
        return document
    }
}
