import ArgumentParser
import DriftEngine
import Foundation

struct QuotaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota",
        abstract: "Says what a call of each @spaces.GPU function books on ZeroGPU, and how often a day each tier may call it.",
        discussion: """
            A call is admitted only if its whole booking is left: a run of two seconds without duration= books the default of 60 s, \
            times the factor of the GPU's generation. Exit code 0 whatever it says.
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
        let report = try await inspect.quota(of: try ReferenceHelp.parse(reference))
        try output.write(report, as: QuotaView(report).document)
    }
}
