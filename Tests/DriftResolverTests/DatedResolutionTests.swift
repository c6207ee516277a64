import DriftTesting
import Foundation
import Testing

@testable import DriftResolver

/// Real uv against an index on this machine that dates its files (PEP 700).
@Suite(
    "Asking uv what an installation would have chosen on a day",
    .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason),
    .timeLimit(.minutes(10))
)
struct DatedResolutionTests {
    static let releases = [
        "app==1 (2024-01-01): lib", "app==2 (2025-01-01): lib", "lib==1 (2024-01-01):", "lib==2 (2024-06-01):", "lib==3 (2025-06-01):",
        "ffmpy==1 (source 2024-01-01)", "uses==1 (2024-01-01): ffmpy", "undated==1:",
    ]

    private func ask(
        _ lines: [String],
        asOf: String = "2024-07-01T00:00:00Z",
        preferring preferences: [String] = [],
        sourceOnly: [String] = [],
        index: PackageIndex? = nil
    ) async throws -> DatedResolution.Outcome {
        let index = try index ?? PackageIndex(Self.releases)
        return try await resolution(index) { resolution in
            let question = DatedResolution.Question(
                lines: lines,
                preferences: preferences,
                python: "3.13",
                asOf: asOf,
                sourceOnly: sourceOnly
            )
            return try await resolution.answer(question, timeLimit: .seconds(600))
        }
    }

    private func resolution<Value>(_ index: PackageIndex, _ body: (DatedResolution) async throws -> Value) async throws -> Value {
        let scratch = try ScratchDirectory()
        let environment = ToolEnvironment(ProcessInfo.processInfo.environment.merging(index.variables) { $1 })
        let directory = try TemporaryDirectory(in: scratch.path, prefix: "dated")
        return try await body(
            DatedResolution(uv: try #require(ExternalTool.path(of: "uv")), environment: environment, directory: directory)
        )
    }

    private func lines(_ outcome: DatedResolution.Outcome) -> [String]? {
        if case .resolved(let lines, _) = outcome { lines } else { nil }
    }

    private func trouble(_ outcome: DatedResolution.Outcome) -> DatedResolution.Trouble? {
        if case .refused(_, let trouble) = outcome { trouble } else { nil }
    }

    @Test("what was uploaded later is not there", arguments: [("2024-02-01T00:00:00Z", "lib==1"), ("2024-07-01T00:00:00Z", "lib==2")])
    func asOf(day: String, lib: String) async throws {
        #expect(lines(try await ask(["app"], asOf: day)) == ["app==1", lib])
    }

    @Test("what is installed is taken where it fits, and not where it does not")
    func preferences() async throws {
        #expect(lines(try await ask(["app"], preferring: ["lib==1", "other==9"])) == ["app==1", "lib==1"])
        #expect(lines(try await ask(["app", "lib>1"], preferring: ["lib==1"])) == ["app==1", "lib==2"])
    }

    @Test("a source distribution is told, and then taken without running its code")
    func sourceOnly() async throws {
        let index = try PackageIndex(Self.releases)
        #expect(trouble(try await ask(["uses"], index: index)) == .sourceOnly("ffmpy"))
        #expect(lines(try await ask(["uses"], sourceOnly: ["ffmpy"], index: index)) == ["ffmpy==1", "uses==1"])
        #expect(!FileManager.default.fileExists(atPath: index.builtMark))
    }

    @Test(
        "what another question could get round is named",
        arguments: [
            (["app", "nowhere"], .unavailable("nowhere")), (["app==9"], .unavailable("app")), (["undated"], .undated("undated")),
            (["app==2"], .later("app", publishedAt: "2025-01-01T00:00:00Z")), (["app<1", "app>1"], .none),
        ] as [([String], DatedResolution.Trouble)]
    )
    func troubles(lines: [String], expected: DatedResolution.Trouble) async throws {
        let outcome = try await ask(lines, asOf: lines == ["app==9"] ? "2026-01-01T00:00:00Z" : "2024-07-01T00:00:00Z")
        #expect(trouble(outcome) == expected, "\(outcome)")
    }

    @Test("an index that dates nothing gives no answer that could pass for one")
    func undatedIndex() async throws {
        let outcome = try await ask(["app"], index: try PackageIndex(["app==1:", "app==2:"]))
        #expect(trouble(outcome) == .undated("app"), "\(outcome)")
    }

    @Test("when versions came out")
    func uploads() async throws {
        let index = try PackageIndex(Self.releases)
        let found = try await resolution(index) {
            try await $0.uploads(of: ["app==2", "lib==1"], python: "3.13", timeLimit: .seconds(600))
        }
        #expect(found == ["app 2": "2025-01-01T00:00:00Z", "lib 1": "2024-01-01T00:00:00Z"])
        let none = try await resolution(index) { try await $0.uploads(of: ["app==7"], python: "3.13", timeLimit: .seconds(600)) }
        #expect(none.isEmpty)
    }
}
