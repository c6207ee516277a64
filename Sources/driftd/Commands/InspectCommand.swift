import ArgumentParser
import DriftEngine
import Foundation

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Says what will bite whoever duplicates a Space: one verdict a line, and the fix.",
        discussion: """
            Reads the repository's files and, of a capture or snapshot, the settings. The app's source is read by Python's own parser \
            where python3 is on PATH, otherwise line by line; it is never run. Nothing is asked of the network.

            ok, warn, stop (it will fail), unknown (not visible here). Exit code 0 whatever it says.
            """
    )

    @Argument(help: ArgumentHelp("A checkout, a capture directory, or a stored snapshot.", valueName: "checkout|ref"))
    var reference: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws { _ = try ReferenceHelp.parse(reference) }

    func run() async throws {
        let resolver = SnapshotResolver(databasePath: store.databasePath)
        let inspect = InspectSpace(resolver: resolver, environment: ProcessInfo.processInfo.environment)
        let inspection = try await inspect.inspection(of: try ReferenceHelp.parse(reference))
        try output.write(inspection, as: InspectionView(inspection).document)
    }
}
