import DriftCore
import DriftTesting
import Testing

/// How a Dockerfile's calls choose among versions is part of what a resolver is asked.
@Suite("Feasibility: how a Dockerfile's calls choose")
struct DockerChoiceTests {
    private static let index = ToyIndex("torch==2", "numpy==1", "numpy==2", "six==1")
    private static let torch = "--extra-index-url https://download.example/whl"

    private func question(_ lines: String, _ pins: [String] = ["numpy==1"]) -> FeasibilityQuestion {
        let files = [
            "Dockerfile": Array("FROM python:3.13\n\(lines)".utf8), "requirements.txt": Array("numpy\n".utf8),
            "torch.txt": Array("\(Self.torch)\nnumpy\n".utf8),
        ]
        var original = Snapshot.of(sdk: SDK(name: "docker"))
        original.reading.packages = FreezeList.parse(Array(pins.joined(separator: "\n").utf8), file: "freeze.txt").packages
        let plan = Planner.plan(
            original: RestoreSide(original),
            duplicate: RestoreSide(
                Snapshot.of(space: "owner/duplicate", sdk: SDK(name: "docker")),
                files: files,
                frontMatter: FrontMatterFacts(["sdk": "docker"])
            ),
            choices: RestoreChoices(arrangement: .proposed)
        )
        return FeasibilityQuestion(plan: plan, files: files)
    }

    @Test(
        "an option of the call and a variable's word are asked about alike",
        arguments: [
            ("ENV UV_EXCLUDE_NEWER=2026-03-01\nRUN uv pip install --system numpy\n", "--exclude-newer 2026-03-01"),
            ("RUN uv pip install --exclude-newer 2026-03-01T00:00:00Z numpy\n", "--exclude-newer 2026-03-01T00:00:00Z"),
            ("ENV PIP_UPLOADED_PRIOR_TO=2026-03-01\nRUN pip install numpy\n", "--exclude-newer 2026-03-01"),
            ("ENV PIP_PRE=1\nRUN pip install numpy\n", "--pre"), ("RUN pip install --pre numpy\n", "--pre"),
            ("ENV UV_PRERELEASE=allow\nRUN uv pip install numpy\n", "--prerelease allow"),
            ("RUN uv pip install --resolution=lowest numpy\n", "--resolution lowest"),
            ("ENV PIP_NO_INDEX=true PIP_FIND_LINKS=https://host.example/wheels\nRUN pip install numpy\n", "--no-index"),
            ("RUN uv pip install \(torch) numpy\n", "--index-strategy first-index"),
            ("RUN uv pip install -r torch.txt\n", "--index-strategy first-index"),
            ("ENV UV_INDEX=https://download.example/whl\nRUN uv pip install numpy\n", "--index-strategy first-index"),
            ("ENV UV_INDEX_STRATEGY=unsafe-first-match\nRUN uv pip install \(torch) numpy\n", "--index-strategy unsafe-first-match"),
        ]
    )
    func asked(lines: String, option: String) {
        #expect(question(lines).whole.lines.contains(option), "\(question(lines).whole.lines)")
    }

    @Test(
        "pip looks at all indexes, and so does a uv that is told to; a directory of the image's own is asked for by an index",
        arguments: [
            "RUN pip install \(torch) numpy\n", "RUN uv pip install --index-strategy unsafe-best-match \(torch) numpy\n",
            "RUN pip install --no-index --find-links /wheels numpy\n", "ENV PIP_PRE=0 PIP_NO_INDEX=no\nRUN pip install numpy\n",
        ]
    )
    func plain(lines: String) {
        let options = question(lines).whole.lines.filter { $0.hasPrefix("--") && $0 != Self.torch }
        #expect(options == [])
    }

    @Test("of several calls together only what holds for all of them, and what one of them allows")
    func several() {
        let lines =
            "RUN uv pip install --exclude-newer 2026-03-01 \(Self.torch) numpy\nRUN uv pip install --exclude-newer 2026-04-01 --prerelease allow six\n"
        let options = question(lines, ["numpy==1", "six==1"]).whole.lines.filter { $0.hasPrefix("--") && $0 != Self.torch }
        #expect(Set(options) == ["--exclude-newer 2026-04-01", "--prerelease allow"])
        let mixed = question("RUN uv pip install --exclude-newer 2026-03-01 numpy\nRUN pip install six\n", ["numpy==1", "six==1"])
        #expect(mixed.whole.lines.sorted() == ["numpy==1", "six==1"])
    }

    @Test("a pin that its own call's first index lacks is found out, though all indexes together have it", arguments: [false, true])
    func firstIndex(hasMore: Bool) async throws {
        let lines = "RUN uv pip install \(Self.torch) numpy\n" + (hasMore ? "RUN pip install six\n" : "")
        let question = question(lines, ["numpy==1"] + (hasMore ? ["six==1"] : []))
        let found = try await FeasibilitySearch(question) { question in
            let isFirst = question.lines.contains("--index-strategy first-index")
            if isFirst, (question.lines + question.alone).contains("numpy==1") {
                return .unsatisfiable(explanation: ["Because there is no numpy==1"])
            }
            return Self.index.answer(question)
        }.run()
        #expect(found.outcome == (hasMore ? .irreducible : .unproven), "\(found)")
        if hasMore { #expect(found.ruledOut.map(\.name) == ["numpy"]) }
    }

    @Test("a replay's call has them too: pip and uv by their own names", arguments: [true, false])
    func replayed(isUV: Bool) {
        let words = ["--exclude-newer", "2026-03-01", "--index-strategy", "first-index", "--no-index", "six"]
        let step = BuildStep(kind: .requirements, arguments: words, program: .uv)
        #expect(step.arguments == words)
        let own = isUV ? step : step.forPip
        #expect(own.dated.day == "2026-03-01")
        #expect(own.dated.step.arguments == (isUV ? ["--index-strategy", "first-index", "--no-index", "six"] : ["--no-index", "six"]))
        #expect(own.requirements == ["six"])
    }
}
