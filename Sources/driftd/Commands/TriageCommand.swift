import ArgumentParser
import DriftCore
import DriftEngine
import Foundation

struct TriageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Says what kind of failure the logs show, the lines that say so, and the next moves.",
        discussion: """
            Give a capture directory, a stored Space (owner/name: its newest look, succeeded or not), or the logs of one Space, oldest \
            first: build logs, run logs, the text of an error page. - is standard input. Nothing is asked of the network.

            Of a stored Space the database tells more: how often this commit failed already, whether other watched Spaces fail alike, and how \
            its last `driftd smoke` went.

            Of a log beyond 32 MiB the beginning and the end are read; the verdict says what was passed over.

            Buckets: A does not get to run; B another environment than the original's; C quota or login; D the API call fails; \
            E CUDA used before or outside ZeroGPU; F no GPU; G ZeroGPU worker; H illegal GPU duration; Z another platform fault; \
            none; unknown.
            """
    )

    @Argument(help: ArgumentHelp("A capture directory, a stored snapshot, or logs.", valueName: "capture|ref|file|-"))
    var logs: [String]

    @Option(
        help: ArgumentHelp(
            "The Space that this is a duplicate of, a <ref>, for the commands that compare; else what its README, the Hub or its watch says.",
            valueName: "ref"
        )
    )
    var original: String?

    @OptionGroup var store: StoreOptions

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        if logs.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
        if let original { _ = try ReferenceHelp.parse(original) }
    }

    func run() throws {
        var result = try triaged()
        if let original = original ?? result.original?.description { result.name(original: ShellWords.quoted(original)) }
        result.verdict.moves = result.verdict.moves.map { move in
            TriageMove(move.text, command: move.command.map { HintedCommand.with(Console.database, $0) })
        }
        try output.write(result.verdict, as: TriageView(result.verdict, logNames: result.logNames).document)
    }

    /// `owner/name` is a stored Space only where no file of that name lies here.
    private func triaged() throws -> TriageLogs.Result {
        guard logs.count == 1, let text = logs.first, text != "-", !FileManager.default.fileExists(atPath: text),
            let reference = try? SnapshotReference(text)
        else { return try TriageLogs.run(logs) }
        if case .path = reference { return try TriageLogs.run(logs) }
        let original = try original.map { try ReferenceHelp.parse($0) }
        return try TriageStored(databasePath: store.databasePath).run(reference, original: original)
    }
}
