import ArgumentParser

/// How a command prints: the same options everywhere.
struct OutputOptions<Format: OutputFormat>: ParsableArguments {
    @Option(help: ArgumentHelp("How to print the result.", valueName: "format"))
    var format: Format?

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(name: .shortAndLong, help: "Only the result: no notes, no warnings.")
    var quiet = false

    @Flag(name: .customLong("no-color"), help: "No colour, even on a terminal (as with NO_COLOR set).")
    var withoutColor = false

    func validate() throws {
        if json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) contradict each other")
        }
    }

    var chosenFormat: Format { json ? .json : format ?? .text }

    var console: Console { Console(isQuiet: quiet, allowsColor: !withoutColor) }
}

extension OutputOptions<PlainFormat> {
    /// One value, printed as JSON for programs or as `document` for people.
    ///
    /// Commands call this last, in one place: with the two branches written out behind an `await`, Swift 6.3's optimiser crashes in release builds
    /// (`CoroSplit`, in `run() async throws`).
    @inline(never)
    func write(_ value: some Encodable, as document: @autoclosure () -> Document) throws {
        switch chosenFormat {
        case .json: try console.write(json: value)
        case .text: try console.write(document())
        }
    }
}
