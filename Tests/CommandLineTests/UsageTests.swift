import Testing

@Suite("Wrong usage: exit code 64 and two lines")
struct UsageTests {
    @Test(
        "each mistake is named, with the help to read",
        arguments: [
            (["pars"], "unexpected argument 'pars'", "run `driftd help`"),
            (["parse"], "name at least one log: --log <file>, or - for standard input", "run `driftd help parse`"),
            (["parse", "--log"], "missing value for '--log <file>'", "run `driftd help parse`"),
            (["parse", "--jsno", "x"], "unknown option '--jsno'. Did you mean '--json'?", "run `driftd help parse`"),
            (["parse", "-", "-"], "standard input (-) can be read only once", "run `driftd help parse`"),
            (
                ["parse", "--json", "--format", "text", "x"], "--json and --format text contradict each other",
                "run `driftd help parse`"
            ),
        ]
    )
    func mistake(arguments: [String], error: String, hint: String) throws {
        let program = try DriftdProgram()
        defer { program.remove() }
        try program.run(arguments).expectFailure(64, error: error, hint: hint)
    }

    @Test("help and version are results", arguments: [["--version"], ["help"], ["help", "parse"], ["parse", "--help"], []])
    func asked(arguments: [String]) throws {
        let program = try DriftdProgram()
        defer { program.remove() }
        let outcome = try program.run(arguments)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        #expect(!outcome.output.isEmpty)
    }

    @Test("a reader that goes away early is no failure")
    func closedPipe() throws {
        let program = try DriftdProgram()
        defer { program.remove() }
        let outcome = try program.shell("(sleep 0.2; driftd help parse; echo \"code $?\" >&2) | true")
        #expect(outcome.errors == "code 0\n")
    }

    @Test("a full disk under standard output is a failure")
    func fullOutput() throws {
        let program = try DriftdProgram()
        defer { program.remove() }
        try program.shell("driftd help > /dev/full").expectFailure(
            2,
            error: "standard output cannot be written: no space left on device",
            hint: "check where the output goes: the disk may be full (`df -h`)"
        )
    }
}
