import DriftCore
import DriftHub
import DriftStore
import DriftTesting
import HubStandIn
import RegistryTesting
import Testing

@testable import DriftEngine

@Suite("The schedule and the image registry", .enabled(if: RegistryProgram.isInstalled, ExternalTool.skipReason))
struct RegistryCallsTests {
    @Test("a look at an unchanged Space does not ask the registry; a capture does")
    func unchanged() async throws {
        let registry = try RegistryProgram(storage: try ScratchDirectory())
        let image = TestImage([try .init(["pipfreeze/freeze.txt": "numpy==1.26.4\n"], command: "COPY /pipfreeze/ /pipfreeze/")])
        try await image.push(to: registry, as: "ada-tides")
        let pushes = try registry.calls().count
        let scratch = try ScratchDirectory()
        let clock = SimulatedClock(Instant(milliseconds: 1_790_000_000_000))
        try await StandIn.with(StandInWorld([StandInSpace(name: "ada/tides")])) { standIn in
            let name = try #require(SpaceName("ada/tides"))
            let store = try Store.open(at: scratch.path + "/driftd.db", access: .readWrite)
            try store.addWatch(of: name, original: nil, lookSeconds: 3600, captureSeconds: 86_400, at: clock.now)
            let configuration = HubConfiguration(endpoint: standIn.endpoint, registry: registry.address)
            try await HubClient.with(configuration) { client in
                let schedule = RunSchedule(store: store, source: HubSpaceSource(client: client), clock: clock, fraction: { 0.5 })
                #expect(try await schedule.once().captured == 1)
                let captured = try registry.calls().count
                #expect(captured == pushes + 3)
                for _ in 0..<3 {
                    clock.advance(milliseconds: 2 * 3_600_000)
                    #expect(try await schedule.once().unchanged == 1)
                }
                #expect(try registry.calls().count == captured)
                clock.advance(milliseconds: 24 * 3_600_000)
                #expect(try await schedule.once().captured == 1)
                #expect(try registry.calls().count == captured + 3)
            }
        }
    }
}
