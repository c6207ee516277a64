import DriftCore
import Foundation
import Testing

@Suite("What a resolver is asked about a Space of whom nothing was seen")
struct InferenceQuestionTests {
    private let time = BuildTime(time: "2026-03-01T00:00:00Z", basis: .commit, isLowerBound: true)

    private func facts(_ files: [String: String] = ["requirements.txt": "numpy<2\n"]) -> InferenceFacts {
        var facts = InferenceFacts()
        facts.sdkName = "gradio"
        facts.sdkVersion = "6.2.0"
        facts.declaredPython = "3.11"
        facts.files = files.mapValues { Array($0.utf8) }
        return facts
    }

    private func steps(_ question: InferenceQuestion) -> [String] {
        question.steps.map { "\($0.kind.rawValue): \($0.lines.joined(separator: " | "))" }
    }

    @Test("the platform's own layer, then the early file, then the Space's file and the platform's line in one call")
    func joined() throws {
        let question = try InferenceQuestion(
            facts(["requirements.txt": "numpy<2 # why\npip<24\n\n", "pre-requirements.txt": "wheel\n"]),
            time: time
        )
        #expect(
            steps(question) == [
                "base: datasets | huggingface-hub>=0.30 | hf-transfer>=0.1.4 | protobuf<4 | click<8.1",
                "pre-requirements: wheel",
                "requirements: numpy<2 | gradio[oauth,mcp]==6.2.0 | uvicorn>=0.14.0 | websockets>=10.4 | spaces",
            ]
        )
        #expect(question.python == InferenceFacts.Python(version: "3.11", origin: .readme))
        #expect(question.recipe?.daysAway == 0)
    }

    @Test("until 2025 the line has a call of its own, and the Python is that time's where none is named")
    func separate() throws {
        var facts = facts()
        facts.sdkVersion = "4.44.1"
        facts.declaredPython = nil
        let question = try InferenceQuestion(facts, time: BuildTime(time: "2024-09-01T00:00:00Z", basis: .commit, isLowerBound: true))
        #expect(steps(question).suffix(2) == ["requirements: numpy<2", "platform: gradio[oauth]==4.44.1 | uvicorn>=0.14.0 | spaces"])
        #expect(question.python == InferenceFacts.Python(version: "3.10", origin: .era))
        #expect(question.pythonRow != nil)
    }

    @Test("what runs overrules what the README asks for, and the platform's own package is asked for as it runs")
    func running() throws {
        var facts = facts()
        facts.running = ["gradio": "6.1.0", "spaces": "0.44.0"]
        let question = try InferenceQuestion(facts, time: time)
        #expect(
            question.steps.last?.lines.suffix(4) == ["gradio[oauth,mcp]==6.1.0", "uvicorn>=0.14.0", "websockets>=10.4", "spaces==0.44.0"]
        )
        #expect(question.overruledSDKVersion == "6.2.0")
        #expect(question.sdk == SDK(name: "gradio", version: "6.1.0"))
    }

    @Test("the steps of a log come before those of any era, and what it printed is kept where it fits")
    func logged() throws {
        var facts = facts()
        facts.loggedSteps = [
            BuildStep(kind: .base, arguments: ["datasets==2.18.0"]),
            BuildStep(kind: .requirements, arguments: ["-r", "requirements.txt", "gradio==6.2.0", "spaces"]),
        ]
        facts.observed = [Release(name: try #require(PackageName("Numpy")), version: "1.26.4")]
        let question = try InferenceQuestion(facts, time: time)
        #expect(steps(question) == ["base: datasets==2.18.0", "requirements: numpy<2 | gradio==6.2.0 | spaces"])
        #expect(question.recipe == nil && question.preferences == ["numpy==1.26.4"])
    }

    @Test(
        "what no day and no index answers for is left out with its reason",
        arguments: [
            ("git+https://host/o/r@main", "version-control", nil), ("x @ git+https://host/o/r@main", "version-control", "x"),
            ("x @ https://host/x-1.0.tar.gz", "source-archive", "x"), ("-e .", "local-path", nil),
            ("./x-1.0-py3-none-any.whl", "local-path", nil),
            ("x===2004d", "legacy-version", "x"), ("-r other.txt", "other-file", nil), ("x @ https://${TOKEN}@host/x.whl", "variable", "x"),
            ("--index-url https://${TOKEN}@host/simple", "variable", nil), ("x ==", "unparsable", nil),
        ] as [(String, String, String?)]
    )
    func leftOut(line: String, reason: String, name: String?) throws {
        let question = try InferenceQuestion(facts(["requirements.txt": line + "\n"]), time: time)
        #expect(question.leftOut.map(\.reason.rawValue) == [reason])
        #expect(question.leftOut.map(\.name) == [name])
        #expect(!question.steps.contains { $0.lines.contains { $0.contains("host") || $0.contains("$") } })
    }

    @Test("a wheel's address, and the indexes that the file names, are asked about")
    func addresses() throws {
        let file = "--extra-index-url https://host/simple\nx @ https://host/x-1.0-py3-none-any.whl\n--no-cache-dir\n"
        let question = try InferenceQuestion(facts(["requirements.txt": file]), time: time)
        #expect(
            question.steps.last?.lines.prefix(2) == ["--extra-index-url https://host/simple", "x @ https://host/x-1.0-py3-none-any.whl"]
        )
    }

    @Test("no question without SDK or files, nor about a static Space")
    func refusals() throws {
        var facts = facts()
        facts.sdkName = "static"
        #expect(throws: InferenceQuestion.Refusal.sdk("static")) { try InferenceQuestion(facts, time: time) }
        facts.sdkName = nil
        #expect(throws: InferenceQuestion.Refusal.sdk(nil)) { try InferenceQuestion(facts, time: time) }
        facts.sdkName = "gradio"
        facts.files = [:]
        #expect(throws: InferenceQuestion.Refusal.noFiles) { try InferenceQuestion(facts, time: time) }
    }
}

@Suite("What is said of a list that was worked out")
struct InferenceRecordTests {
    private func record(_ change: (inout InferenceFacts) -> Void = { _ in }) throws -> InferenceRecord {
        var facts = InferenceFacts()
        facts.sdkName = "gradio"
        facts.sdkVersion = "6.2.0"
        facts.files = ["requirements.txt": Array("x @ git+https://host/o/x@main\n".utf8)]
        change(&facts)
        let time = BuildTime(time: "2026-10-01T00:00:00Z", basis: .commit, isLowerBound: true)
        return InferenceRecord(try InferenceQuestion(facts, time: time), status: .resolved, tool: "uv 0.13.9")
    }

    @Test("what it rests on comes first, then each weakness by itself")
    func diagnostics() throws {
        var record = try record()
        record.sourceOnly = ["ffmpy"]
        record.unavailable = ["gone"]
        #expect(
            record.diagnostics.map(\.code) == [
                "inference.basis", "inference.recipe", "inference.python", "inference.base-layer", "inference.left-out",
                "inference.source-only", "inference.unavailable", "inference.limits",
            ]
        )
        #expect(
            record.diagnostics.first?.message == "packages were worked out as of 2026-10-01T00:00:00Z (the date of the served commit; "
                + "a rebuild since then would be later), Python 3.13 (the platform's own at that time), with uv 0.13.9; nobody saw them"
        )
        #expect(
            record.diagnostics[1].message.hasPrefix("the platform's steps are those of 2026-02-01 to 2026-07-05, 88 days away; source: ")
        )
    }

    @Test("contradicted facts and another commit's files are said; a refusal is said in place of all")
    func contradictions() throws {
        let record = try record { facts in
            facts.running = ["gradio": "6.1.0"]
            facts.filesDiffer = true
        }
        #expect(record.diagnostics.map(\.code).prefix(3) == ["inference.basis", "inference.contradicted", "inference.other-commit"])
        var refused = try self.record()
        refused.status = .refused
        refused.explanation = ["Because a and b, no"]
        #expect(
            refused.diagnostics.map(\.message) == [
                "as of 2026-10-01T00:00:00Z the resolver found no versions that go together: Because a and b, no"
            ]
        )
    }

    @Test("it is the same after a trip through JSON, and another schema is refused")
    func json() throws {
        let record = try record { $0.running = ["gradio": "6.1.0"] }
        let data = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(InferenceRecord.self, from: data) == record)
        let other = Data(String(decoding: data, as: UTF8.self).replacing(#"driftd.inference\/1"#, with: "driftd.inference/9").utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(InferenceRecord.self, from: other) }
    }
}

@Suite("When a Space was built, as far as facts tell")
struct BuildTimeTests {
    private func time(_ change: (inout BuildTime.Facts) -> Void) -> BuildTime {
        var facts = BuildTime.Facts(taken: "2026-07-10T00:00:00Z")
        change(&facts)
        return BuildTime(facts)
    }

    @Test("the banner is the time itself; a commit's date is a lower bound; without any fact the capture's own time")
    func bases() {
        let banner = time {
            $0.banner = "2026-07-05T07:53:08Z"; $0.commit = "2026-07-01T00:00:00Z"
        }
        #expect(banner == BuildTime(time: "2026-07-05T07:53:08Z", basis: .banner, isLowerBound: false))
        let commit = time {
            $0.commit = "2026-07-01T00:00:00Z"; $0.lastModified = "2026-07-02T00:00:00Z"
        }
        #expect(commit == BuildTime(time: "2026-07-01T00:00:00Z", basis: .commit, isLowerBound: true))
        #expect(time { $0.lastModified = "2026-07-02T00:00:00Z" }.basis == .lastModified)
        #expect(time { _ in } == BuildTime(time: "2026-07-10T00:00:00Z", basis: .capture, isLowerBound: false))
    }

    @Test("a version that runs and is younger than the commit proves a rebuild")
    func uploads() {
        let rebuilt = time {
            $0.commit = "2026-01-01T00:00:00Z";
            $0.uploads = ["spaces 0.48.2": "2026-04-14T16:27:36Z", "gradio 6.2.0": "2025-12-24T00:00:00Z"]
        }
        #expect(rebuilt == BuildTime(time: "2026-04-14T16:27:36Z", basis: .upload, isLowerBound: true))
        let older = time {
            $0.commit = "2026-06-01T00:00:00Z"; $0.uploads = ["spaces 0.48.2": "2026-04-14T16:27:36Z"]
        }
        #expect(older.basis == .commit)
        #expect(
            time {
                $0.banner = "2026-01-01T00:00:00Z"; $0.uploads = ["a 1": "2026-02-01T00:00:00Z"]
            }.basis == .banner
        )
    }

    @Test("nothing was built after it was looked at")
    func future() { #expect(time { $0.commit = "2027-01-01T00:00:00Z" }.time == "2026-07-10T00:00:00Z") }
}

@Suite("The list of what was worked out")
struct InferredListTests {
    @Test("a later step's version counts, at its line; nothing of it is observed")
    func laterStep() {
        let bytes = InferredList.render([(.base, "fsspec==2026.6.0\nnumpy==2.0.0\n"), (.requirements, "numpy==1.26.4\n")])
        let packages = InferredList.parse(bytes)
        #expect(
            packages.map { "\($0.release.name)=\($0.release.version ?? "") \($0.evidence.line ?? 0)" } == [
                "fsspec=2026.6.0 3", "numpy=1.26.4 6",
            ]
        )
        #expect(packages.allSatisfy { $0.evidence.kind == .inferred && $0.evidence.file == "inferred.txt" })
    }

    @Test("a list that says of its lines that they were inferred is read as that, and not as a freeze")
    func laundering() {
        let (packages, diagnostics) = FreezeList.parse(
            Array("numpy==1.26.4  # inferred\nhttpx==0.28.1 # the inferred one\n".utf8),
            file: "f.txt"
        )
        #expect(packages.map(\.evidence.kind) == [.freeze, .inferred])
        #expect(diagnostics.isEmpty)
    }
}
