import DriftCore
import HubStandIn
import Synchronization
import Testing

@testable import DriftHub

/// A client of a stand-in, quick to give up and with its waits written down instead of waited.
struct ClientFixture: Sendable {
    static let token = "hf_" + String(repeating: "t", count: 34)
    let client: HubClient
    let standIn: StandIn
    let waits: Waits

    final class Waits: Sendable {
        private let seconds = Mutex<[Double]>([])
        var all: [Double] { seconds.withLock { $0 } }
        func add(_ duration: Duration) { seconds.withLock { $0.append(Double(duration.components.seconds)) } }
    }

    static func with(
        _ world: StandInWorld,
        token: String? = Self.token,
        limits: HubLimits? = nil,
        _ body: @escaping @Sendable (ClientFixture) async throws -> Void
    ) async throws {
        world.update { $0.users[Self.token] = "alice" }
        try await StandIn.with(world) { standIn in
            var configuration = HubConfiguration(endpoint: standIn.endpoint, token: token.flatMap { HubToken($0) })
            configuration.limits = limits ?? quick
            let waits = Waits()
            configuration.retries.sleep = { waits.add($0) }
            try await HubClient.with(configuration) { client in
                try await body(ClientFixture(client: client, standIn: standIn, waits: waits))
            }
        }
    }

    static var quick: HubLimits {
        var limits = HubLimits()
        // Here it is the machine that is slow, never the stand-in.
        limits.logSilence = .seconds(8)
        limits.firstAnswerTimeout = .seconds(30)
        limits.connectTimeout = .seconds(30)
        return limits
    }

    static func space(_ name: String = "alice/app") throws -> SpaceName { try #require(SpaceName(name)) }
}

/// The `HubError` that `body` ends in.
func hubError(_ body: () async throws -> some Sendable, sourceLocation: SourceLocation = #_sourceLocation) async -> HubError? {
    do {
        _ = try await body()
        Issue.record("it did not fail", sourceLocation: sourceLocation)
    } catch let error as HubError {
        return error
    } catch {
        Issue.record("another error: \(error)", sourceLocation: sourceLocation)
    }
    return nil
}
