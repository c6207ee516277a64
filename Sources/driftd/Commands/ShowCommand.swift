import ArgumentParser
import DriftCore
import DriftEngine

/// What `show` can print a snapshot as.
enum ShowFormat: String, OutputFormat {
    case text, json, freeze
}

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Prints one snapshot with the evidence of every fact.")

    @Argument(help: ReferenceHelp.snapshot)
    var reference: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<ShowFormat>

    func validate() throws { _ = try ReferenceHelp.parse(reference) }

    func run() throws {
        let resolved = try SnapshotResolver(databasePath: store.databasePath).resolve(try ReferenceHelp.parse(reference))
        let console = output.console
        switch output.chosenFormat {
        case .json: try console.write(json: SnapshotDocument(resolved.snapshot))
        case .freeze: try console.write(block: FreezeText.render(resolved.snapshot.reading))
        case .text: try console.write(SnapshotView(snapshot: resolved.snapshot, label: resolved.label).document)
        }
        if case .path(let path) = try ReferenceHelp.parse(reference),
            [".tar.zst", ".tar.gz", ".tgz"].contains(where: { path.hasSuffix($0) }),
            case .proof(let proof) = try ProofFile.read(besideBundle: path)
        {
            console.note(proof.sentence)
        }
        for note in ResolutionNotes.of(resolved) { console.note(note) }
    }
}
