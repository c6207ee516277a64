import DriftCore
import DriftTesting
import Foundation
import Testing

/// Plans in a line of test code.
enum Planning {
    static func plan(
        _ original: Snapshot,
        _ duplicate: Snapshot = .of(space: "owner/duplicate"),
        requirements: String? = nil,
        originalRequirements: String? = nil,
        files: [String: String] = [:],
        frontMatter: [String: String] = ["sdk": "gradio", "sdk_version": "6.19.0", "python_version": "3.13"],
        mode: RestorePlan.Mode = .full,
        allowInferred: Bool = false
    ) -> RestorePlan {
        var duplicateFiles = files.mapValues { Array($0.utf8) }
        if let requirements { duplicateFiles["requirements.txt"] = Array(requirements.utf8) }
        return Planner.plan(
            original: RestoreSide(original, files: originalRequirements.map { ["requirements.txt": Array($0.utf8)] } ?? [:]),
            duplicate: RestoreSide(duplicate, files: duplicateFiles, frontMatter: FrontMatterFacts(frontMatter)),
            choices: RestoreChoices(mode: mode, allowsInferred: allowInferred)
        )
    }

    /// The requirements file as the plan wants it; `nil`: no edit.
    static func requirements(_ plan: RestorePlan, path: String = "requirements.txt") -> String? {
        plan.edits.first { $0.path == path }.map { String(decoding: $0.result, as: UTF8.self) }
    }

    static func block(_ lines: String...) -> String {
        ([RequirementsFile.blockBegin] + lines + [RequirementsFile.blockEnd]).map { $0 + "\n" }.joined()
    }
}

extension RestorePlan {
    func decision(_ name: String) -> Decision? { decisions.first { $0.name.normalized == name } }
}

@Suite("Planner")
struct PlannerTests {
    @Test("four times the packages take some four times as long", arguments: [">=1", " is no requirement"])
    func growth(lineEnd: String) {
        func seconds(_ count: Int) -> Double {
            var original = Snapshot.of()
            original.reading.packages = (0..<count).compactMap { index in
                PackageName("package-\(10_000 + index)").map {
                    ResolvedPackage(release: Release(name: $0, version: "1.0"), evidence: Evidence(kind: .log, log: 0, line: index + 1))
                }
            }
            let file = (0..<count).map { "package-\(10_000 + $0)\(lineEnd)\n" }.joined()
            let begin = ContinuousClock.now
            #expect(Planning.plan(original, requirements: file).decisions.count == count)
            return Double((ContinuousClock.now - begin) / .microseconds(1)) / 1e6
        }
        let (few, many) = (seconds(500), seconds(2000))
        // Quadratic work would take 16 times as long; a busy machine measures badly.
        #expect(many < few * 10 + 0.5, "\(few) s, then \(many) s")
    }

    @Test("direct requirements are edited in place, the rest of the closure goes into one block")
    func editsInPlace() {
        let plan = Planning.plan(
            .of("numpy==1.26.4", "pandas==2.2.0", "six==1.16.0"),
            .of("numpy==2.1.0", "pandas==2.2.0", "six==1.17.0"),
            requirements: "# data\nnumpy   # fast\npandas>=2 ; python_version >= \"3.9\"\n"
        )
        #expect(
            Planning.requirements(plan) == "# data\nnumpy==1.26.4   # fast\npandas==2.2.0 ; python_version >= \"3.9\"\n"
                + Planning.block("six==1.16.0")
        )
        #expect(plan.decisions.map(\.action) == [.pinned, .pinned, .pinned])
        #expect(plan.decisions.map(\.reason) == [.drifted, .closure, .drifted])
        #expect(plan.decisions.map(\.requirement) == ["numpy==1.26.4", "pandas==2.2.0", "six==1.16.0"])
        #expect(plan.decisions.first?.place == "logs/build-001.log:1")
        #expect(plan.decisions.map(\.target) == ["requirements.txt:2", "requirements.txt:3", "requirements.txt"])
    }

    @Test("minimal pins only what drifted, and not what is not known to have drifted")
    func minimal() {
        let plan = Planning.plan(
            .of("numpy==1.26.4", "pandas==2.2.0", "six==1.16.0", "attrs==25.1"),
            .of("numpy==2.1.0", "pandas==2.2.0", "six==1.17.0", "attrs"),
            requirements: "numpy\npandas\n",
            mode: .minimal
        )
        #expect(Planning.requirements(plan) == "numpy==1.26.4\npandas\n" + Planning.block("six==1.16.0"))
        #expect(plan.decision("pandas")?.reason == .notDrifted)
        #expect(plan.decision("attrs")?.reason == .notKnownToDrift)
    }

    @Test("a duplicate without requirements.txt gets one")
    func newFile() {
        let plan = Planning.plan(.of("numpy==1.26.4"))
        #expect(plan.edits.first?.base == nil)
        #expect(Planning.requirements(plan) == Planning.block("numpy==1.26.4"))
    }

    @Test("what the file asks for already is kept, and the file stays as it is")
    func alreadyPinned() {
        let plan = Planning.plan(.of("numpy==1.26.4"), requirements: "numpy == 1.26.4.0\n")
        #expect(plan.edits.isEmpty)
        #expect(plan.decision("numpy")?.action == .kept)
        #expect(plan.decision("numpy")?.reason == .alreadyPinned)
    }

    @Test("the observed version wins over the user's own pin, and the report says so")
    func contradiction() {
        let plan = Planning.plan(.of("numpy==2.1.0"), requirements: "numpy<2\n")
        #expect(Planning.requirements(plan) == "numpy==2.1.0\n")
        #expect(plan.notes.map(\.code) == ["requirements.contradicted"])
        #expect(plan.notes.first?.subject == "requirements.txt:1")
    }

    @Test("a line whose marker is false for the target is left, and its package goes into the block")
    func markers() {
        let file = "numpy<2 ; python_version < \"3.10\"\nnumpy ; python_version >= \"3.10\"\nsix ; sys_platform == \"win32\"\n"
        let plan = Planning.plan(.of("numpy==2.1.0", "six==1.16.0"), requirements: file)
        #expect(
            Planning.requirements(plan)
                == "numpy<2 ; python_version < \"3.10\"\nnumpy==2.1.0 ; python_version >= \"3.10\"\nsix ; sys_platform == \"win32\"\n"
                + Planning.block("six==1.16.0")
        )
    }

    @Test("unknown versions are listed, never pinned")
    func unknown() {
        let plan = Planning.plan(.of("datasets", "numpy==1.26.4"))
        #expect(plan.unknown == ["datasets"])
        #expect(plan.decision("datasets")?.reason == .unknownVersion)
        #expect(Planning.requirements(plan) == Planning.block("numpy==1.26.4"))
    }

    @Test("inferred versions are pinned only on request, each line marked")
    func inferred() {
        let original = Snapshot.of("numpy==1.26.4", evidence: .inferred)
        let without = Planning.plan(original)
        #expect(without.decision("numpy")?.reason == .notObserved && without.edits.isEmpty)
        let with = Planning.plan(original, allowInferred: true)
        #expect(Planning.requirements(with) == Planning.block("numpy==1.26.4  # inferred"))
        #expect(with.decision("numpy")?.isInferred == true)
    }

    @Test(
        "the README's SDK and Python as exact as observed, only where they differ",
        arguments: [
            (["sdk": "gradio", "sdk_version": "6.19.0", "python_version": "3.13"], []),
            (["sdk": "gradio", "sdk_version": "6.19", "python_version": "3.13.1"], []),
            (["sdk": "gradio", "sdk_version": "6.27.0"], ["sdk_version=6.19.0", "python_version=3.13"]),
            (["sdk": "docker"], ["sdk=gradio", "sdk_version=6.19.0", "python_version=3.13"]),
            ([:], ["sdk=gradio", "sdk_version=6.19.0", "python_version=3.13"]),
            (["sdk": "gradio", "sdk_version": "6.19.0", "python_version": "3.1"], ["python_version=3.13"]),
        ] as [([String: String], [String])]
    )
    func frontMatter(values: [String: String], edits: [String]) {
        let plan = Planning.plan(.of("a==1"), frontMatter: values)
        #expect(plan.frontMatterEdits.map { "\($0.key)=\($0.value)" } == edits)
        #expect(plan.frontMatterEdits.filter { $0.key == "python_version" }.allSatisfy { $0.isQuoted })
    }

    @Test("a bare freeze restores the SDK through its package's version, and says that Python is not known")
    func bareFreeze() {
        let freeze = Snapshot.of("gradio==6.5.1", "numpy==1.26.4", python: nil, sdk: nil, evidence: .freeze)
        let plan = Planning.plan(freeze, frontMatter: ["sdk": "gradio"])
        #expect(plan.frontMatterEdits == [FrontMatterEdit(key: "sdk_version", value: "6.5.1", isQuoted: false)])
        #expect(Planning.requirements(plan) == Planning.block("numpy==1.26.4"))
        #expect(plan.notRestored.map(\.code) == ["python"])
    }

    @Test("minimal leaves the README alone where nothing in it drifted")
    func minimalFrontMatter() {
        let plan = Planning.plan(.of("a==1"), .of("a==2"), frontMatter: ["sdk": "gradio"], mode: .minimal)
        #expect(plan.frontMatterEdits.isEmpty)
        let drifted = Planning.plan(.of("a==1"), .of("a==2", python: "3.10"), frontMatter: ["sdk": "gradio"], mode: .minimal)
        #expect(drifted.frontMatterEdits.map(\.key) == ["python_version"])
    }

    @Test("a Docker Space is edited in the file that its Dockerfile installs")
    func docker() {
        let original = Snapshot.of("gradio==6.19.0", "spaces==0.47.0", sdk: SDK(name: "docker"))
        func plan(_ files: [String: String]) -> RestorePlan { Planning.plan(original, files: files, frontMatter: ["sdk": "docker"]) }
        let dockerfile = "FROM python:3.13\nCOPY . /code\nRUN pip install --no-cache-dir \\\n  -r /code/server/requirements.txt\n"
        let edited = plan(["Dockerfile": dockerfile, "server/requirements.txt": "gradio\n"])
        // On Docker nothing is platform-owned.
        #expect(Planning.requirements(edited, path: "server/requirements.txt") == "gradio==6.19.0\n" + Planning.block("spaces==0.47.0"))
        #expect(edited.frontMatterEdits.isEmpty)
        let inline = plan(["Dockerfile": "FROM python:3.13\nRUN pip install gradio\n"])
        #expect(
            Planning.requirements(inline, path: "Dockerfile") == "FROM python:3.13\nRUN pip install gradio==6.19.0 \\\n    spaces==0.47.0\n"
        )
        let hashed = plan([
            "Dockerfile": dockerfile, "server/requirements.txt": "gradio==6.1.0 --hash=sha256:\(String(repeating: "0", count: 64))\n",
        ])
        #expect(hashed.edits.isEmpty && hashed.notes.map(\.code) == ["requirements.hashes"])
    }

    @Test("settings are listed with the official client's commands")
    func settings() {
        let original = Snapshot.of("a==1").with {
            $0.hardware = "cpu-upgrade"
            $0.settings = SpaceSettings(
                requestedHardware: "cpu-upgrade",
                sleepTimeSeconds: 3600,
                variables: ["CITY": "L'Aquila", "$(x)": "y"],
                secretNames: ["API_KEY", "HF_TOKEN"]
            )
        }
        let duplicate = Snapshot.of(space: "owner/duplicate").with { $0.settings.secretNames = ["HF_TOKEN"] }
        let steps = Planning.plan(original, duplicate).settings
        #expect(
            steps.map(\.command) == [
                "hf spaces settings owner/duplicate --hardware cpu-upgrade", "hf spaces settings owner/duplicate --sleep-time 3600", nil,
                "hf spaces variables add owner/duplicate --env 'CITY=L'\\''Aquila'",
                "hf spaces secrets add owner/duplicate --secrets API_KEY",
            ]
        )
        #expect(steps.last?.value == nil)
    }

    @Test("a variable whose token was taken out gets no command that would set what stands in its place")
    func redactedVariable() {
        let original = Snapshot.of("a==1").with { $0.settings = SpaceSettings(variables: ["HUB": "hf_REDACTED"], secretNames: []) }
        let step = Planning.plan(original).settings.first { $0.name == "HUB" }
        #expect(step?.command == nil && step?.sentence.hasSuffix("its value looked like a token and was not kept: ask its owner") == true)
    }

    @Test("the plan's JSON is versioned and read back, without the files' contents")
    func json() throws {
        var plan = Planning.plan(.of("a==1", "b"), requirements: "a\n", frontMatter: ["sdk": "gradio"])
        let data = try JSONEncoder().encode(plan)
        #expect(String(decoding: data, as: UTF8.self).contains("driftd.plan\\/1"))
        plan.edits = []
        #expect(try JSONDecoder().decode(RestorePlan.self, from: data) == plan)
    }
}
