import ArgumentParser
import DriftCore
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

    @Option(help: ArgumentHelp("Every line that bears on one package, and what follows from it.", valueName: "name"))
    var explain: String?

    @Option(
        help: ArgumentHelp(
            "The repository at the commit that was built: a step of its Dockerfile or a requirement that the logs do not show is a gap.",
            valueName: "directory"
        )
    )
    var checkout: String?

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        let all = logs + moreLogs
        if all.isEmpty { throw ValidationError("name at least one log: --log <file>, or - for standard input") }
        if all.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
        if let explain, PackageName(explain) == nil { throw ValidationError("\"\(explain)\" is no package's name") }
    }

    func run() throws {
        let paths = logs + moreLogs
        if let package = explain.flatMap({ PackageName($0) }) { return try explain(package, in: paths) }
        let reading = try ParseLogs.run(paths, checkout: checkout)
        try output.write(reading, as: EnvironmentView(reading, logNames: paths).document)
    }

    private func explain(_ package: PackageName, in paths: [String]) throws {
        let explanation = try ExplainPackage.run(package, in: paths, checkout: checkout)
        try output.write(explanation, as: ExplanationView(explanation, logNames: paths).document)
    }
}
