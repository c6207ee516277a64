import ArgumentParser
import DriftEngine

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the raw capture behind a snapshot as a directory.",
        discussion: "For somebody who may not read the Space's logs: `driftd snapshot` takes the directory in. Tokens are redacted."
    )

    @Argument(help: ReferenceHelp.snapshot)
    var reference: String

    @Argument(help: ArgumentHelp("The directory to make; it must not exist.", valueName: "dir"))
    var directory: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws { _ = try ReferenceHelp.parse(reference) }

    func run() async throws {
        let export = ExportCapture(resolver: SnapshotResolver(databasePath: store.databasePath))
        let source = try ReferenceHelp.parse(reference)
        let files = try await InterruptibleTask.run { [directory] in try export.run(source, to: directory) }
        switch output.chosenFormat {
        case .json: try output.console.write(json: ExportRecord(directory: directory, files: files))
        case .text:
            var document = Document()
            for file in files { document.line("\(directory)/\(file)") }
            try output.console.write(document)
        }
    }
}
