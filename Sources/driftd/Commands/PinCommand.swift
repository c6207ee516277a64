import ArgumentParser
import DriftCore
import DriftEngine

struct PinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Writes the bundle that restores an original's state in its duplicate.",
        discussion: """
            The duplicate may also be a checkout: a directory with its files. Pins come from observed evidence; where there is none at all, \
            no bundle is written and the exit code is 3.
            """
    )

    @Argument(help: ReferenceHelp.original)
    var original: String

    @Argument(help: ReferenceHelp.duplicate)
    var duplicate: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The bundle: .tar.zst or .tar.gz. Default: named after both and its content.", valueName: "file")
    )
    var output: String?

    @Option(help: "full pins every package, minimal only what drifted.")
    var mode: Mode = .full

    @Flag(name: .customLong("inferred"), help: "Pin versions too that were worked out and not observed; each is marked.")
    var allowsInferred = false

    @Flag(name: .customLong("require-complete"), help: "Write nothing (exit code 3) unless the original is known in full.")
    var requiresComplete = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var printing: OutputOptions<PlainFormat>

    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case full, minimal
    }

    func validate() throws {
        _ = try ReferenceHelp.parse(original)
        _ = try ReferenceHelp.parse(duplicate)
        if let output, ![".tar.zst", ".tar.gz", ".tgz"].contains(where: { output.hasSuffix($0) }) {
            throw ValidationError("\(output) ends neither in .tar.zst nor in .tar.gz")
        }
    }

    func run() throws {
        let result = try WriteRestoreBundle(resolver: SnapshotResolver(databasePath: store.databasePath)).run(
            WriteRestoreBundle.Request(
                original: try ReferenceHelp.parse(original),
                duplicate: try ReferenceHelp.parse(duplicate),
                mode: mode == .full ? .full : .minimal,
                allowsInferred: allowsInferred,
                requiresComplete: requiresComplete,
                destination: output.map { .file($0) } ?? .directory("")
            )
        )
        let console = printing.console
        switch printing.chosenFormat {
        case .json: try console.write(json: PinRecord(result))
        case .text: try console.write(PinView(result: result).document)
        }
        for note in ResolutionNotes.of(result.original) + ResolutionNotes.of(result.duplicate) { console.note(note) }
        if mode == .minimal, result.duplicate.snapshot.reading.packages.isEmpty {
            console.note(
                "nothing is known of what \(result.duplicate.label) installs, so --mode minimal pins nothing; --mode full pins all"
            )
        }
    }
}
