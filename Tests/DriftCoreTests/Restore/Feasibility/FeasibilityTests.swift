import DriftCore
import DriftTesting
import Testing

/// From the plan that is proposed to the one that a resolver's answers allow.
@Suite("Feasibility: one file, two, or which pin cannot be had")
struct FeasibilityTests {
    /// The platform's line asks for `plat`, which caps `pydantic`.
    static let index = ToyIndex(
        "datasets==5.0: fsspec<=6",
        "datasets==5.1: fsspec",
        "evaluate==1.0: datasets",
        "fsspec==6",
        "fsspec==9",
        "gcsfs==9: fsspec==9",
        "plat==1: pydantic<=2.12,hub",
        "hub==1: fsspec",
        "pydantic==2.5",
        "pydantic==2.12",
        "pydantic==2.13",
        "old==0.9",
        "old==1.1",
        "whisper==1 (source)",
        "legacy==1: pydantic<2.6",
        "picky==1: fsspec<9"
    )

    private func tried(
        _ original: Snapshot,
        requirements: String? = nil,
        pre: String? = nil,
        line: [String] = ["plat==1"],
        sdk: String = "gradio",
        index: ToyIndex = Self.index
    ) async throws -> (RestorePlan, Feasibility, [ResolverQuestion]) {
        let duplicate = Snapshot.of(space: "owner/duplicate")
        var files: [String: [UInt8]] = [:]
        if let requirements { files["requirements.txt"] = Array(requirements.utf8) }
        if let pre { files["pre-requirements.txt"] = Array(pre.utf8) }
        if sdk == "docker" { files["Dockerfile"] = Array("FROM python:3.13\nRUN pip install -r requirements.txt\n".utf8) }
        func plan(_ arrangement: PinArrangement) -> RestorePlan {
            Planner.plan(
                original: RestoreSide(original),
                duplicate: RestoreSide(
                    duplicate,
                    files: files,
                    frontMatter: FrontMatterFacts(["sdk": sdk]),
                    steps: [BuildStep(kind: .requirements, arguments: ["-r", "requirements.txt"] + line)]
                ),
                choices: RestoreChoices(arrangement: arrangement)
            )
        }
        let log = Log()
        let question = FeasibilityQuestion(plan: plan(.proposed), files: files)
        let feasibility = try await FeasibilitySearch(question) { question in
            await log.add(question)
            return index.answer(question)
        }.run()
        let final = plan(.tried(feasibility))
        if feasibility.level != .unproven {
            // Whatever was found out: what is written can be installed.
            #expect(index.answer(FeasibilityQuestion(plan: final, files: files).whole).isSatisfiable)
        }
        return (final, feasibility, await log.questions)
    }

    private actor Log {
        var questions: [ResolverQuestion] = []
        func add(_ question: ResolverQuestion) { questions.append(question) }
    }

    @Test("satisfiable: one question, one file")
    func satisfiable() async throws {
        let (plan, feasibility, questions) = try await tried(.of("datasets==5.1", "fsspec==9", "gcsfs==9"))
        #expect(feasibility == Feasibility(outcome: .satisfiable))
        #expect(questions.count == 1)
        #expect(plan.edits.map(\.path) == ["requirements.txt"])
        #expect(plan.feasibility?.level == .resolved)
    }

    @Test("stageable: who asks goes first and is not named again; the user's line about it becomes a comment")
    func staged() async throws {
        let (plan, _, _) = try await tried(
            .of("datasets==5.0", "fsspec==9", "gcsfs==9", "hub==1"),
            requirements: "datasets>=4  # tables\ngcsfs\n"
        )
        #expect(plan.feasibility?.outcome == .staged)
        #expect(plan.feasibility?.early == ["datasets"])
        #expect(plan.feasibility?.explanation.first?.contains("datasets==5.0 and fsspec==9") == true)
        #expect(Planning.requirements(plan, path: "pre-requirements.txt") == Planning.block("datasets==5.0"))
        #expect(
            Planning.requirements(plan) == "# driftd: in pre-requirements.txt: datasets>=4  # tables\ngcsfs==9\n"
                + Planning.block("fsspec==9", "hub==1")
        )
        #expect(plan.decision("datasets")?.target == "pre-requirements.txt")
        #expect(plan.build?.steps.map(\.kind) == [.preRequirements, .requirements])
    }

    @Test("stageable: what asks for an early package goes early as well, with what both need")
    func stagedClosure() async throws {
        let index = ToyIndex(
            "evaluate==1.0: datasets,numpy",
            "datasets==5.0: fsspec<=6,numpy",
            "datasets==5.1: fsspec",
            "fsspec==6",
            "fsspec==9",
            "numpy==1",
            "numpy==2",
            "plat==1"
        )
        let (plan, _, _) = try await tried(.of("datasets==5.0", "evaluate==1.0", "fsspec==9", "numpy==1"), index: index)
        #expect(plan.feasibility?.early == ["datasets", "evaluate"])
        #expect(plan.feasibility?.companions == ["numpy"])
        #expect(Planning.requirements(plan, path: "pre-requirements.txt") == Planning.block("datasets==5.0", "evaluate==1.0", "numpy==1"))
        #expect(Planning.requirements(plan) == Planning.block("fsspec==9", "numpy==1"))
    }

    @Test("stageable: the duplicate's own pre-requirements.txt is edited in place")
    func ownEarlyFile() async throws {
        let (plan, _, _) = try await tried(.of("datasets==5.0", "fsspec==9"), pre: "# first\ndatasets\n")
        #expect(Planning.requirements(plan, path: "pre-requirements.txt") == "# first\ndatasets==5.0\n")
    }

    @Test("irreducible: what the platform's line rules out is named, with the nearest version and the options")
    func irreducible() async throws {
        let (plan, _, _) = try await tried(.of("pydantic==2.13", "fsspec==6"))
        let row = try #require(plan.feasibility?.ruledOut.first)
        #expect((row.name, row.version, row.cause, row.nearest) == ("pydantic", "2.13", .platformLine, "2.12"))
        #expect(plan.feasibility?.outcome == .irreducible)
        let decision = try #require(plan.decision("pydantic"))
        #expect(decision.reason == .platformLine)
        #expect(decision.sentence.contains("2.12") && decision.sentence.contains("sdk_version") && decision.sentence.contains("Docker"))
        #expect(Planning.requirements(plan) == Planning.block("fsspec==6"))
    }

    @Test("irreducible: the user's own pin of it is loosened to the nearest version, and the report says so")
    func loosened() async throws {
        let (plan, _, _) = try await tried(.of("pydantic==2.13"), requirements: "pydantic==2.13  # newest\n")
        #expect(Planning.requirements(plan) == "pydantic==2.12  # newest\n")
        #expect(plan.notes.map(\.code) == ["requirements.loosened"])
    }

    @Test("an early package that the platform asks for comes back, and is irreducible")
    func platformAsksForIt() async throws {
        // `hub` may not have fsspec 9; the platform asks for `hub`, so that a second step would replace it.
        let index = ToyIndex("hub==1: fsspec<=6", "hub==2: fsspec", "fsspec==6", "fsspec==9", "plat==1: hub")
        let (plan, _, _) = try await tried(.of("fsspec==9", "hub==1"), index: index)
        #expect(plan.feasibility?.outcome == .irreducible)
        #expect(plan.feasibility?.early == [])
        #expect(plan.feasibility?.ruledOut.map(\.name) == ["hub"])
        #expect(plan.feasibility?.ruledOut.first?.nearest == "2")
        #expect(Planning.requirements(plan) == Planning.block("fsspec==9"))
    }

    @Test("a release that the index no longer has is named, with the nearest one")
    func missing() async throws {
        let (plan, _, _) = try await tried(.of("old==1.0", "fsspec==6"))
        #expect(plan.feasibility?.ruledOut.map(\.cause) == [.missing])
        #expect(plan.decision("old")?.reason == .missingRelease)
        #expect(plan.decision("old")?.sentence.hasSuffix("the nearest it has is 0.9") == true)
    }

    @Test("a nearest version above the original's is the lowest that will do")
    func nearestAbove() async throws {
        let index = ToyIndex("a==1", "a==2", "a==3", "a==4", "plat==1: a>=2")
        let (plan, _, _) = try await tried(.of("a==1"), index: index)
        #expect(plan.feasibility?.ruledOut.first?.nearest == "2")
    }

    @Test("what has no wheel stays pinned, and is said to be compiled")
    func sourceOnly() async throws {
        let (plan, _, _) = try await tried(.of("whisper==1", "fsspec==6"))
        #expect(plan.feasibility?.sourceOnly == ["whisper"])
        #expect(plan.decision("whisper")?.action == .pinned)
        #expect(plan.notes.map(\.code) == ["will-compile"])
    }

    @Test("a line of the user's about another package beats a pin that it rules out")
    func ownLine() async throws {
        let (plan, _, _) = try await tried(.of("fsspec==9"), requirements: "picky\n")
        #expect(plan.feasibility?.ruledOut.map(\.cause) == [.ownLine])
        #expect(plan.edits.isEmpty)
    }

    @Test("lines of the duplicate's own that cannot be met: named with their places, and the pins are tried without them")
    func ownLinesConflict() async throws {
        let file = "legacy\n# no such thing\nnowhere==3\npydantic>=2.12\nhub\nold==1.0\n"
        let (plan, feasibility, _) = try await tried(.of("fsspec==6", "datasets==5.0"), requirements: file)
        #expect(feasibility.outcome == .satisfiable)
        #expect(feasibility.level == .unproven, "the build fails all the same")
        #expect(Set(feasibility.blocked.map(\.lines)) == [["legacy", "pydantic>=2.12"], ["nowhere==3"], ["old==1.0"]])
        let old = try #require(feasibility.blocked.first { $0.lines == ["old==1.0"] })
        #expect((old.places, old.nearest) == (["requirements.txt:6"], "0.9"))
        #expect(plan.notes.filter { $0.code == "requirements.blocked" }.count == 3)
        #expect(Planning.requirements(plan) == file + Planning.block("datasets==5.0", "fsspec==6"))
        let sentence = feasibility.sentence(isDocker: false)
        #expect(sentence.hasPrefix("Proof: unproven – no installer takes the duplicate's own `"))
        #expect(sentence.contains("`nowhere==3` (requirements.txt:3)") && sentence.contains("Apart from that: a resolver accepted"))
    }

    @Test("a line of the duplicate's own that the platform rules out: named, with the nearest version that goes")
    func ownLineAgainstPlatform() async throws {
        let (_, feasibility, _) = try await tried(.of("fsspec==6"), requirements: "pydantic==2.13\n")
        #expect(feasibility.blocked.map(\.lines) == [["pydantic==2.13"]])
        #expect(feasibility.blocked.first?.nearest == "2.12")
    }

    @Test("an index that lacks the platform's own packages, or all pins, says nothing about the pins")
    func uselessIndex() async throws {
        for line in [["nowhere==1"], []] {
            let (plan, _, _) = try await tried(.of("fsspec==6"), line: line, index: ToyIndex("other==1"))
            #expect(plan.feasibility?.outcome == .unproven)
            #expect(plan.feasibility?.reason?.hasPrefix("the package index ") == true)
        }
    }

    @Test("VCS references and source archives are not asked about")
    func untried() async throws {
        let source = "git+https://github.com/o/r@\(TrapTests.commit)"
        let (plan, _, questions) = try await tried(.of("pkg @ \(source)", "fsspec==6"))
        #expect(plan.feasibility?.untried == ["pkg"])
        #expect(plan.decision("pkg")?.action == .pinned)
        #expect(questions.allSatisfy { !$0.lines.contains { $0.contains("git+") } })
    }

    @Test("random indexes: what is written can be installed, and what is given up could not have been kept")
    func random() async throws {
        var arranged = 0
        for seed in UInt64(0)..<60 where try await arranges(seed) { arranged += 1 }
        #expect(arranged >= 30, "of 60 indexes \(arranged) have an arrangement: the others say nothing here")
    }

    /// Whether there was an arrangement, which then is held to what it promises.
    private func arranges(_ seed: UInt64) async throws -> Bool {
        var generator = SplitMix64(seed: seed)
        let names = ["a", "b", "c", "d", "e"]
        var rows: [String] = ["plat==1: \(names.randomElement(using: &generator) ?? "a")<=2"]
        for (position, name) in names.enumerated() {
            for version in 1...3 {
                let others = names[(position + 1)...].filter { _ in Bool.random(using: &generator) }
                let requires = others.map { "\($0)\(["", "<=2", ">=2", "==1"].randomElement(using: &generator) ?? "")" }
                rows.append("\(name)==\(version): " + requires.joined(separator: ","))
            }
        }
        let index = ToyIndex(rows: rows)
        let pins = names.map { "\($0)==\(Int.random(in: 1...3, using: &generator))" }
        let (plan, feasibility, questions) = try await tried(.of(pins[0], pins[1], pins[2], pins[3], pins[4]), index: index)
        guard feasibility.outcome != .unproven else { return false }
        #expect(questions.count < 200)
        for row in feasibility.ruledOut where row.cause == .platformLine {
            // With the platform's line, and everything that is installed beside it, it has no place.
            #expect(plan.decision(row.name)?.action == .notRestorable)
        }
        let early = Set(feasibility.early)
        let whole = FeasibilityQuestion(plan: plan, files: [:]).whole
        guard case .satisfiable(let resolution) = index.answer(whole) else {
            Issue.record("\(seed): \(feasibility)")
            return true
        }
        #expect(early.isDisjoint(with: resolution.versions.keys), "\(seed): the second step would replace what the first brought")
        return true
    }
}

extension ResolverAnswer {
    var isSatisfiable: Bool { if case .satisfiable = self { true } else { false } }
}
