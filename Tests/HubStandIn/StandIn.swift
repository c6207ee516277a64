import Hummingbird
import Logging
import Synchronization

/// The Hub as its clients see it, on a port of this machine: for tests, and for trying driftd without an account.
///
/// What it answers follows the official client's own sources and recorded answers; the tests drive it with that client.
package struct StandIn: Sendable {
    package let world: StandInWorld
    package let port: Int

    /// `http://127.0.0.1:8080`
    package var endpoint: String { "http://127.0.0.1:\(port)" }

    /// Serves `world` while `body` runs. Port 0: any that is free.
    package static func with<Value: Sendable>(
        _ world: StandInWorld,
        port: Int = 0,
        _ body: @escaping @Sendable (StandIn) async throws -> Value
    ) async throws -> Value {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "hub-stand-in")
        logger.logLevel = .critical
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in try await StandInRoutes(world: world).respond(to: request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await application.run()
                return nil
            }
            group.addTask {
                for await port in ports { return try await body(StandIn(world: world, port: port)) }
                throw StandInError.notStarted
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw StandInError.notStarted
        }
    }
}

package enum StandInError: Error {
    case notStarted
    /// A body that was to be cut off is.
    case cutOnPurpose
}
