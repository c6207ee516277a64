import ArgumentParser
import DriftEngine
import Foundation

/// What `inspect` and `quota` look at.
struct InspectedTarget: ParsableArguments {
    @Argument(help: ArgumentHelp("A checkout, a capture directory, a stored snapshot, or a Space.", valueName: "checkout|ref"))
    var reference: String

    @Flag(help: "Ask nothing of the network. DRIFTD_OFFLINE=1 does the same.")
    var offline = false

    func validate() throws { _ = try ReferenceHelp.parse(reference) }

    /// Runs `body` on the reference; Ctrl-C ends it in good order.
    func inspect<Value: Sendable>(
        databasePath: String,
        _ body: @escaping @Sendable (InspectSpace, SnapshotReference) async throws -> Value
    ) async throws -> Value {
        let reference = try ReferenceHelp.parse(reference)
        let inspect = InspectSpace(
            resolver: SnapshotResolver(databasePath: databasePath),
            environment: ProcessInfo.processInfo.environment,
            hub: NetworkUse.isRuledOut(by: offline) ? nil : try HubAccess.configuration()
        )
        return try await InterruptibleTask.run { try await body(inspect, reference) }
    }
}
