import DriftTesting
import Foundation
import Testing

/// The whole command, with real uv against an index on this machine.
@Suite("driftd pin: the trial", .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason), .timeLimit(.minutes(10)))
struct PinTrialTests {
    /// What the recorded original has, without any requirement in each other's way.
    private static let releases = [
        "numpy": "2.4.2:", "huggingface-hub": "1.4.1:", "datasets": "4.5.0: numpy", "httpx": "0.28.1:", "uvicorn": "0.40.0:",
        "websockets": "16.0:", "spaces": "0.46.0:", "gradio": "6.5.1: httpx", "gradio-client": "2.0.3:", "typer-slim": "0.23.1:",
    ]

    private func index(_ changes: [String: String] = [:], more: [String] = []) throws -> PackageIndex {
        try PackageIndex(Self.releases.merging(changes) { $1 }.map { "\($0)==\($1)" }.sorted() + more)
    }

    private func program() throws -> DriftdProgram {
        let program = try DriftdProgram()
        for name in ["original", "duplicate"] { try program.copyCapture(name) }
        return program
    }

    private func pin(_ program: DriftdProgram, _ index: PackageIndex, _ arguments: String...) throws -> DriftdProgram.Outcome {
        let tools = (ExternalTool.path(of: "uv") ?? "").dropLast("/uv".count)
        return try program.run(
            ["pin", "./original", "./duplicate", "-o", "b.tar.gz"] + arguments,
            environment: index.variables.merging(["DRIFTD_OFFLINE": "", "PATH": "\(tools):/usr/bin:/bin"]) { $1 }
        )
    }

    private func entry(_ path: String, _ program: DriftdProgram) throws -> String { try program.shell("tar -xzOf b.tar.gz \(path)").output }

    @Test("accepted: the first line says so, the proof lies beside the bundle, and the bytes are the same again")
    func satisfiable() throws {
        let (program, index) = try (program(), index())
        let outcome = try pin(program, index)
        outcome.expectSuccess()
        #expect(
            outcome.output.hasPrefix("Proof: resolved – a resolver chose the original's versions (Python 3.13, uv "),
            "\(outcome.output)"
        )
        #expect(try entry("REPORT.md", program).hasPrefix("Proof: resolved – a resolver accepted these pins together"))
        #expect(program.exists("b.tar.gz.proof.json"))
        let bytes = try program.scratch.read("b.tar.gz")
        index.stop()
        try pin(program, index).expectSuccess()
        #expect(try program.scratch.read("b.tar.gz") == bytes, "from the day's answers")
        // A lock names the files where the index has them.
        let text = try program.shell("tar -xzOf b.tar.gz --exclude pylock.toml").output
        #expect(!text.contains("127.0.0.1") && !text.contains("uv 0."))
    }

    @Test("stageable: two files, and the solver's words in the report")
    func staged() throws {
        let (program, index) = try (program(), index(["datasets": "4.5.0: numpy<=2.4.1"], more: ["numpy==2.4.1:"]))
        try pin(program, index).expectSuccess()
        #expect(try entry("files/pre-requirements.txt", program).contains("datasets==4.5.0"))
        #expect(try !entry("files/requirements.txt", program).contains("\ndatasets"))
        let report = try entry("REPORT.md", program)
        #expect(report.contains("in two steps") && report.contains("numpy<=2.4.1"))
        try program.run(["apply", "-q", "b.tar.gz", "duplicate/repo"]).expectSuccess()
        #expect(program.exists("duplicate/repo/pre-requirements.txt"))
    }

    @Test("irreducible: named with the nearest version and the options, in the report, the plan and on the terminal")
    func irreducible() throws {
        let (program, index) = try (program(), index(["gradio": "6.5.1: httpx<0.28"], more: ["httpx==0.27.2:"]))
        let outcome = try pin(program, index)
        outcome.expectSuccess()
        #expect(outcome.output.contains("rule 0.28.1 out; the nearest that goes with the rest is 0.27.2"), "\(outcome.output)")
        let report = try entry("REPORT.md", program)
        #expect(report.contains("but not 1 version of the original's"))
        #expect(
            report.contains("sdk_version") && report.contains("Docker") && report.contains("httpx&lt;0.28") || report.contains("httpx<0.28")
        )
        #expect(try entry("plan.json", program).contains("\"outcome\" : \"irreducible\""))
        #expect(try entry("files/requirements.txt", program).contains("httpx>=0.27   # also used by gradio"))
    }

    @Test(
        "the bundle holds a lock of the original that pip and packaging read; of an unknown version there is none, and the report says so"
    )
    func lock() throws {
        let (program, index) = try (program(), index())
        try pin(program, index).expectSuccess()
        let text = try entry("pylock.toml", program)
        #expect(text.contains("requires-python = \">=3.13\""))
        // For the Python of the test tools, which may be an older one.
        try program.scratch.write(text.replacing(">=3.13", with: ">=3.9"), to: "pylock.toml")
        let python = try #require(ExternalTool.python(importing: "packaging.pylock"))
        let check = "import tomllib, packaging.pylock as p; p.Pylock.from_dict(tomllib.load(open('pylock.toml', 'rb'))).validate()"
        let read = try program.shell("\(python) -c \"\(check)\" && \(python) -m pip install --dry-run --no-deps -q -r pylock.toml")
        #expect(read.exitCode == 0, "\(read.errors)")
        #expect(text.contains("name = \"numpy\"\nversion = \"2.4.2\""))
        _ = try program.shell("rm b.tar.gz.proof.json")
        try pin(program, index, "--offline").expectSuccess()
        #expect(try !program.shell("tar -tzf b.tar.gz").output.contains("pylock.toml"))
        #expect(try entry("REPORT.md", program).contains("no lock of the original: no index was asked"))
        let log = String(decoding: try program.scratch.read("original/logs/build-001.log"), as: UTF8.self)
        try program.scratch.write(log.replacing(" httpx-0.28.1", with: ""), to: "original/logs/build-001.log")
        try pin(program, index).expectSuccess()
        #expect(
            try entry("REPORT.md", program).contains(
                "no lock of the original: a lock has to hold everything: httpx: its version is unknown"
            )
        )
    }

    @Test("--hashes: pre-requirements.txt with the hash of every file, without what asks for the platform's own; replayed, it restores")
    func hashes() throws {
        let (program, index) = try (program(), index(["typer-slim": "0.23.1: spaces"]))
        try pin(program, index, "--hashes").expectSuccess()
        let early = try entry("files/pre-requirements.txt", program)
        #expect(early.contains("numpy==2.4.2 \\\n    --hash=sha256:") && early.contains("datasets==4.5.0 \\\n"))
        #expect(!early.contains("typer-slim") && !early.contains("spaces"))
        let late = try entry("files/requirements.txt", program)
        #expect(late.contains("typer-slim==0.23.1") && late.contains("numpy==2.4.2") && !late.contains("--hash"))
        #expect(try entry("REPORT.md", program).contains("of the 7 pins carry hashes"))
        try program.run(["apply", "-q", "b.tar.gz", "duplicate/repo"]).expectSuccess()
        try program.scratch.write("pip<99\n", to: "duplicate/repo/pre-requirements.txt")
        try pin(program, index, "--hashes").expectFailure(2, errorContaining: "nothing gives a hash for pre-requirements.txt:1: pip<99")
        let usage = try pin(program, index, "--hashes", "--offline")
        #expect(usage.exitCode == 64)
    }

    @Test("a pin that no index has leaves the user's line as it was: where no installer takes that either, its place is named")
    func blockedAfterwards() throws {
        let program = try program()
        let more = "datasets==4.5.0\nhttpx\n"
        try program.scratch.write(more, to: "duplicate/repo/requirements.txt")
        let index = try PackageIndex(
            Self.releases.filter { $0.key != "httpx" }.map { "\($0)==\($1.replacing("httpx", with: "numpy"))" }.sorted()
        )
        let outcome = try pin(program, index)
        outcome.expectSuccess()
        #expect(outcome.output.hasPrefix("Proof: unproven – no installer takes the duplicate's own "), "\(outcome.output)")
        #expect(outcome.output.contains("requirements.txt:2"), "\(outcome.output)")
        #expect(try entry("files/requirements.txt", program).contains("\nhttpx\n"))
        #expect(try entry("plan.json", program).contains("\"missing-release\""))
    }

    @Test("a line of the duplicate's own that no installer takes: the first line says so, the bundle is written, the line stays")
    func ownLines() throws {
        let (program, index) = try (program(), index(more: ["picky==1: gradio<6"]))
        try program.scratch.write("picky\n# soon\nnowhere-to-be-found==2\n", to: "duplicate/repo/requirements.txt")
        let tried = try pin(program, index)
        tried.expectSuccess()
        #expect(tried.output.hasPrefix("Proof: unproven – no installer takes the duplicate's own "))
        #expect(
            tried.output.contains("`picky` (requirements.txt:1)") && tried.output.contains("`nowhere-to-be-found==2` (requirements.txt:3)")
        )
        #expect(try entry("files/requirements.txt", program).hasPrefix("picky\n# soon\nnowhere-to-be-found==2\n"))
        #expect(try entry("REPORT.md", program).contains("nowhere-to-be-found was not found in the package registry"))
        #expect(!program.exists("b.tar.gz.proof.json"), "nothing was proven")
        let outcome = try pin(program, index, "--offline")
        outcome.expectSuccess()
        #expect(outcome.output.hasPrefix("Proof: unproven – these pins have not been tried (no resolver was asked)"))
    }

    @Test("an index that is broken: the bundle is written, unproven, with a warning that says why")
    func broken() throws {
        let program = try program()
        let outcome = try pin(program, try PackageIndex([], behaviour: .broken))
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.errors.hasPrefix("warning: the pins were not tried: `uv pip compile` did not reach the package index"),
            "\(outcome.errors)"
        )
        #expect(outcome.output.hasPrefix("Proof: unproven – these pins have not been tried (the package index did not answer as one does)"))
        #expect(!program.exists("b.tar.gz.proof.json"))
    }

    @Test("a replay's proof of the same bundle is shown, and not overwritten; another bundle's is not taken for it")
    func knownProof() throws {
        let (program, index) = try (program(), index())
        try pin(program, index).expectSuccess()
        let proof = String(decoding: try program.scratch.read("b.tar.gz.proof.json"), as: UTF8.self)
        try program.scratch.write(proof.replacing("\"level\" : \"resolved\"", with: "\"level\" : \"replayed\""), to: "b.tar.gz.proof.json")
        #expect(try pin(program, index).output.hasPrefix("Proof: replayed – installed the way the platform does it"))
        try program.scratch.write(proof.replacing("\"bundle\" : \"", with: "\"bundle\" : \"0"), to: "b.tar.gz.proof.json")
        let offline = try pin(program, index, "--offline")
        #expect(offline.output.hasPrefix("Proof: unproven"))
        #expect(offline.errors == "note: b.tar.gz.proof.json says nothing about this bundle: it is the proof of another bundle\n")
    }

    @Test("--policy: another file decides, and its date is in the report; a bad one is refused with its place")
    func policy() throws {
        let (program, index) = try (program(), index())
        let rows = """
            {"schema": "driftd.policy/1", "date": "2027-01-02", "packageLimits": [], "pythonLimits": [], "owned": [
              {"sdk": "gradio", "package": "numpy", "sdkVersions": "", "restoredBy": null, "sentence": "the platform brings it",
               "date": "2027-01-01", "source": "a test"}]}
            """
        try program.scratch.write(rows, to: "policy.json")
        try pin(program, index, "--offline", "--policy", "policy.json").expectSuccess()
        let report = try entry("REPORT.md", program)
        #expect(report.contains("Policy of 2027-01-02") && report.contains("the platform brings it"))
        try program.scratch.write(rows.replacing("2027-01-01", with: "soon"), to: "policy.json")
        try pin(program, index, "--offline", "--policy", "policy.json").expectFailure(
            2,
            error: "policy.json is no policy: owned[0].date: `soon` is no date like 2026-11-22",
            hint: "docs/Policy.md has the form; without --policy, driftd's own of 2026-11-22 is used"
        )
    }
}
