package import DriftCore
package import DriftStore

/// Reads captures and stores what they show.
package struct TakeSnapshot: Sendable {
    /// What was stored, and what the capture said.
    package struct Result: Sendable, Hashable {
        package var summary: SnapshotSummary
        package var snapshot: Snapshot
        /// The directory or the Space it came from.
        package var target: String
        /// How many tokens each file held. They are not stored, except where a file of the repository holds them.
        package var tokens: [String: Int]
        /// What was worked out, or why nothing was; `nil`: nobody was asked.
        package var inference: InferenceRecord?
    }

    private let databasePath: String
    private let inference: InferPackages?

    /// - Parameter inference: works out what a capture does not show; `nil`: nobody is asked.
    package init(databasePath: String, inference: InferPackages? = nil) {
        self.databasePath = databasePath
        self.inference = inference
    }

    /// All captures are read before the first is stored: a bad one leaves the database as it was.
    package func run(captureDirectories: [String]) async throws -> [Result] {
        var captures: [(target: String, capture: Capture, tokens: [String: Int])] = []
        for target in captureDirectories {
            let (capture, tokens) = SecretRedaction.redacting(try CaptureDirectory.load(target))
            captures.append((target, capture, tokens))
        }
        let store = try Store.open(at: databasePath, access: .readWrite)
        let readings = CaptureReader.readings(of: captures.map(\.capture))
        var results: [Result] = []
        for (taken, logged) in zip(captures, readings) {
            results.append(
                try await Self.add(
                    taken.capture,
                    logged: logged,
                    tokens: taken.tokens,
                    target: taken.target,
                    to: store,
                    inference: inference
                )
            )
        }
        return results
    }

    /// - Parameters:
    ///   - capture: Without its tokens, which are counted in `tokens`.
    ///   - logged: What its logs say, where they have been read already.
    static func add(
        _ capture: Capture,
        logged: EnvironmentReading? = nil,
        tokens: [String: Int],
        target: String,
        to store: Store,
        inference: InferPackages?
    ) async throws -> Result {
        let read = try await InferPackages.read(capture, logged: logged, in: store, with: inference)
        var snapshot = read.snapshot
        let identifier = try store.add(snapshot, capture: read.capture)
        snapshot.id = identifier
        guard let summary = try store.summary(ofSnapshot: identifier) else {
            throw ReferenceError.notFound(.identifier(identifier, space: nil))
        }
        return Result(summary: summary, snapshot: snapshot, target: target, tokens: tokens, inference: read.record)
    }
}
