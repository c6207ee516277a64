import ArgumentParser
import DriftCore
import DriftEngine

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares an original with its duplicate, or with its own past.",
        discussion: """
            With one argument, a duplicate is compared with what it was duplicated from, as its README, the Hub or the list of watched \
            Spaces says. Exit codes: 0 no drift, 1 drift, 3 nothing observed differs but something is unknown.
            """
    )

    @Argument(help: ReferenceHelp.original)
    var original: String

    @Argument(help: ReferenceHelp.duplicate)
    var duplicate: String?

    @Flag(name: .customLong("require-complete"), help: "Give no verdict (exit code 3) unless everything is known on both sides.")
    var requiresComplete = false

    @Flag(name: .customLong("exit-zero"), help: "Exit with 0 where drift would make it 1.")
    var exitsZero = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<DiffFormat>

    func validate() throws {
        _ = try ReferenceHelp.parse(original)
        if let duplicate { _ = try ReferenceHelp.parse(duplicate) }
    }

    func run() throws {
        let comparison = CompareSnapshots(resolver: SnapshotResolver(databasePath: store.databasePath))
        let first = try ReferenceHelp.parse(original)
        let result =
            if let duplicate {
                try comparison.run(original: first, duplicate: try ReferenceHelp.parse(duplicate), requireComplete: requiresComplete)
            } else {
                try comparison.run(duplicate: first, requireComplete: requiresComplete)
            }
        let console = output.console
        switch output.chosenFormat {
        case .json: try console.write(json: result.drift)
        case .markdown: try console.write(block: DriftMarkdown.render(result.drift))
        case .html: try console.write(block: DriftHTML.render(result.drift))
        case .text: try console.write(DriftView(drift: result.drift, next: output.quiet ? nil : next(after: result)).document)
        }
        for note in ResolutionNotes.of(result.original) + ResolutionNotes.of(result.duplicate) { console.note(note) }
        switch result.drift.verdict {
        case .none: break
        case .drift: if !exitsZero { throw ExitCode(ExitStatus.driftFound) }
        case .noVerdict: throw ExitCode(ExitStatus.noVerdict)
        }
    }

    /// `driftd pin ada/tides bob/tides`, where there is drift, and files that pins can be put into.
    private func next(after result: CompareSnapshots.Result) -> String? {
        guard result.drift.verdict == .drift, !result.duplicate.repositoryFiles.isEmpty else { return nil }
        let sides = duplicate.map { [original, $0] } ?? [result.original.label, original]
        return HintedCommand.with(Console.database, (["driftd", "pin"] + sides.map(ShellWords.quoted)).joined(separator: " "))
    }
}
