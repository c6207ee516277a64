import ArgumentParser
import DriftCore
import DriftEngine
import DriftHub
import DriftStore

struct SmokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smoke",
        abstract: "Makes the smallest call of a running Gradio app, with your token.",
        discussion: """
            Calls the endpoint with the fewest inputs, all of which have defaults. Exit code 0: it succeeded, and the interface is the \
            original's if one is named; 1: it failed, or they differ; 3: nothing could be called; 2: no answer.

            The newest result of a Space is kept in the database: `driftd triage owner/name` says by it whether paid hardware is the next thing.
            """
    )

    @Argument(help: ArgumentHelp("owner/name, or the address of a running app.", valueName: "space|url"))
    var target: String

    @Option(help: ArgumentHelp("The app that this one should be like.", valueName: "space|url"))
    var original: String?

    @Flag(help: "Call endpoints on ZeroGPU too: a call books quota.")
    var gpu = false

    @Option(name: .customLong("time-limit"), help: ArgumentHelp("Seconds that the call may take.", valueName: "seconds"))
    var timeLimitSeconds = 120

    @OptionGroup var store: StoreOptions

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        for text in [target] + (original.map { [$0] } ?? []) {
            if HubConfiguration.holdsPassword(text) { throw ValidationError("the address holds a password; give it without") }
            if SmokeSpace.Target(text) == nil { throw ValidationError("\(text) is neither owner/name nor an address (https://…)") }
        }
        try ArgumentCheck.timeLimit(timeLimitSeconds, upTo: 3600)
    }

    func run() async throws {
        guard let target = SmokeSpace.Target(target) else { return }
        let smoke = SmokeSpace(
            configuration: try HubAccess.configuration(),
            allowsGPU: gpu,
            timeLimit: .seconds(timeLimitSeconds)
        )
        let report = try await smoke.run(target, original: original.flatMap { SmokeSpace.Target($0) })
        try output.write(report, as: SmokeView(report).document)
        if case .space(let space) = target { keep(report, of: space) }
        if report.outcome == .failed || report.differences?.isEmpty == false { throw ExitCode(ExitStatus.driftFound) }
        if report.outcome == .skipped { throw ExitCode(ExitStatus.noVerdict) }
    }

    /// A database that cannot be written changes nothing about the call.
    private func keep(_ report: SmokeReport, of space: SpaceName) {
        do throws(StoreError) {
            try RecordSmoke(databasePath: store.databasePath).run(report, of: space, at: MachineClock().now)
        } catch {
            output.console.warn("the result is not kept: \(error.message)")
        }
    }
}
