package import DriftCore
package import DriftStore

/// Reads captures and stores what they show.
package struct TakeSnapshot: Sendable {
    /// What was stored, and what the capture said.
    package struct Result: Sendable, Hashable {
        package var summary: SnapshotSummary
        package var snapshot: Snapshot
        /// The directory it came from.
        package var target: String
    }

    private let databasePath: String

    package init(databasePath: String) { self.databasePath = databasePath }

    /// All captures are read before the first is stored: a bad one leaves the database as it was.
    package func run(captureDirectories: [String]) throws -> [Result] {
        var captures: [(target: String, capture: Capture)] = []
        for target in captureDirectories { captures.append((target, try CaptureDirectory.load(target))) }
        let store = try Store.open(at: databasePath, access: .readWrite)
        return try captures.map { target, capture in
            var snapshot = CaptureReader.snapshot(of: capture)
            let identifier = try store.add(snapshot, capture: capture)
            snapshot.id = identifier
            guard let summary = try store.summary(ofSnapshot: identifier) else {
                throw ReferenceError.notFound(.identifier(identifier, space: nil))
            }
            return Result(summary: summary, snapshot: snapshot, target: target)
        }
    }
}
