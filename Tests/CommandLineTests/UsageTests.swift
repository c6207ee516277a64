import DriftTesting
import Testing

@Suite("Wrong usage: exit code 64 and two lines")
struct UsageTests {
    @Test(
        "each mistake is named, with the help to read",
        arguments: [
            (
                ["pars"],
                "\"pars\" is no command; the commands are snapshot, watch, serve, history, show, diff, pin, apply, verify, duplicate, export, inspect, quota, smoke, triage, parse, beacon",
                "run `driftd help`"
            ),
            (["diff"], "missing expected argument '<original>'", "run `driftd help diff`"),
            (
                ["show", "nonsense"],
                "\"nonsense\" names no snapshot; write owner/name, owner/name@<id, ISO date or commit>, @<id>, "
                    + "or a path that begins with ./ or /",
                "run `driftd help show`"
            ),
            (["history", "nonsense"], "\"nonsense\" is no Space: write owner/name", "run `driftd help history`"),
            (["history", "a/b", "--limit", "0"], "--limit must be at least 1", "run `driftd help history`"),
            (["history", "--db", ""], "--db names no file", "run `driftd help history`"),
            (["watch", "add", "nonsense"], "\"nonsense\" is no Space: write owner/name", "run `driftd help watch add`"),
            (["watch", "add", "a/b", "--original", "a/b"], "a/b cannot be its own original", "run `driftd help watch add`"),
            (["watch", "add", "a/b", "--every", "1s"], "--every is from 1m to 30d", "run `driftd help watch add`"),
            (
                ["watch", "add", "a/b", "--every", "often"], "the value 'often' is invalid for '--every <span>'",
                "run `driftd help watch add`"
            ),
            (["pin", "a/b", "c/d", "-o", "x.zip"], "x.zip ends neither in .tar.zst nor in .tar.gz", "run `driftd help pin`"),
            (["snapshot"], "missing expected argument '<target> ...'", "run `driftd help snapshot`"),
            (["parse"], "name at least one log: --log <file>, or - for standard input", "run `driftd help parse`"),
            (["parse", "--log"], "missing value for '--log <file>'", "run `driftd help parse`"),
            (["parse", "--jsno", "x"], "unknown option '--jsno'. Did you mean '--json'?", "run `driftd help parse`"),
            (["parse", "-", "-"], "standard input (-) can be read only once", "run `driftd help parse`"),
            (
                ["parse", "--json", "--format", "text", "x"], "--json and --format text contradict each other",
                "run `driftd help parse`"
            ),
            (["apply", "", "./checkout"], "an argument is empty; is a variable not set?", "run `driftd help apply`"),
            (["parse", "--log", ""], "an argument is empty; is a variable not set?", "run `driftd help parse`"),
            (["smoke", "http://["], "http://[ is neither owner/name nor an address (https://…)", "run `driftd help smoke`"),
            (["smoke", "https://"], "https:// is neither owner/name nor an address (https://…)", "run `driftd help smoke`"),
            (
                ["smoke", "https://ada:secret@tides.example/"], "the address holds a password; give it without",
                "run `driftd help smoke`"
            ),
        ]
    )
    func mistake(arguments: [String], error: String, hint: String) throws {
        let program = try DriftdProgram()
        try program.run(arguments).expectFailure(64, error: error, hint: hint)
    }

    @Test("a variable is named as it is written")
    func variables() throws {
        let outcome = try DriftdProgram().run(["history"], environment: ["HOME": "", "DRIFTD_DB": ""])
        outcome.expectFailure(
            64,
            error: "HOME is not set, so the database has no place: name it with --db or DRIFTD_DB",
            hint: "run `driftd help history`"
        )
    }

    @Test("a word that can be nothing else is a path, if something of that name is here")
    func bareNames() throws {
        let program = try DriftdProgram()
        try program.scratch.write("numpy==1.26.4\n", to: "frozen")
        try program.scratch.write("numpy==1.26.4\n", to: "captures/of/today")
        for path in ["frozen", "captures/of/today"] {
            let shown = try program.run(["show", path, "--format", "freeze"])
            #expect(shown.exitCode == 0, "\(shown.errors)")
            #expect(shown.output.contains("numpy==1.26.4"))
        }
        try program.scratch.write("---\nsdk: gradio\n---\n", to: "checkout/README.md")
        #expect(try program.run(["inspect", "checkout"]).exitCode == 0)
        #expect(try program.run(["inspect", "elsewhere"]).exitCode == 64)
    }

    @Test(
        "no line of a help text is wider than a terminal",
        arguments: [
            "snapshot", "watch", "watch add", "watch remove", "watch list", "serve", "history", "show", "diff", "pin", "apply", "verify",
            "duplicate", "export", "inspect", "quota", "smoke", "triage", "parse", "beacon",
        ]
    )
    func helpWidth(command: String) throws {
        let outcome = try DriftdProgram().run(["help"] + command.split(separator: " ").map(String.init))
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.split(separator: "\n").filter { $0.count > 80 } == [])
        #expect(outcome.output.contains("USAGE: driftd \(command)"))
    }

    @Test("help and version are results", arguments: [["--version"], ["help"], ["help", "parse"], ["parse", "--help"], []])
    func asked(arguments: [String]) throws {
        let program = try DriftdProgram()
        let outcome = try program.run(arguments)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        #expect(!outcome.output.isEmpty)
    }

    @Test("a reader that goes away early is no failure")
    func closedPipe() throws {
        let program = try DriftdProgram()
        let outcome = try program.shell("(sleep 0.2; driftd help parse; echo \"code $?\" >&2) | true")
        #expect(outcome.errors == "code 0\n")
    }

    @Test("a full disk under standard output is a failure")
    func fullOutput() throws {
        let program = try DriftdProgram()
        try program.shell("driftd help > /dev/full").expectFailure(
            2,
            error: "standard output cannot be written: no space left on device",
            hint: "check where the output goes: the disk may be full (`df -h`)"
        )
    }

    @Test("what is printed goes into no file that took the place of a closed standard output")
    func noOutput() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        for command in ["snapshot original", "show @1", "inspect original"] {
            try program.shell("driftd \(command) >&-").expectFailure(
                2,
                error: "standard output cannot be written: bad file descriptor",
                hint: "check where the output goes: the disk may be full (`df -h`)"
            )
        }
    }
}
