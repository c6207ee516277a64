import DriftCore
import DriftEngine
import DriftTesting
import Foundation
import Testing

/// `pin`'s trial with real uv and pip against an index on this machine.
@Suite("Trying pins", .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason), .timeLimit(.minutes(10)))
struct TryPinsTests {
    private static let releases = [
        "datasets==5.0: fsspec<=6", "fsspec==6:", "fsspec==9:", "plat==1: pydantic<=2.12", "pydantic==2.12:", "pydantic==2.13:",
    ]

    enum Tools: String, CaseIterable { case uv, pip, none }

    private let scratch: ScratchDirectory
    init() throws { scratch = try ScratchDirectory() }

    /// A `PATH` on which there is just this tool.
    private func variables(_ tools: Tools, _ index: PackageIndex?) throws -> [String: String] {
        let script = { (program: String) in "#!/bin/sh\nexec '\(ExternalTool.path(of: program) ?? "")' \"$@\"\n" }
        if tools == .uv { try scratch.write(script("uv"), to: "bin/uv") }
        // uv wants some Python about, too.
        if tools != .none { try scratch.write(script("python"), to: "bin/python3") }
        try scratch.write("", to: "bin/.keep")
        try scratch.write("", to: "tmp/.keep")
        for name in ["uv", "python3"] where FileManager.default.fileExists(atPath: scratch.path + "/bin/" + name) {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/bin/" + name)
        }
        let own = ["PATH": scratch.path + "/bin", "HOME": scratch.path + "/home", "TMPDIR": scratch.path + "/tmp"]
        return own.merging(index?.variables ?? [:]) { $1 }
    }

    private func plan(_ pins: String) -> RestorePlan {
        var reading = EnvironmentReading()
        reading.python = "3.13"
        reading.packages = FreezeList.parse(Array(pins.utf8), file: "freeze.txt").packages
        return Planner.plan(
            original: RestoreSide(Snapshot(space: SpaceName("alice/app"), reading: reading)),
            duplicate: RestoreSide(
                Snapshot(space: SpaceName("bob/app"), reading: EnvironmentReading()),
                frontMatter: FrontMatterFacts(["sdk": "gradio"]),
                steps: [BuildStep(kind: .requirements, arguments: ["-r", "requirements.txt", "plat==1"])]
            ),
            choices: RestoreChoices(arrangement: .proposed)
        )
    }

    private func arrange(
        _ pins: String,
        _ tools: Tools,
        _ index: PackageIndex?,
        timeLimit: Duration = .seconds(600)
    ) async throws -> (Feasibility, TryPins.Result) {
        let trial = TryPins(IndexAccess(variables: try variables(tools, index)), timeLimit: timeLimit)
        let result = try await trial.arrange(FeasibilityQuestion(plan: plan(pins), files: [:]))
        #expect(try scratch.files().filter { $0.hasPrefix("tmp/") } == ["tmp/.keep"], "temporary files are gone")
        return (result.feasibility, result)
    }

    @Test(
        "one file, two, or which pin cannot be had: by uv, and by pip where there is no uv",
        arguments: [Tools.uv, .pip],
        [
            ("datasets==5.0\nfsspec==6\n", Feasibility.Outcome.satisfiable), ("datasets==5.0\nfsspec==9\n", .staged),
            ("fsspec==9\npydantic==2.13\n", .irreducible),
        ]
    )
    func outcomes(tools: Tools, row: (pins: String, outcome: Feasibility.Outcome)) async throws {
        let index = try PackageIndex(Self.releases)
        let (feasibility, result) = try await arrange(row.pins, tools, index)
        #expect(feasibility.outcome == row.outcome)
        #expect(feasibility.early == (row.outcome == .staged ? ["datasets"] : []))
        #expect(feasibility.ruledOut.map(\.nearest) == (row.outcome == .irreducible ? ["2.12"] : []))
        #expect(result.tool?.hasPrefix(tools.rawValue) == true)
    }

    @Test(
        "an index that is broken, talks of something else, or takes its time: unproven, with the reason",
        arguments: [Tools.uv, .pip],
        [PackageIndex.Behaviour.broken, .garbage, .closed, .slow]
    )
    func badIndex(tools: Tools, behaviour: PackageIndex.Behaviour) async throws {
        let index = try PackageIndex(Self.releases, behaviour: behaviour)
        let (feasibility, result) = try await arrange("fsspec==6\n", tools, index, timeLimit: .seconds(behaviour == .slow ? 4 : 600))
        #expect(feasibility.outcome == .unproven)
        #expect(feasibility.reason?.contains("index") == true, "\(feasibility)")
        #expect(feasibility.reason?.contains("127.0.0.1") == false)
        #expect(feasibility.blocked.isEmpty, "nothing is said of the duplicate's own lines")
        // Of an index's error 500 pip says nothing, only that there is no such package.
        if behaviour == .slow || (tools == .uv && behaviour == .broken) { #expect(result.trouble?.isEmpty == false) }
    }

    @Test("no index at the address: unproven")
    func noIndex() async throws {
        let index = try PackageIndex([])
        let variables = try variables(.uv, index)
        index.stop()
        let trial = TryPins(IndexAccess(variables: variables), timeLimit: .seconds(600))
        let result = try await trial.arrange(FeasibilityQuestion(plan: plan("fsspec==6\n"), files: [:]))
        #expect(result.feasibility == .unproven("the package index did not answer as one does"))
    }

    @Test("neither uv nor pip: unproven, with the way to get one")
    func noTool() async throws {
        let (feasibility, result) = try await arrange("fsspec==6\n", .none, nil)
        #expect(feasibility == .unproven("neither uv nor a Python with pip was at hand"))
        #expect(result.trouble == "uv was not found; install uv (`pip install uv`), or put it on PATH")
    }

    @Test("a uv that crashes: unproven")
    func crash() async throws {
        let variables = try variables(.none, nil)
        try scratch.write("#!/bin/sh\n[ \"$1\" = --version ] && echo uv 1.0 && exit\nkill -SEGV $$\n", to: "bin/uv")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/bin/uv")
        let trial = TryPins(IndexAccess(variables: variables), timeLimit: .seconds(600))
        let result = try await trial.arrange(FeasibilityQuestion(plan: plan("fsspec==6\n"), files: [:]))
        #expect(result.feasibility == .unproven("the resolver broke off"))
        #expect(result.trouble?.contains("signal 11") == true, "\(result)")
    }

    @Test("the same question is asked once a day")
    func cache() async throws {
        let index = try PackageIndex(Self.releases)
        let variables = try variables(.uv, index)
        let question = FeasibilityQuestion(plan: plan("datasets==5.0\nfsspec==9\n"), files: [:])
        let day = Date()
        func trial(on day: Date) -> TryPins {
            var access = IndexAccess(variables: variables)
            access.now = { day }
            return TryPins(access, timeLimit: .seconds(600))
        }
        let first = try await trial(on: day).arrange(question)
        index.stop()
        let again = try await trial(on: day).arrange(question)
        #expect(again == first)
        #expect(first.feasibility != .unproven("the package index did not answer as one does"))
        let later = try await trial(on: day + 86_400).arrange(question)
        #expect(later.feasibility == .unproven("the package index did not answer as one does"))
    }
}
