import DriftCore
import DriftTesting
import Testing

/// The traps that need an answer of a resolver, the app's own code, or the evidence's kind.
@Suite("Traps of restoring a resolved state, continued")
struct MoreTrapTests {
    private static func feasibility(_ change: (inout Feasibility) -> Void) -> PinArrangement {
        var result = Feasibility(outcome: .satisfiable)
        change(&result)
        return .tried(result)
    }

    private static func plan(
        _ original: Snapshot,
        requirements: String = "",
        files: [String: String] = [:],
        frontMatter: [String: String] = ["sdk": "gradio", "sdk_version": "6.19.0", "python_version": "3.13"],
        arrangement: PinArrangement = .cautious
    ) -> RestorePlan {
        Planner.plan(
            original: RestoreSide(original),
            duplicate: RestoreSide(
                .of(space: "owner/duplicate"),
                files: files.merging(requirements.isEmpty ? [:] : ["requirements.txt": requirements]) { $1 }.mapValues { Array($0.utf8) },
                frontMatter: FrontMatterFacts(frontMatter)
            ),
            choices: RestoreChoices(arrangement: arrangement)
        )
    }

    @Test(
        "T5: what a step left is not what a later, lost one was asked for otherwise: the user's line stays, and the rest is said to be old"
    )
    func t5Later() throws {
        let original = Snapshot.of("a==1", "b==1", isComplete: false).with {
            for index in $0.reading.packages.indices { $0.reading.packages[index].evidence = Evidence(kind: .log, log: 0, line: 5) }
            $0.reading.gaps = [Gap(log: 0, line: 9, reason: .cut, command: "pip install -r requirements.txt")]
        }
        let plan = Self.plan(original, requirements: "a>=2\nb\n")
        #expect(Planning.requirements(plan) == "a>=2\nb==1\n")
        #expect(plan.decision("a")?.reason == .unknownVersion && plan.decision("a")?.version == nil)
        #expect(plan.notes.first { $0.code == "lost-step" }?.sentence.contains("2 packages of the original were seen before") == true)
        let earlier = original.with { $0.reading.gaps = [Gap(log: 0, line: 3, reason: .cached, command: "pip install datasets")] }
        let other = Self.plan(earlier, requirements: "a>=2\nb\n")
        #expect(Planning.requirements(other) == "a==1\nb==1\n" && !other.notes.contains { $0.code == "lost-step" })
    }

    @Test("T5: what a cached layer hides is neither pinned nor guessed, and the plan says that it does not know it")
    func t5() {
        let original = Snapshot.of("a==1", "datasets", isComplete: false).with {
            $0.reading.gaps = [Gap(log: 0, line: 6, reason: .cached, command: "pip install datasets")]
        }
        let plan = Self.plan(original)
        #expect(plan.unknown == ["datasets"])
        #expect(Planning.requirements(plan) == Planning.block("a==1"))
        #expect(plan.notRestored.map(\.code).contains("incomplete"))
        // An older log of the same layer is evidence.
        let remembered = Self.plan(.of("datasets==4.5.0", evidence: .remembered, isComplete: false))
        #expect(Planning.requirements(remembered) == Planning.block("datasets==4.5.0"))
    }

    @Test(
        "T10, T30: a line that takes a package from an address is no pin of an index, where nothing shows what the address gave",
        arguments: [
            "tool @ git+https://${TOKEN}@github.com/o/tool", "tool @ git+https://github.com/o/tool",
            "tool[cli] @ https://host/${NAME}/tool-1.2-py3-none-any.whl", "-e git+https://${TOKEN}@github.com/o/tool#egg=tool",
        ]
    )
    func unseenSource(line: String) {
        let plan = Self.plan(.of("tool==1.2", "numpy==1"), requirements: "\(line)\nnumpy\n")
        #expect(Planning.requirements(plan) == "\(line)\nnumpy==1\n")
        #expect(plan.decision("tool")?.action == .notRestorable && plan.decision("tool")?.reason == .unseenSource)
        // A freeze names an address where there is one.
        let frozen = Self.plan(.of("tool==1.2", "numpy==1", evidence: .freeze), requirements: "\(line)\nnumpy\n")
        #expect(Planning.requirements(frozen)?.contains("tool") == true && frozen.decision("tool")?.action == .pinned)
    }

    @Test("T9: an extra index comes only with the local version that needs it, and only the one that is meant")
    func t9() {
        let others = "--extra-index-url https://example.org/whl/cu118\n--extra-index-url https://example.org/whl/cpu\n"
        let with = Planning.plan(.of("torch==2.1.2+cpu", "numpy==1"), originalRequirements: others)
        #expect(
            Planning.requirements(with) == Planning.block("--extra-index-url https://example.org/whl/cpu", "numpy==1", "torch==2.1.2+cpu")
        )
        #expect(Planning.requirements(Planning.plan(.of("numpy==1"), originalRequirements: others)) == Planning.block("numpy==1"))
    }

    @Test("T13: a plan pins plainly, without constraints files; the user's own from the web stays")
    func t13() {
        let plan = Self.plan(.of("a==1"), requirements: "-c https://host/limits.txt\na\n")
        #expect(Planning.requirements(plan) == "-c https://host/limits.txt\na==1\n")
        #expect(plan.edits.map(\.path) == ["requirements.txt"])
    }

    @Test("T14: --no-deps is no line of a requirements file: it is reported, and never written")
    func t14() {
        let plan = Self.plan(.of("a==1"), requirements: "--no-deps\na\n")
        #expect(Planning.requirements(plan) == "--no-deps\na==1\n")
        #expect(plan.notes.map(\.subject) == ["requirements.txt:1"])
        #expect(plan.notes.first?.sentence.contains("pip refuses the whole file for it") == true)
    }

    @Test(
        "T16: a lock that the Dockerfile installs from is not edited as if it were a requirements file",
        arguments: [
            ("RUN pip install -r pylock.toml", "pylock.toml", "pylock.toml"), ("RUN uv sync --locked", "uv.lock", "uv.lock"),
            ("RUN uv pip sync pylock.toml", "pylock.toml", "pylock.toml"),
            (
                "RUN pip install poetry==1.7.1 && poetry install --no-root", "poetry.lock",
                "poetry.lock; take the original's, with its pyproject.toml"
            ),
            (
                "RUN pip install pipenv && pipenv install --system --deploy", "Pipfile.lock",
                "Pipfile.lock; take the original's, with its Pipfile"
            ),
        ]
    )
    func t16(line: String, file: String, named: String) {
        let lock = "lock-version = \"1.0\"\n"
        let plan = Self.plan(
            .of("a==1", sdk: SDK(name: "docker")),
            files: ["Dockerfile": "FROM python:3.13\nCOPY . .\n\(line)\n", file: lock],
            frontMatter: ["sdk": "docker"]
        )
        #expect(plan.edits.isEmpty)
        #expect(plan.decision("a")?.reason == .noRequirementsFile)
        #expect(plan.decision("a")?.sentence.contains(named) == true, "\(plan.decision("a")?.sentence ?? "")")
    }

    @Test("T17: a yanked release stays pinned, with its author's reason; a deleted one is named, with the nearest")
    func t17() {
        let plan = Self.plan(
            .of("six==1.15.1", "gone==1"),
            arrangement: Self.feasibility {
                $0.outcome = .irreducible
                $0.yanked = ["six": "broken wheel"]
                $0.ruledOut = [.init(name: "gone", version: "1", cause: .missing, nearest: "0.9", explanation: ["Because …"])]
            }
        )
        #expect(Planning.requirements(plan) == Planning.block("six==1.15.1"))
        #expect(plan.notes.first { $0.code == "yanked" }?.sentence.contains("broken wheel") == true)
        #expect(plan.decision("gone")?.reason == .missingRelease)
        #expect(plan.decision("gone")?.sentence.contains("0.9") == true)
    }

    @Test("T19: a pin without a wheel for the target's Python is said to be compiled")
    func t19() {
        let plan = Self.plan(.of("markupsafe==2.1.5"), arrangement: Self.feasibility { $0.sourceOnly = ["markupsafe"] })
        #expect(plan.decision("markupsafe")?.action == .pinned)
        #expect(plan.notes.first { $0.code == "will-compile" }?.sentence.contains("for Python 3.13") == true)
    }

    @Test("T23: what the app installs when it starts is named: no requirements file governs it")
    func t23() {
        let app = """
            import subprocess
            subprocess.run("pip install flash-attn --no-build-isolation", shell=True)
            # pip install nothing
            os.system("pip install -q einops==0.8.0")
            subprocess.check_call([sys.executable, "-m", "pip", "install", "xformers"])
            print("Run pip install spaces to go on")
            """
        let plan = Self.plan(.of("a==1"), files: ["app.py": app])
        #expect(plan.notes.filter { $0.code == "runtime-install" }.map(\.subject) == ["app.py:2", "app.py:4", "app.py:5"])
    }

    @Test("T25: a version that pip 24.1 and newer refuse comes with the way round")
    func t25() {
        let plan = Self.plan(.of("pytz==2004d", "a==1"))
        #expect(Planning.requirements(plan)?.contains("pytz===2004d") == true)
        let note = plan.notes.first { $0.code == "old-pip" }
        #expect(note?.subject == "pytz")
        #expect(note?.sentence.contains("pip<24.1") == true && note?.sentence.contains("pre-requirements.txt") == true)
        #expect(!Self.plan(.of("a==1")).notes.contains { $0.code == "old-pip" })
    }

    @Test(
        "T25: a release that pip itself refuses is not pinned, with the way round; where that is gone already, it is",
        arguments: [
            ("omegaconf==2.0.6", true), ("pytorch-lightning==1.6.5", true), ("omegaconf==2.1.1", false), ("omegaconf==2.0.0", false),
        ]
    )
    func t25Metadata(release: String, isRefused: Bool) {
        let name = String(release.prefix { $0 != "=" })
        let plan = Self.plan(.of(release, "a==1"))
        #expect((plan.decision(name)?.reason == .refusedMetadata) == isRefused)
        #expect(plan.decision(name)?.sentence.contains("pip<24.1") == isRefused)
        #expect(Planning.requirements(plan)?.contains(release) == !isRefused)
        // An old pip takes it, a Dockerfile's is its own, and Python 3.7 gets no newer one.
        let old = Planning.plan(.of(release, "a==1"), files: ["pre-requirements.txt": "pip<24.1\n"])
        let docker = Planning.plan(.of(release, "a==1", sdk: SDK(name: "docker")), frontMatter: ["sdk": "docker"])
        for plan in [old, docker, Self.plan(.of(release, "a==1", python: "3.7"))] {
            #expect(plan.decision(name)?.reason != .refusedMetadata)
        }
    }

    @Test("T25: the duplicate's own line for such a release ends the build, so that nothing is proven")
    func t25OwnLine() async throws {
        let plan = Planning.plan(.of("omegaconf==2.0.6", "a==1"), requirements: "omegaconf==2.0.6\n")
        #expect(plan.notes.map(\.code) == ["requirements.refused-metadata"])
        let question = FeasibilityQuestion(plan: plan, files: ["requirements.txt": Array("omegaconf==2.0.6\n".utf8)])
        let found = try await FeasibilitySearch(question) { _ in .satisfiable(Resolution(versions: [:])) }.run()
        #expect(found.outcome == .unproven && found.reason?.contains("requirements.txt:1") == true)
    }

    @Test("T25: where pip is the resolver, its own words tell it of any release")
    func t25Resolver() async throws {
        let files = ["requirements.txt": Array("x==1.0\n".utf8)]
        let question = FeasibilityQuestion(
            plan: Planning.plan(.of("x==1.0"), requirements: "x==1.0\n"),
            files: files
        )
        let found = try await FeasibilitySearch(question) { question in
            if question.lines.contains("x<=1.0") { return .satisfiable(Resolution(versions: ["x": "0.9"])) }
            let isAsked = question.lines.contains("x==1.0")
            return isAsked
                ? .unsatisfiable(explanation: ["WARNING: Ignoring version 1.0 of x since it has invalid metadata:"])
                : .satisfiable(Resolution(versions: [:]))
        }.run()
        #expect(found.ruledOut.map(\.cause) == [.metadata] && found.ruledOut.first?.nearest == "0.9")
    }

    @Test("T25: what an old pip installed, a new one may refuse")
    func t25Installer() {
        let old = Snapshot.of("a==1").with { $0.reading.installers = [Installer(name: "pip", version: "23.3.2")] }
        #expect(Self.plan(old).notes.map(\.code) == ["old-pip"])
        let new = Snapshot.of("a==1").with { $0.reading.installers = [Installer(name: "pip", version: "24.1")] }
        #expect(Self.plan(new).notes.isEmpty)
    }

    @Test("T29: pre-releases and nightlies are pinned exactly, and nightlies said to perish")
    func t29() {
        let plan = Self.plan(.of("a==2.0rc1", "b==2.12.0.dev20260101"))
        #expect(Planning.requirements(plan) == Planning.block("a==2.0rc1", "b==2.12.0.dev20260101"))
        #expect(plan.decision("b")?.sentence.contains("its index may delete") == true)
    }

    @Test("T31: a version that was worked out from a date is no recall: not pinned unless asked for, then marked")
    func t31() {
        let original = Snapshot.of("a==1", evidence: .inferred)
        #expect(Self.plan(original).decision("a")?.reason == .notObserved)
        #expect(Planning.requirements(Planning.plan(original, allowInferred: true)) == Planning.block("a==1  # inferred"))
    }

    @Test("T34: a missing secret is a setting to be made, not drift to be pinned")
    func t34() {
        let original = Snapshot.of("a==1").with { $0.settings.secretNames = ["HF_TOKEN"] }
        let drift = Drift.between(original: original, duplicate: .of("a==1"), requireComplete: false)
        #expect(!drift.facts.contains { $0.fact == .secret && $0.isObservedDrift })
        let plan = Self.plan(original)
        #expect(plan.settings.map(\.name) == ["HF_TOKEN"])
        #expect(plan.settings.first?.value == nil)
    }

    @Test("T35: models without a revision float as well, and are named")
    func t35() {
        let app = """
            pipe = Pipeline.from_pretrained("stabilityai/sdxl-turbo", torch_dtype=torch.float16)
            model = AutoModel.from_pretrained("o/m", revision="0123456789abcdef0123456789abcdef01234567")
            path = hf_hub_download(repo_id="o/weights", filename="w.bin")
            local = AutoModel.from_pretrained("./checkpoint")
            """
        let plan = Self.plan(.of("a==1"), files: ["app.py": app])
        let notes = plan.notes.filter { $0.code == "floating-model" }
        #expect(notes.map(\.subject) == ["app.py:1", "app.py:3"])
        #expect(notes.first?.sentence.contains("stabilityai/sdxl-turbo") == true)
    }
}
