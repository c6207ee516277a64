import DriftEngine
import DriftHub
import Foundation

/// The way to the Hub, by the variables of the official client.
enum HubAccess {
    static func configuration() throws(HubError) -> HubConfiguration {
        try HubConfiguration(variables: ProcessInfo.processInfo.environment, userAgent: "driftd/\(DriftdVersion.current)")
    }

    /// Runs `body` with a client; Ctrl-C ends it in good order.
    static func with<Value: Sendable>(_ body: @escaping @Sendable (HubClient) async throws -> Value) async throws -> Value {
        let configuration = try configuration()
        return try await InterruptibleTask.run { try await HubClient.with(configuration, body) }
    }
}
