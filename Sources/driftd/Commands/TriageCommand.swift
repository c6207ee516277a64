import ArgumentParser
import DriftEngine

struct TriageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Says what kind of failure the logs show, the lines that say so, and the next moves.",
        discussion: """
            Give a capture directory, or the logs of one Space, oldest first: build logs, run logs, the text of an error page. \
            - is standard input. Nothing is asked of the network.

            Buckets: A does not get to run; B another environment than the original's; C quota or login; D the API call fails; \
            E CUDA used before or outside ZeroGPU; F no GPU; G ZeroGPU worker; H illegal GPU duration; Z another platform fault; \
            none; unknown.
            """
    )

    @Argument(help: ArgumentHelp("A capture directory, or logs.", valueName: "capture|file|-"))
    var logs: [String]

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        if logs.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
    }

    func run() throws {
        let result = try TriageLogs.run(logs)
        switch output.chosenFormat {
        case .json: try output.console.write(json: result.verdict)
        case .text: try output.console.write(TriageView(result.verdict, logNames: result.logNames).document)
        }
    }
}
