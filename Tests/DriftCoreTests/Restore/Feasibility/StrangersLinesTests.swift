import DriftCore
import DriftTesting
import Testing

/// The duplicate's files are a stranger's: what a resolver is asked about, and what is said of the rest.
@Suite("Feasibility: a stranger's lines")
struct StrangersLinesTests {
    private static let index = ToyIndex("numpy==1", "six==1", "plat==1", "datasets==5: fsspec<=6", "fsspec==6", "fsspec==9")

    private func question(_ requirements: String, _ pins: [String] = ["numpy==1"], line: [String] = ["plat==1"]) -> FeasibilityQuestion {
        let files = ["requirements.txt": Array(requirements.utf8)]
        return FeasibilityQuestion(
            plan: plan(
                files,
                pins,
                sdk: "gradio",
                steps: [
                    BuildStep(kind: .requirements, arguments: ["-r", "requirements.txt"] + line)
                ]
            ),
            files: files
        )
    }

    private func plan(_ files: [String: [UInt8]], _ pins: [String], sdk: String, steps: [BuildStep] = []) -> RestorePlan {
        var original = Snapshot.of(sdk: sdk == "docker" ? SDK(name: "docker") : SDK(name: "gradio", version: "6.19.0"))
        original.reading.packages = FreezeList.parse(Array(pins.joined(separator: "\n").utf8), file: "freeze.txt").packages
        return Planner.plan(
            original: RestoreSide(original),
            duplicate: RestoreSide(.of(space: "owner/duplicate"), files: files, frontMatter: FrontMatterFacts(["sdk": sdk]), steps: steps),
            choices: RestoreChoices(arrangement: .proposed)
        )
    }

    private func feasibility(_ question: FeasibilityQuestion) async throws -> Feasibility? {
        try await FeasibilitySearch(question) { Self.index.answer($0) }.run()
    }

    @Test(
        "no variable of this machine, no path, no file of it and nobody's password is asked about; what is left out is told without its secrets",
        arguments: [
            ("--extra-index-url https://evil.example/${PIP_INDEX_URL}/simple", "--extra-index-url https://***"),
            ("--index-url https://user:${TOKEN}@host/simple", "--index-url https://***@host/simple"),
            ("--extra-index-url https://host/$\\\n{TOKEN}", "--extra-index-url https://***"),
            ("--find-links ../../wheels", "--find-links ../../wheels"), ("--find-links file:///home", "--find-links file:///home"),
            ("-r https://host/more.txt", "--requirement https://host/more.txt"), ("x @ https://host/${TOKEN}/x-1-py3-none-any.whl", "x"),
            ("-e git+https://me:secret@host/o/r", "git+https://***@host/o/r"),
            ("x==${VERSION}", "requirements.txt:1"),
            ("--extra-index-url https://me:secret@host/simple", "--extra-index-url https://***@host/simple"),
            ("--index-url https://me:s^cret@host/simple", "--index-url https://***@host/simple"),
            ("x @ https://me:secret@host/x-1-py3-none-any.whl", "x"),
            ("-f https://host/wheels?token=secret", "--find-links https://host/wheels?***"),
        ]
    )
    func leftOut(line: String, told: String) async throws {
        let question = question(line + "\nnumpy\n")
        #expect(question.whole.lines == ["numpy==1", "plat==1"])
        let found = try await feasibility(question)
        // An index that takes the place of the one that is asked: then no answer is about the build.
        guard !line.hasPrefix("--index-url") else {
            #expect(found?.outcome == .unproven && found?.reason?.contains("(\(told))") == true)
            return
        }
        #expect(found?.outcome == .satisfiable)
        #expect(found?.untried == [told])
    }

    @Test("a Dockerfile's own index with a password: what another index answers is no proof", arguments: ["--index-url", "-i"])
    func hiddenMainIndex(option: String) async throws {
        let files = [
            "Dockerfile": Array("FROM python:3.13\nARG TOKEN\nRUN pip install \(option) https://u:${TOKEN}@host/simple numpy\n".utf8)
        ]
        let found = try await feasibility(FeasibilityQuestion(plan: plan(files, ["numpy==1"], sdk: "docker"), files: files))
        #expect(found?.outcome == .unproven, "\(String(describing: found))")
        #expect(found?.reason?.contains("--index-url") == true)
    }

    @Test("an index that is not asked: what the others lack is not said to be gone")
    func hiddenIndex() async throws {
        let found = try await feasibility(question("--extra-index-url https://${TOKEN}@host/simple\nnumpy\n", ["numpy==1", "private==3"]))
        #expect(found?.outcome == .unproven)
        #expect(found?.reason?.contains("(--extra-index-url https://***@host/simple)") == true, "\(String(describing: found?.reason))")
        let own = try await feasibility(question("--extra-index-url https://${TOKEN}@host/simple\nprivate\n"))
        #expect(own?.outcome == .unproven)
    }

    @Test("indexes and wheels on the web, pre-releases and --no-index are asked about as they stand")
    func kept() {
        let lines = question("--pre\n--no-index\n-f https://host/wheels\n--trusted-host host\nx @ https://host/x-1-py3-none-any.whl\n")
            .whole.lines
        #expect(lines.contains("--pre") && lines.contains("--no-index") && lines.contains("--find-links https://host/wheels"))
        #expect(lines.contains("x @ https://host/x-1-py3-none-any.whl") && !lines.contains { $0.contains("trusted") })
    }

    @Test("a platform line of a log's with a variable is not asked about")
    func platformLine() {
        #expect(question("numpy\n", line: ["plat==1", "x @ https://host/${TOKEN}/x.whl"]).whole.lines == ["numpy==1", "plat==1"])
    }

    @Test("a line that pip refuses the file for: nothing is proven, and the place is told")
    func refusedLine() async throws {
        let found = try await feasibility(question("numpy\npip install six\n"))
        #expect(found == .unproven("pip refuses the whole file for requirements.txt:2, whatever is pinned"))
    }

    @Test(
        "a line that needs a file beside it, which the platform does not put there: pip stops at it, so that nothing is proven",
        arguments: [
            "-e .", "./wheels/x-1-py3-none-any.whl", "x-1-py3-none-any.whl", "-r more.txt", "-c ../limits.txt",
            "file:///wheels/x-1-py3-none-any.whl",
            "x @ file:///wheels/x-1-py3-none-any.whl", "-e git+file:///src/x",
        ]
    )
    func filesElsewhere(line: String) async throws {
        let found = try await feasibility(question("numpy\n\(line)\n"))
        #expect(found == .unproven("pip refuses the whole file for requirements.txt:2, whatever is pinned"))
        let files = [
            "Dockerfile": Array("FROM python:3.13\nRUN pip install -r requirements.txt\n".utf8),
            "requirements.txt": Array("numpy\n\(line)\n".utf8),
        ]
        let docker = FeasibilityQuestion(plan: plan(files, ["numpy==1"], sdk: "docker"), files: files)
        #expect(docker.refusedLines.isEmpty)
    }

    @Test("such a line behind a marker that does not hold, or one that a variable may make an address of, is not pip's end")
    func filesElsewhereLeftOut() async throws {
        for line in ["x @ file:///x-1-py3-none-any.whl ; python_version < '3'", "${WHERE}/x-1-py3-none-any.whl", "-r ${WHERE}/more.txt"] {
            #expect(question("numpy\n\(line)\n").refusedLines.isEmpty, "\(line)")
        }
    }

    @Test("a line about a package without a wheel: it is not asked about, and the pins are")
    func sourceOnly() async throws {
        let index = ToyIndex("numpy==1", "plat==1", "whisper==1 (source)")
        let question = question("numpy\nwhisper\n")
        let found = try await FeasibilitySearch(question) { index.answer($0) }.run()
        #expect(found.outcome == .satisfiable && found.untried == ["whisper"])
    }

    @Test("--no-deps: what such a call installs is asked about without what it asks for")
    func withoutDependencies() async throws {
        let files = [
            "Dockerfile": Array("FROM python:3.13\nRUN pip install --no-deps -r lock.txt\n".utf8),
            "lock.txt": Array("datasets\nfsspec\n".utf8),
        ]
        let question = FeasibilityQuestion(plan: plan(files, ["datasets==5", "fsspec==9"], sdk: "docker"), files: files)
        #expect(question.whole == ResolverQuestion([], alone: ["datasets==5", "fsspec==9"]))
        #expect(try await feasibility(question)?.outcome == .satisfiable)
        let both = [
            "Dockerfile": Array("FROM python:3.13\nRUN pip install six && pip install --no-deps -r lock.txt\n".utf8),
            "lock.txt": Array("datasets\nfsspec\n".utf8),
        ]
        let mixed = FeasibilityQuestion(plan: plan(both, ["datasets==5", "fsspec==9", "six==1"], sdk: "docker"), files: both)
        #expect(mixed.whole == ResolverQuestion(["six==1"], alone: ["datasets==5", "fsspec==9"]))
        let gone = FeasibilityQuestion(plan: plan(files, ["datasets==4", "fsspec==9"], sdk: "docker"), files: files)
        #expect(try await feasibility(gone)?.ruledOut.map(\.name) == ["datasets"])
    }

    @Test("--hashes: why a pin goes without is told by what it asks for")
    func hashes() async throws {
        let files = ["requirements.txt": Array("datasets\n".utf8)]
        let steps = [BuildStep(kind: .requirements, arguments: ["-r", "requirements.txt", "plat==1"])]
        var plan = plan(files, ["datasets==5", "six==1"], sdk: "gradio", steps: steps)
        plan.feasibility = Feasibility(outcome: .satisfiable)
        let choice = try await HashedPins(plan: plan, files: files) { Self.index.answer($0) }.run()
        #expect(choice == HashedPins.Choice(names: ["six"], left: ["datasets": ["fsspec"]]))
    }
}
