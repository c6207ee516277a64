import DriftCore
import DriftTesting
import Testing

/// Docker Spaces, to which the platform adds nothing: what one call refuses, `--no-deps` installs all the same.
@Suite("Feasibility: Docker Spaces")
struct DockerFeasibilityTests {
    private static let index = ToyIndex(
        "datasets==5: fsspec<=6",
        "datasets==6: fsspec",
        "fsspec==6",
        "fsspec==9",
        "six==1",
        "other==1: six",
        "whisper==1 (source)",
        "picky==1: fsspec<9",
        "picky2==1"
    )
    private static let dockerfile =
        "FROM python:3.13\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt && pip install \"six\"\n"

    private func planned(
        _ packages: String...,
        requirements: String = "datasets\n",
        dockerfile: String = Self.dockerfile,
        isComplete: Bool = true
    ) async throws -> RestorePlan {
        var original = Snapshot.of(sdk: SDK(name: "docker"), isComplete: isComplete)
        original.reading.packages = FreezeList.parse(Array(packages.joined(separator: "\n").utf8), file: "freeze.txt").packages
        let files = ["Dockerfile": Array(dockerfile.utf8), "requirements.txt": Array(requirements.utf8)]
        func plan(_ arrangement: PinArrangement) -> RestorePlan {
            Planner.plan(
                original: RestoreSide(original),
                duplicate: RestoreSide(
                    Snapshot.of(space: "owner/duplicate", sdk: SDK(name: "docker")),
                    files: files,
                    frontMatter: FrontMatterFacts(["sdk": "docker"])
                ),
                choices: RestoreChoices(arrangement: arrangement)
            )
        }
        let question = FeasibilityQuestion(plan: plan(.proposed), files: files)
        let feasibility = try await FeasibilitySearch(question) { Self.index.answer($0) }.run()
        let final = plan(.tried(feasibility))
        let shipped = FeasibilitySearch(FeasibilityQuestion(plan: final, files: files)) { Self.index.answer($0) }
        if feasibility.blocked.isEmpty { #expect(try await shipped.resolution() != nil, "what is written can be installed") }
        return final
    }

    @Test("what no one call takes, of an original that is known in full: every call gets --no-deps")
    func alone() async throws {
        let plan = try await planned("datasets==5", "fsspec==9", "six==1")
        #expect(plan.feasibility?.outcome == .alone)
        #expect(
            Planning.requirements(plan, path: "Dockerfile")
                == "FROM python:3.13\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt && pip install \"six==1\"\n"
                .replacing("pip install ", with: "pip install --no-deps ")
        )
        #expect(Planning.requirements(plan) == "datasets==5\n" + Planning.block("fsspec==9"))
        #expect(plan.notes.contains { $0.code == "dockerfile.no-deps" })
        #expect(plan.feasibility?.sentence(isDocker: true).contains("--no-deps") == true)
        #expect(plan.build?.steps.allSatisfy { $0.arguments.contains("--no-deps") } == true)
    }

    @Test(
        "not where something would be lost (an incomplete original, a line of the duplicate's own): then a call of its own comes first",
        arguments: [(false, "datasets\n"), (true, "datasets\nother\n")]
    )
    func notAlone(isComplete: Bool, requirements: String) async throws {
        let plan = try await planned("datasets==5", "fsspec==9", "six==1", requirements: requirements, isComplete: isComplete)
        #expect(plan.feasibility?.outcome == .staged)
        #expect(
            Planning.requirements(plan, path: "Dockerfile")
                == """
                FROM python:3.13
                COPY . .
                RUN pip install --no-cache-dir datasets==5 \\
                    && pip install --no-cache-dir -r requirements.txt && pip install "six==1"

                """
        )
        let file = try #require(Planning.requirements(plan))
        #expect(file.hasPrefix("# driftd: in Dockerfile: datasets\n"), "the line is not asked again")
        #expect(file.hasSuffix(Planning.block("fsspec==9")))
        #expect(plan.build?.steps.map(\.kind) == [.preRequirements, .requirements, .requirements])
        #expect(plan.decision("datasets")?.target == "Dockerfile")
        #expect(plan.feasibility?.sentence(isDocker: true).contains("a call of the Dockerfile that comes first") == true)
        #expect(plan.edits.map(\.path) == ["Dockerfile", "requirements.txt"])
    }

    @Test(
        "the first call is like the one that it comes before, unless a call holds nothing else; one that is emptied asks for nothing again",
        arguments: [
            (
                "RUN pip install datasets\nRUN pip install other fsspec\nRUN pip install datasets\n",
                "RUN pip install datasets==5\nRUN pip install other fsspec==9\nRUN pip install \\\n    six==1\n"
            ),
            (
                "RUN pip install -r requirements.txt\nRUN pip install datasets\n",
                "RUN pip install datasets==5 \\\n    && pip install -r requirements.txt\nRUN pip install --no-deps datasets==5\n"
            ),
            (
                "RUN . env/bin/activate && uv pip install --system -q \\\n    -r requirements.txt \"datasets>=4\" six\n",
                "RUN . env/bin/activate && uv pip install --system -q datasets==5 \\\n    && uv pip install --system -q \\\n    "
                    + "-r requirements.txt six==1\n"
            ),
            (
                "RUN <<EOF\nset -e\npython -m pip install \"datasets\" six\nEOF\n",
                "RUN <<EOF\nset -e\npython -m pip install datasets==5 \\\n    && python -m pip install six==1 \\\n    fsspec==9\nEOF\n"
            ),
        ]
    )
    func firstCall(lines: String, expected: String) async throws {
        let head = "FROM python:3.13\nCOPY requirements.txt .\n"
        let plan = try await planned(
            "datasets==5",
            "fsspec==9",
            "six==1",
            requirements: lines.contains("-r ") || lines.contains("EOF") ? "fsspec\n" : "",
            dockerfile: head + lines,
            isComplete: false
        )
        #expect(plan.feasibility?.outcome == .staged)
        #expect(Planning.requirements(plan, path: "Dockerfile") == head + expected)
    }

    @Test("calls that take the pins one after the other are left as they are, whatever the original's evidence", arguments: [true, false])
    func layered(isComplete: Bool) async throws {
        let head = "FROM python:3.13\nCOPY . .\nRUN pip install datasets other\n"
        let plan = try await planned(
            "datasets==5",
            "fsspec==9",
            "other==1",
            "six==1",
            requirements: "fsspec\n",
            dockerfile: head + "RUN pip install -r requirements.txt\n",
            isComplete: isComplete
        )
        #expect(plan.feasibility?.outcome == .layered)
        #expect(
            Planning.requirements(plan, path: "Dockerfile")
                == "FROM python:3.13\nCOPY . .\nRUN pip install datasets==5 other==1\nRUN pip install -r requirements.txt\n"
        )
        #expect(Planning.requirements(plan) == "fsspec==9\n" + Planning.block("six==1"))
        #expect(plan.feasibility?.sentence(isDocker: true).contains("call by call of the Dockerfile") == true)
    }

    @Test("the duplicate's own lines need not go together in calls of their own; what has no wheel is not asked about")
    func ownLinesOfCalls() async throws {
        let lines = "RUN pip install picky whisper\nRUN pip install \"fsspec>=9\" six\n"
        let plan = try await planned(
            "fsspec==9",
            "whisper==1",
            "six==1",
            requirements: "",
            dockerfile: "FROM python:3.13\n" + lines,
            isComplete: false
        )
        #expect(plan.feasibility?.outcome == .layered)
        #expect(plan.feasibility?.sourceOnly == ["whisper"])
        #expect(plan.feasibility?.blocked.isEmpty == true)
        let clash = try await planned(
            "six==1",
            requirements: "",
            dockerfile: "FROM python:3.13\nRUN pip install picky\nRUN pip install six nowhere\n"
        )
        #expect(clash.feasibility?.blocked.map(\.lines) == [["nowhere"]])
        #expect(clash.feasibility?.blocked.map(\.places) == [["Dockerfile:3"]])
        let own = try await planned(
            "six==1",
            requirements: "",
            dockerfile: "FROM python:3.13\nRUN pip install picky six\nRUN pip install \"fsspec==9\"\n"
        )
        #expect(own.feasibility?.outcome == .layered)
    }

    @Test(
        "where no call can be put before the others, the report says what to write by hand",
        arguments: ["RUN [\"pip\", \"install\", \"-r\", \"requirements.txt\"]\n", "RUN test -e x || pip install -r requirements.txt\n"]
    )
    func byHand(line: String) async throws {
        let plan = try await planned("datasets==5", "fsspec==9", dockerfile: "FROM python:3.13\nCOPY . .\n" + line, isComplete: false)
        #expect(plan.feasibility?.outcome == .irreducible)
        #expect(plan.decision("datasets")?.sentence.contains("`RUN pip install datasets==5` before the others") == true)
        #expect(plan.decision("datasets")?.sentence.hasSuffix("the nearest that goes with the rest is 6") == true)
    }

    @Test(
        "hashes where calls take the pins one after the other: all of them, or none",
        arguments: [("fsspec\n", true), ("fsspec\npicky2\n", false)]
    )
    func layeredHashes(requirements: String, isWhole: Bool) async throws {
        let plan = try await planned(
            "datasets==5",
            "fsspec==9",
            "other==1",
            "six==1",
            requirements: requirements,
            dockerfile: "FROM python:3.13\nCOPY . .\nRUN pip install datasets other\nRUN pip install -r requirements.txt\n"
        )
        #expect(plan.feasibility?.outcome == .layered)
        let files = plan.edits.reduce(into: ["requirements.txt": Array(requirements.utf8)]) { $0[$1.path] = $1.result }
        let choice = try await HashedPins(plan: plan, files: files) { Self.index.answer($0) }.run()
        #expect(choice?.names == (isWhole ? ["datasets", "fsspec", "other", "six"] : nil))
    }

    @Test(
        "a later call that would install anew what an earlier one pinned goes without; where that cannot be edited, nothing is proven",
        arguments: [
            ("uv pip install -U other", "uv pip install other"), ("uv pip install other", "uv pip install other"),
            ("pip install -U other", "pip install -U other"), ("pip install --force-reinstall other", "pip install other"),
            ("pip install other -U --upgrade-strategy eager", "pip install other --upgrade-strategy eager"),
            ("uv pip install --system other --reinstall", "uv pip install --system other"), ("uv pip install -qU other", nil),
            ("pip install -qU other", "pip install -qU other"),
        ] as [(String, String?)]
    )
    func renewed(call: String, expected: String?) async throws {
        let index = ToyIndex("six==1", "six==2", "other==1: six")
        var original = Snapshot.of(sdk: SDK(name: "docker"))
        original.reading.packages = FreezeList.parse(Array("six==1".utf8), file: "freeze.txt").packages
        let files = [
            "Dockerfile": Array("FROM python:3.13\nRUN pip install -r requirements.txt\nRUN \(call)\n".utf8),
            "requirements.txt": Array("six\n".utf8),
        ]
        let plan = Planner.plan(
            original: RestoreSide(original),
            duplicate: RestoreSide(
                Snapshot.of(space: "owner/duplicate", sdk: SDK(name: "docker")),
                files: files,
                frontMatter: FrontMatterFacts(["sdk": "docker"])
            ),
            choices: RestoreChoices(arrangement: .proposed)
        )
        let found = try await FeasibilitySearch(FeasibilityQuestion(plan: plan, files: files)) { index.answer($0) }.run()
        #expect(found.outcome == (expected == nil ? .unproven : .satisfiable))
        if let expected {
            let text = Planning.requirements(plan, path: "Dockerfile") ?? String(decoding: files["Dockerfile"] ?? [], as: UTF8.self)
            #expect(text.hasSuffix("RUN \(expected)\n"))
            #expect(plan.notes.contains { $0.code == "dockerfile.renewal" } == (expected != call))
        }
    }

    @Test("what goes together stays with its dependencies")
    func satisfiable() async throws {
        let plan = try await planned("datasets==5", "fsspec==6", "six==1")
        #expect(plan.feasibility?.outcome == .satisfiable)
        #expect(Planning.requirements(plan, path: "Dockerfile")?.contains("no-deps") == false)
    }
}
