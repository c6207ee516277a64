package import DriftCore
package import DriftStore

/// What is stored.
package struct ListHistory: Sendable {
    private let databasePath: String

    package init(databasePath: String) { self.databasePath = databasePath }

    /// The snapshots of one Space, newest first; a Space without any is an error, because the name is probably mistyped.
    package func run(of space: SpaceName, limit: Int) throws -> [SnapshotSummary] {
        let history = try Store.open(at: databasePath, access: .readOnly).history(of: space, limit: limit)
        if history.isEmpty {
            throw ReferenceError.unknownSpace(space, isDirectory: DirectoryListing.isDirectory(space.description))
        }
        return history
    }

    /// The newest snapshot of every Space, by name.
    package func newestOfEach() throws -> [SnapshotSummary] {
        let store = try Store.open(at: databasePath, access: .readOnly)
        return try store.spaces().flatMap { try store.history(of: $0, limit: 1) }
    }
}
