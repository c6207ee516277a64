package import DriftCore
package import DriftStore

/// Which Spaces the schedule covers.
package struct EditWatches: Sendable {
    /// Every hour, and in full every day, unless something else is asked for.
    package static let standardLookSeconds = 3600
    package static let standardCaptureSeconds = 86_400

    private let databasePath: String

    package init(databasePath: String) { self.databasePath = databasePath }

    /// Watches `spaces`, due at once; of one that is watched already only what is given changes. A duplicate's original is watched with
    /// it, and stays as it is if it is watched already.
    ///
    /// - Returns: the watches as they are now, the original's first.
    package func add(
        _ spaces: [SpaceName],
        original: SpaceName?,
        lookSeconds: Int?,
        captureSeconds: Int?,
        at now: Instant
    ) throws -> [Watch] {
        let store = try Store.open(at: databasePath, access: .readWrite)
        func add(_ space: SpaceName, original: SpaceName?) throws {
            let known = try store.watch(of: space)
            try store.addWatch(
                of: space,
                original: original,
                lookSeconds: lookSeconds ?? known?.lookSeconds ?? Self.standardLookSeconds,
                captureSeconds: captureSeconds ?? known?.captureSeconds ?? Self.standardCaptureSeconds,
                at: now
            )
        }
        if let original, try store.watch(of: original) == nil { try add(original, original: nil) }
        for space in spaces { try add(space, original: original) }
        return try ((original.map { [$0] } ?? []) + spaces).compactMap { try store.watch(of: $0) }
    }

    /// Their snapshots stay. None is removed if one of them is not watched.
    package func remove(_ spaces: [SpaceName]) throws {
        let store = try Store.open(at: databasePath, access: .readWrite)
        for space in spaces where try store.watch(of: space) == nil { throw ScheduleError.notWatched(space) }
        for space in spaces { _ = try store.removeWatch(of: space) }
    }

    /// All, by name; none where there is no database yet.
    package func list() throws -> [Watch] {
        do throws(StoreError) {
            return try Store.open(at: databasePath, access: .readOnly).watches()
        } catch {
            if case .missing = error { return [] }
            throw error
        }
    }
}
