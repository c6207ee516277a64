import ArgumentParser
import DriftEngine

struct QuotaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota",
        abstract: "Says what a call of each @spaces.GPU function books on ZeroGPU, and how often a day each tier may call it.",
        discussion: """
            A call is admitted only if its whole booking is left: a run of two seconds without duration= books the default of 60 s, \
            times the factor of the GPU's generation. Exit code 0 whatever it says.
            """
    )

    @OptionGroup var target: InspectedTarget
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<PlainFormat>

    func run() async throws {
        let report = try await target.inspect(databasePath: store.databasePath) { try await $0.quota(of: $1) }
        try output.write(report, as: QuotaView(report).document)
    }
}
