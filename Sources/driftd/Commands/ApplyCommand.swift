import ArgumentParser
import DriftEngine

struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Puts a bundle's files into a checkout of the duplicate; commits nothing.",
        discussion: """
            The files must be the ones that the bundle was made for, byte for byte; otherwise none is touched. Applying twice is the same \
            as applying once.
            """
    )

    @Argument(help: ArgumentHelp("What driftd pin wrote.", valueName: "bundle"))
    var bundle: String

    @Argument(help: ArgumentHelp("The checkout's root.", valueName: "repo"))
    var repository: String

    @Flag(name: .customLong("dry-run"), help: "Check, show the differences, write nothing.")
    var isDryRun = false

    @Flag(help: "Put back the files from before.")
    var undo = false

    @OptionGroup var output: OutputOptions<PlainFormat>

    func run() throws {
        let result = try ApplyRestoreBundle.run(
            bundle: bundle,
            on: repository,
            direction: undo ? .undo : .apply,
            isDryRun: isDryRun
        )
        let report = ApplyRecord(result, repository: repository, direction: undo ? .undo : .apply, isDryRun: isDryRun)
        if case .unusable(let path, let reason) = result.proof { output.console.note("\(path) does not count: \(reason)") }
        switch output.chosenFormat {
        case .json: try output.console.write(json: report)
        case .text: try output.console.write(ApplyView(record: report).document)
        }
    }
}
