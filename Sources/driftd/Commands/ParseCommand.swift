import ArgumentParser
import DriftEngine

struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Reads logs into the environment that they show; nothing is stored.",
        discussion: """
            Give the logs of one Space, oldest first. What they are (build, run, error page) is recognised by their content. \
            Text that is no log is a result too: no packages, not complete, exit code 0.
            """
    )

    @Option(name: .customLong("log"), parsing: .upToNextOption, help: ArgumentHelp("A log; - is standard input.", valueName: "file"))
    var logs: [String] = []

    @Argument(help: ArgumentHelp("More logs, after those.", valueName: "file"))
    var moreLogs: [String] = []

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        let all = logs + moreLogs
        if all.isEmpty { throw ValidationError("name at least one log: --log <file>, or - for standard input") }
        if all.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
    }

    func run() throws {
        let paths = logs + moreLogs
        let reading = try ParseLogs.run(paths)
        switch output.chosenFormat {
        case .json: try output.console.write(json: reading)
        case .text: try output.console.write(EnvironmentView(reading, logNames: paths).document)
        }
    }
}
