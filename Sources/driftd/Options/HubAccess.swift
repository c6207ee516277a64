import DriftEngine
import DriftHub
import Foundation

/// The way to the Hub, by the variables of the official client.
enum HubAccess {
    /// - Parameter readsImages: Whether the image registry may be asked.
    static func configuration(readsImages: Bool = true) throws(HubError) -> HubConfiguration {
        var configuration = try HubConfiguration(
            variables: ProcessInfo.processInfo.environment,
            userAgent: "driftd/\(DriftdVersion.current)"
        )
        if !readsImages { configuration.registry = nil }
        return configuration
    }

    /// Runs `body` with a client; Ctrl-C ends it in good order.
    static func with<Value: Sendable>(
        readsImages: Bool = true,
        _ body: @escaping @Sendable (HubClient) async throws -> Value
    ) async throws -> Value {
        let configuration = try configuration(readsImages: readsImages)
        return try await InterruptibleTask.run { try await HubClient.with(configuration, body) }
    }
}
