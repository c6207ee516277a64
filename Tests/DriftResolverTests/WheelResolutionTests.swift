import DriftCore
import DriftResolver
import DriftTesting
import Foundation
import Testing

/// Real uv and real pip against an index on this machine.
@Suite(
    "Asking uv and pip about wheels",
    .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason),
    .timeLimit(.minutes(10))
)
struct WheelResolutionTests {
    static let releases = [
        "datasets==5.0: fsspec<=6", "fsspec==6:", "fsspec==9:", "gone==2:", "whisper==1 (source)", "old==1 (cp39):",
        "six==1 (yanked: broken):",
        "marked==1: fsspec<=6; python_version < '3.10'",
    ]

    enum Tool: String, CaseIterable { case uv, pip }

    private func answer(
        _ lines: String...,
        tool: Tool,
        index: PackageIndex,
        lowest: Bool = false,
        timeLimit: Duration = .seconds(600)
    ) async throws -> ResolverAnswer {
        try await answer(ResolverQuestion(lines, prefersLowest: lowest), tool: tool, index: index, timeLimit: timeLimit)
    }

    private func answer(
        _ question: ResolverQuestion,
        tool: Tool,
        index: PackageIndex,
        timeLimit: Duration = .seconds(600)
    ) async throws -> ResolverAnswer {
        let scratch = try ScratchDirectory()
        let environment = ToolEnvironment(ProcessInfo.processInfo.environment.merging(index.variables) { $1 })
        let directory = try TemporaryDirectory(in: scratch.path, prefix: "question")
        let found = try await Self.find(tool, environment)
        return try await WheelResolution(tool: found, environment: environment, directory: directory).answer(
            question,
            python: "3.13",
            timeLimit: timeLimit
        )
    }

    private static func find(_ tool: Tool, _ environment: ToolEnvironment) async throws -> ResolverTool {
        if tool == .uv { return try await ResolverTool.find(in: environment, python: "3.13", uv: ExternalTool.path(of: "uv")) }
        let python = try await InterpreterSearch(environment: environment).interpreter(at: ExternalTool.path(of: "python") ?? "")
        return .pip(python, version: "26")
    }

    @Test(
        "an extra index that answers with an error, with some page or to nobody may have what no other has: no verdict on that",
        arguments: Tool.allCases,
        [PackageIndex.Behaviour.broken, .garbage, .closed]
    )
    func extraIndex(tool: Tool, behaviour: PackageIndex.Behaviour) async throws {
        let (index, other) = (try PackageIndex(Self.releases), try PackageIndex([], behaviour: behaviour))
        let option = "--extra-index-url \(other.address)"
        for pin in ["tinycpu==1.0", "fsspec==7"] {
            let error = await #expect(throws: ResolverError.self) { try await answer(option, pin, tool: tool, index: index) }
            guard case .noNetwork(_, let line) = error else { Issue.record("\(pin): \(String(describing: error))"); continue }
            #expect(line.contains(other.address), "\(line)")
        }
        guard case .unsatisfiable = try await answer("tinycpu==1.0", tool: tool, index: index) else { Issue.record("accepted"); return }
        // Of an error uv makes one, whoever has the package.
        if tool == .uv, behaviour == .broken { return }
        guard case .satisfiable = try await answer(option, "datasets==5.0", tool: tool, index: index) else {
            Issue.record("refused"); return
        }
    }

    @Test("an extra index that lacks a package is one, and says so", arguments: Tool.allCases)
    func rightExtraIndex(tool: Tool) async throws {
        let (index, other) = (try PackageIndex(Self.releases), try PackageIndex(["other==1:", "fsspec==5:"]))
        for pin in ["tinycpu==1.0", "fsspec==7", "six==7", "old==7", "whisper==7"] {
            guard case .unsatisfiable = try await answer("--extra-index-url \(other.address)", pin, tool: tool, index: index) else {
                Issue.record("\(pin) is accepted")
                continue
            }
        }
    }

    @Test("what goes together, and who asked for what", arguments: Tool.allCases)
    func satisfiable(tool: Tool) async throws {
        let index = try PackageIndex(Self.releases)
        guard case .satisfiable(let resolution) = try await answer("datasets==5.0", "six==1", tool: tool, index: index) else {
            Issue.record("refused")
            return
        }
        #expect(resolution.versions == ["datasets": "5.0", "fsspec": "6", "six": "1"])
        #expect(resolution.parents["fsspec"] == ["datasets"])
        #expect(resolution.yanked == ["six": "broken"])
    }

    @Test(
        "what does not, in the tool's own words",
        arguments: Tool.allCases,
        [(["datasets==5.0", "fsspec==9"], "datasets"), (["gone==1"], "gone"), (["nowhere==1"], "nowhere"), (["old==1"], "old")]
    )
    func unsatisfiable(tool: Tool, question: (lines: [String], name: String)) async throws {
        let index = try PackageIndex(Self.releases)
        let scratch = question.lines
        let answer =
            try await scratch.count == 2
            ? answer(scratch[0], scratch[1], tool: tool, index: index) : answer(scratch[0], tool: tool, index: index)
        guard case .unsatisfiable(let explanation) = answer else { Issue.record("accepted"); return }
        #expect(explanation.contains { $0.contains(question.name) }, "\(explanation)")
        #expect(!explanation.contains { $0.contains("no usable wheels") })
    }

    @Test("a release without a wheel for the target is told from one that is gone", arguments: Tool.allCases)
    func withoutWheel(tool: Tool) async throws {
        let index = try PackageIndex(Self.releases)
        guard case .unsatisfiable(let explanation) = try await answer("whisper==1", tool: tool, index: index) else {
            Issue.record("accepted")
            return
        }
        #expect(explanation.contains { $0.contains("whisper==1 has no usable wheels") }, "\(explanation)")
    }

    @Test("a variable of this machine is not put into the address of an index that a stranger's file names", arguments: Tool.allCases)
    func variables(tool: Tool) async throws {
        let (index, stranger) = (try PackageIndex(Self.releases), try PackageIndex([]))
        for name in ["HOME", "PIP_INDEX_URL", "UV_DEFAULT_INDEX"] {
            _ = try await answer("--extra-index-url \(stranger.address)/${\(name)}", "six==1", tool: tool, index: index)
        }
        #expect(!stranger.requests.isEmpty)
        for path in stranger.requests {
            #expect(!path.contains("root") && !path.contains("home") && !path.contains("127.0.0.1"), "\(path)")
            #expect(path.contains("%24"), "\(path)")
        }
    }

    @Test("what is installed with --no-deps has to be there, and asks for nothing", arguments: Tool.allCases)
    func alone(tool: Tool) async throws {
        let index = try PackageIndex(Self.releases)
        let question = ResolverQuestion(["six==1"], alone: ["datasets==5.0", "fsspec==9"])
        let found = try await answer(question, tool: tool, index: index)
        #expect(Self.versions(found) == ["six": "1", "datasets": "5.0", "fsspec": "9"])
        let gone = try await answer(ResolverQuestion([], alone: ["datasets==4"]), tool: tool, index: index)
        #expect(Self.versions(gone) == nil)
    }

    private static func versions(_ answer: ResolverAnswer) -> [String: String]? {
        if case .satisfiable(let resolution) = answer { resolution.versions } else { nil }
    }

    @Test("a pre-release that is asked for by the way is taken where the question allows it", arguments: Tool.allCases)
    func prereleases(tool: Tool) async throws {
        let index = try PackageIndex(["app==1: part>=2.0a1", "part==1:", "part==2.0rc1:", "other==1: part>1"])
        let lines = ["app==1", "other==1"]
        for option in ["--pre", "--prerelease allow"] {
            let found = try await answer(ResolverQuestion([option] + lines), tool: tool, index: index)
            #expect(Self.versions(found)?["part"] == "2.0rc1", "\(option): \(found)")
        }
        let none = try await answer(ResolverQuestion(["--prerelease disallow"] + lines), tool: .uv, index: index)
        #expect(Self.versions(none) == nil)
    }

    @Test("what was uploaded after a day is not there", arguments: Tool.allCases)
    func day(tool: Tool) async throws {
        let index = try PackageIndex(["six==1 (2026-01-10):", "six==2 (2026-03-10):"])
        let found = try await answer(ResolverQuestion(["--exclude-newer 2026-02-01", "six"]), tool: tool, index: index)
        #expect(Self.versions(found) == ["six": "1"])
        let gone = try await answer(ResolverQuestion(["--exclude-newer 2026-02-01T00:00:00Z", "six==2"]), tool: tool, index: index)
        #expect(Self.versions(gone) == nil)
    }

    @Test("the first index that has a package is the only one for it, where the question says so")
    func firstIndex() async throws {
        let (index, other) = (try PackageIndex(["six==1:", "six==2:"]), try PackageIndex(["six==1:"]))
        let lines = ["--extra-index-url \(other.address)", "six==2"]
        #expect(Self.versions(try await answer(ResolverQuestion(lines), tool: .uv, index: index)) == ["six": "2"])
        let strict = try await answer(ResolverQuestion(["--index-strategy first-index"] + lines), tool: .uv, index: index)
        guard case .unsatisfiable(let explanation) = strict else { Issue.record("accepted"); return }
        #expect(explanation.contains { $0.contains("six==2") }, "\(explanation)")
        // pip has no such strategy: all indexes count.
        let plain = try await answer(ResolverQuestion(["--index-strategy first-index"] + lines), tool: .pip, index: index)
        #expect(Self.versions(plain) == ["six": "2"])
    }

    @Test("the lowest version that will do", arguments: [Tool.uv])
    func lowest(tool: Tool) async throws {
        let index = try PackageIndex(Self.releases)
        guard case .satisfiable(let resolution) = try await answer("fsspec>5", tool: tool, index: index, lowest: true) else {
            Issue.record("refused")
            return
        }
        #expect(resolution.versions == ["fsspec": "6"])
    }

    @Test(
        "an index that is broken or away says nothing about the requirements",
        arguments: [(Tool.uv, PackageIndex.Behaviour.broken), (.uv, .slow), (.pip, .slow)]
    )
    func trouble(tool: Tool, behaviour: PackageIndex.Behaviour) async throws {
        let index = try PackageIndex(Self.releases, behaviour: behaviour)
        let error = await #expect(throws: ResolverError.self) {
            _ = try await answer("fsspec==6", tool: tool, index: index, timeLimit: .seconds(behaviour == .slow ? 3 : 600))
        }
        #expect(error?.isTransient == true, "\(String(describing: error))")
    }
}
