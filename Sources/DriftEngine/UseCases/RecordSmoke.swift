package import DriftCore
package import DriftStore

/// Keeps the newest call of a Space in the database, for the verdict on its next step.
package struct RecordSmoke: Sendable {
    private let databasePath: String

    package init(databasePath: String) { self.databasePath = databasePath }

    /// In place of the call that was kept before.
    package func run(_ report: SmokeReport, of space: SpaceName, at now: Instant) throws(StoreError) {
        try Store.open(at: databasePath, access: .readWrite).record(report.record(calledAt: now.description), of: space)
    }
}
