import ArgumentParser
import DriftCore
import DriftEngine

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Says what will bite whoever duplicates a Space: one verdict a line, and the fix.",
        discussion: """
            Reads the repository's files, the app's code and what it imports inside the repository, and, of a capture, snapshot or Space, the \
            settings. The code is read by Python's own parser where python3 is on PATH, otherwise line by line; it is never run. A Space of \
            which nothing is stored is looked at on the Hub. With a token (HF_TOKEN, or the file of hf auth login) the Hub is asked whether \
            the models and datasets are gated or private.

            ok, warn, stop (it will fail), unknown (not visible here). Exit code 0 whatever it says.
            """
    )

    @OptionGroup var target: InspectedTarget
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<PlainFormat>

    func run() async throws {
        var inspection = try await target.inspect(databasePath: store.databasePath) { try await $0.inspection(of: $1) }
        for index in inspection.lines.indices {
            inspection.lines[index].fix = inspection.lines[index].fix.map { HintedCommand.naming(Console.database, in: $0) }
        }
        try output.write(inspection, as: InspectionView(inspection).document)
    }
}
