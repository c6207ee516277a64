import DriftCore
import DriftEngine
import DriftHub
import HubStandIn
import Testing

@Suite("A Space that was renamed")
struct RenamedSpaceTests {
    private static let token = "hf_" + String(repeating: "t", count: 34)

    @Test("is captured by its old name with all that the new one has, and its new name is told")
    func renamed() async throws {
        var space = StandInSpace(name: "ada/new", files: ["README.md": Array("---\nsdk: gradio\n---\n".utf8)])
        space.logs["build"] = StandInLog("===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n")
        let world = StandInWorld([space])
        world.update { $0.users[Self.token] = "ada" }
        for rest in ["/logs/build", "/logs/run", "/runtime", "/variables", "/secrets", "?"] {
            let target = "/api/spaces/ada/new" + (rest == "?" ? "" : rest)
            world.add(StandInFault(path: "/api/spaces/ada/old\(rest)", .redirect(to: target, status: 307)))
        }
        try await StandIn.with(world) { standIn in
            var configuration = HubConfiguration(endpoint: standIn.endpoint, token: HubToken(Self.token), registry: nil)
            configuration.retries.sleep = { _ in }
            configuration.limits.logSilence = .seconds(2)
            let name = try #require(SpaceName("ada/old"))
            let result = try await HubClient.with(configuration) { try await CaptureFromHub(client: $0).run(name) }
            #expect(result.reasons["space"] == "the Hub calls it ada/new by now")
            #expect(result.capture.metadata.readable["build-log"] == true && result.capture.files["logs/build-001.log"] != nil)
            #expect(result.capture.files["repo/README.md"] != nil)
        }
    }
}
