import ArgumentParser
import DriftCore
import DriftEngine
import DriftHub
import Foundation

struct SmokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smoke",
        abstract: "Makes the smallest call of a running Gradio app, with your token.",
        discussion: """
            Calls the endpoint with the fewest inputs, all of which have defaults. Exit code 0: it succeeded, and the interface is the \
            original's if one is named; 1: it failed, or they differ; 3: nothing could be called; 2: no answer.
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

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        for text in [target] + (original.map { [$0] } ?? []) where SmokeSpace.Target(text) == nil {
            throw ValidationError("\(text) is neither owner/name nor an address (https://…)")
        }
        if !(1...3600).contains(timeLimitSeconds) { throw ValidationError("--time-limit is in seconds, from 1 to 3600") }
    }

    func run() async throws {
        guard let target = SmokeSpace.Target(target) else { return }
        let smoke = SmokeSpace(
            configuration: try HubConfiguration(
                variables: ProcessInfo.processInfo.environment,
                userAgent: "driftd/\(DriftdVersion.current)"
            ),
            allowsGPU: gpu,
            timeLimit: .seconds(timeLimitSeconds)
        )
        let report = try await smoke.run(target, original: original.flatMap { SmokeSpace.Target($0) })
        try output.write(report, as: SmokeView(report).document)
        if report.outcome == .failed || report.differences?.isEmpty == false { throw ExitCode(ExitStatus.driftFound) }
        if report.outcome == .skipped { throw ExitCode(ExitStatus.noVerdict) }
    }
}
