package import DriftHub
internal import DriftStore

/// The schedule against the Hub: one writer for the database, calls within the Hub's limits.
package struct HubSchedule: Sendable {
    private let databasePath: String
    private let configuration: HubConfiguration
    private let inference: InferPackages?

    /// - Parameter inference: Works out what a capture does not show; `nil`: nobody is asked.
    package init(databasePath: String, configuration: HubConfiguration, inference: InferPackages? = nil) {
        self.databasePath = databasePath
        self.inference = inference
        // The schedule repeats a look by itself: a Space in trouble must not hold up the others.
        var configuration = configuration
        configuration.retries.attempts = min(configuration.retries.attempts, 2)
        self.configuration = configuration
    }

    /// Runs `body` while nothing else captures into the database.
    ///
    /// - Parameters:
    ///   - onTrouble: Told why the database cannot be used for the moment.
    ///   - due: How many Spaces a run by hand would look at now.
    package func run(
        onEvent: @escaping @Sendable (WatchEvent, WatchSummary) -> Void,
        onTrouble: @escaping @Sendable (_ error: any ExplainedError) -> Void = { _ in },
        _ body: @Sendable (_ schedule: RunSchedule, _ due: Int) async throws -> WatchSummary
    ) async throws -> WatchSummary {
        let store = try Store.open(at: databasePath, access: .readWrite)
        let lock = try ScheduleLock(databasePath: databasePath)
        defer { withExtendedLifetime(lock) {} }
        let gate = RateGate()
        let traffic = HubTraffic(
            onAnswer: { bucket, limit in await gate.record(limit, of: bucket) },
            onSilence: { bucket in await gate.giveUp(of: bucket) }
        )
        let client = try HubClient(configuration, traffic: traffic, gate: { bucket in try await gate.wait(for: bucket) })
        do {
            let now = MachineClock().now
            let due = try store.dueWatches(at: now, limit: .max, attemptedBefore: now).count
            let source = HubSpaceSource(client: client)
            let schedule = RunSchedule(store: store, source: source, inference: inference, onEvent: onEvent, onTrouble: onTrouble)
            let summary = try await body(schedule, due)
            await client.shutDown()
            return summary
        } catch {
            await client.shutDown()
            throw error
        }
    }
}
