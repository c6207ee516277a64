internal import DriftCore
internal import DriftStore

/// Finds what references stand for. The database is opened only if one of them needs it: two paths compare without any.
package struct SnapshotResolver: Sendable {
    private let databasePath: String

    package init(databasePath: String) { self.databasePath = databasePath }

    /// Throws `ReferenceError` of what names nothing, `FileError` and `CaptureError` of a path, `StoreError` of the database.
    package func resolve(_ reference: SnapshotReference) throws -> ResolvedSnapshot {
        if case .path(let path) = reference { return try SnapshotFile.load(path) }
        let store = try openStore(for: reference)
        let summary = try summary(of: reference, in: store)
        return try Self.load(summary, from: store, newerFailures: newerFailures(than: summary, for: reference, in: store))
    }

    /// Where there is no database, who named a directory like a Space meant the directory.
    private func openStore(for reference: SnapshotReference) throws -> Store {
        do throws(StoreError) {
            return try Store.open(at: databasePath, access: .readOnly)
        } catch {
            guard case .missing = error, case .latest(let space) = reference, DirectoryListing.isDirectory(space.description) else {
                throw error
            }
            throw ReferenceError.unknownSpace(space, isDirectory: true)
        }
    }

    /// A snapshot, or a checkout: a directory without `capture.json` has files, and nothing is known of what they build.
    ///
    /// - Parameter others: files of the checkout that are wanted beside those that the platform reads.
    func resolve(_ reference: SnapshotReference, orCheckoutWith others: Set<String>) throws -> ResolvedSnapshot {
        if case .path(let path) = reference, let checkout = try SnapshotFile.checkout(path, others: others) { return checkout }
        return try resolve(reference)
    }

    /// What a snapshot's Space was duplicated from; `nil`: nothing says it.
    func origin(of resolved: ResolvedSnapshot) throws -> SpaceName? {
        let origin = DuplicateOrigin(
            of: resolved.snapshot.space,
            answers: resolved.capture.map { HubAnswers($0.files) },
            readme: resolved.repositoryFiles["README.md"]
        )
        if let name = origin.name { return name }
        if resolved.snapshot.space == nil { return nil }
        do throws(StoreError) {
            return try origin.name(by: Store.open(at: databasePath, access: .readOnly))
        } catch {
            if case .missing = error { return nil }
            throw error
        }
    }

    /// The stored snapshot that a reference names, without its capture.
    func summary(of reference: SnapshotReference, in store: Store) throws -> SnapshotSummary {
        switch reference {
        case .path(let path):
            throw ReferenceError.unusableFile(path: path, reason: "a path is not stored")
        case .latest(let space):
            if let summary = try store.latestSucceeded(of: space) { return summary }
            let history = try store.history(of: space)
            guard history.isEmpty else {
                throw ReferenceError.noneSucceeded(space, hasEvidence: history.contains { $0.buildOutcome != nil || $0.packageCount > 0 })
            }
            throw ReferenceError.unknownSpace(space, isDirectory: DirectoryListing.isDirectory(space.description))
        case .identifier(let identifier, let space):
            guard let summary = try store.summary(ofSnapshot: identifier) else { throw ReferenceError.notFound(reference) }
            if let space, summary.space != space { throw ReferenceError.wrongSpace(reference, actual: summary.space) }
            return summary
        case .asOf(let time, let space):
            guard let instant = Instant(endOf: time) else { throw ReferenceError.malformed(reference.description) }
            if let summary = try store.history(of: space).first(where: { Self.isTaken($0, upTo: instant) && $0.isSucceeded }) {
                return summary
            }
            throw ReferenceError.notFound(reference)
        case .commit(let prefix, let space):
            let candidates = try store.snapshots(of: space, commit: prefix)
            if let summary = candidates.first(where: \.isSucceeded) ?? candidates.first { return summary }
            throw ReferenceError.notFound(reference)
        }
    }

    private static func isTaken(_ summary: SnapshotSummary, upTo instant: Instant) -> Bool {
        Instant(summary.takenAt).map { $0 <= instant } ?? false
    }

    /// Only a bare name passes over failures; who names a snapshot means that one.
    private func newerFailures(than summary: SnapshotSummary, for reference: SnapshotReference, in store: Store) throws -> [Int64] {
        guard case .latest(let space) = reference else { return [] }
        return try store.history(of: space).prefix { $0.id != summary.id }.map(\.id)
    }

    /// The raw capture is read again: it alone knows the lines, and this driftd may read it better than the one that stored it.
    private static func load(_ summary: SnapshotSummary, from store: Store, newerFailures: [Int64]) throws -> ResolvedSnapshot {
        guard let capture = try store.capture(ofSnapshot: summary.id) else {
            throw ReferenceError.notFound(.identifier(summary.id, space: summary.space))
        }
        var snapshot = try CaptureReader.snapshot(of: capture, in: store)
        snapshot.id = summary.id
        return ResolvedSnapshot(
            label: summary.space.description,
            snapshot: snapshot,
            capture: capture,
            newerFailures: newerFailures
        )
    }
}
