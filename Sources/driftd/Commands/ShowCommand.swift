import ArgumentParser
import DriftCore
import DriftEngine
import Foundation

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints one snapshot with the evidence of every fact.",
        discussion: """
            --format freeze, pylock and dockerfile print the environment so that others can build it. pylock, and dockerfile with --hashes, ask \
            the package index through uv for the files' hashes, and fail (3) where there is none to be had.
            """
    )

    @Argument(help: ReferenceHelp.snapshot)
    var reference: String

    @Option(help: ArgumentHelp("For pylock and dockerfile: the Python, where the evidence shows none, as 3.13.", valueName: "version"))
    var python: String?

    @Flag(name: .customLong("hashes"), help: "For dockerfile: let pip check the hash of every file.")
    var hasHashes = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<ShowFormat>

    func validate() throws {
        _ = try ReferenceHelp.parse(reference)
        let format = output.chosenFormat
        if hasHashes, format != .dockerfile { throw ValidationError("--hashes goes with --format dockerfile; a pylock always has them") }
        if let python {
            if format != .dockerfile, format != .pylock { throw ValidationError("--python goes with --format pylock or dockerfile") }
            try ArgumentCheck.python(python)
        }
    }

    func run() async throws {
        let resolved = try SnapshotResolver(databasePath: store.databasePath).resolve(try ReferenceHelp.parse(reference))
        let console = output.console
        switch output.chosenFormat {
        case .json: try console.write(json: SnapshotDocument(resolved.snapshot))
        case .freeze: try console.write(block: FreezeText.render(resolved.snapshot.reading))
        case .pylock:
            let text = try await export { try await $0.lock(of: resolved, python: python).text }
            try console.write(block: text)
        case .dockerfile:
            let text = try await export { try await $0.dockerfile(of: resolved, python: python, hasHashes: hasHashes) }
            try console.write(block: text)
        case .text: try console.write(SnapshotView(snapshot: resolved.snapshot, label: resolved.label).document)
        }
        if case .path(let path) = try ReferenceHelp.parse(reference), WriteBundle.isFileName(path),
            case .proof(let proof) = try ProofFile.read(besideBundle: path)
        {
            console.note(proof.sentence)
        }
        for note in ResolutionNotes.of(resolved) { console.note(note) }
    }

    private func export(_ body: @escaping @Sendable (ExportSnapshot) async throws -> String) async throws -> String {
        let console = output.console
        let progress: (@Sendable (String) -> Void)? = output.quiet ? nil : console.progress
        return try await InterruptibleTask.run {
            defer { console.endProgress() }
            return try await body(ExportSnapshot(IndexAccess(variables: ProcessInfo.processInfo.environment, onLine: progress)))
        }
    }
}
