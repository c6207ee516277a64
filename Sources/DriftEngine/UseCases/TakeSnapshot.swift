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
    }

    private let databasePath: String

    package init(databasePath: String) { self.databasePath = databasePath }

    /// All captures are read before the first is stored: a bad one leaves the database as it was.
    package func run(captureDirectories: [String]) throws -> [Result] {
        var captures: [(target: String, capture: Capture, tokens: [String: Int])] = []
        for target in captureDirectories {
            let (capture, tokens) = SecretRedaction.redacting(try CaptureDirectory.load(target))
            captures.append((target, capture, tokens))
        }
        let store = try Store.open(at: databasePath, access: .readWrite)
        let readings = CaptureReader.readings(of: captures.map(\.capture))
        return try zip(captures, readings).map { taken, logged in
            try Self.add(taken.capture, logged: logged, tokens: taken.tokens, target: taken.target, to: store)
        }
    }

    /// - Parameters:
    ///   - capture: Without its tokens, which are counted in `tokens`.
    ///   - logged: What its logs say, where they have been read already.
    static func add(
        _ capture: Capture,
        logged: EnvironmentReading? = nil,
        tokens: [String: Int],
        target: String,
        to store: Store
    ) throws -> Result {
        var snapshot = try CaptureReader.snapshot(of: capture, logged: logged, in: store)
        let identifier = try store.add(snapshot, capture: capture)
        snapshot.id = identifier
        guard let summary = try store.summary(ofSnapshot: identifier) else {
            throw ReferenceError.notFound(.identifier(identifier, space: nil))
        }
        return Result(summary: summary, snapshot: snapshot, target: target, tokens: tokens)
    }
}
