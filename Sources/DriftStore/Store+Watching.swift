import DriftCore
import GRDB

extension Store {
    /// Watches a Space, due at once; one that is watched already gets the new intervals and original, and keeps its past.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    package func addWatch(
        of space: SpaceName,
        original: SpaceName?,
        lookSeconds: Int,
        captureSeconds: Int,
        at now: Instant
    ) throws(StoreError) -> Bool {
        try write { database in
            let isKnown = try Self.watchIdentifier(of: space, in: database) != nil
            try database.execute(
                sql: """
                    INSERT INTO watch (owner, name, original_owner, original_name, added_at, look_seconds, capture_seconds, next_look_at)
                    VALUES (?1, ?2, ?3, ?4, ?7, ?5, ?6, ?7)
                    ON CONFLICT (owner, name) DO UPDATE SET
                        original_owner = coalesce(excluded.original_owner, original_owner),
                        original_name = coalesce(excluded.original_name, original_name),
                        look_seconds = excluded.look_seconds,
                        capture_seconds = excluded.capture_seconds,
                        next_look_at = min(next_look_at, ?7 + excluded.look_seconds * 1000),
                        next_capture_at = min(next_capture_at, last_capture_at + excluded.capture_seconds * 1000)
                    """,
                arguments: [
                    space.owner, space.name, original?.owner, original?.name, lookSeconds, captureSeconds, now.milliseconds,
                ]
            )
            return !isKnown
        }
    }

    /// Its snapshots stay.
    ///
    /// - Returns: whether it was watched.
    package func removeWatch(of space: SpaceName) throws(StoreError) -> Bool {
        try write { database in
            try database.execute(sql: "DELETE FROM watch WHERE owner = ? AND name = ?", arguments: [space.owner, space.name])
            return database.changesCount > 0
        }
    }

    /// All, by name.
    package func watches() throws(StoreError) -> [Watch] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM watch ORDER BY owner, name").map(Self.watch)
        }
    }

    /// `nil`: the Space is not watched.
    package func watch(of space: SpaceName) throws(StoreError) -> Watch? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT * FROM watch WHERE owner = ? AND name = ?",
                arguments: [space.owner, space.name]
            ).map(Self.watch)
        }
    }

    /// What is to be looked at, longest due first: the owners of about `limit` due Spaces, each with everything of theirs that is due
    /// before the next look would be worth a list page of its own (15 % of its interval). What fails, and what is to be captured then, keeps
    /// its own time.
    ///
    /// A time that no look leaves behind (more than a day ahead, and more than the interval) is of a clock that was put back since: due now.
    ///
    /// - Parameter attemptedBefore: given for a run by hand: also those whose last attempt failed, whenever they are due, but none that
    ///   was looked at since.
    package func dueWatches(at now: Instant, limit: Int, attemptedBefore: Instant? = nil) throws(StoreError) -> [Watch] {
        let isOpen = "(:before IS NULL OR last_attempt_at IS NULL OR last_attempt_at < :before OR last_attempt_at > :now)"
        let isAhead = "next_look_at > :now + max(look_seconds, 86400) * 1000"
        let isDue = "(next_look_at <= :now OR \(isAhead) OR (:before IS NOT NULL AND failure_count > 0))"
        return try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT watch.* FROM watch JOIN (
                        SELECT owner AS due_owner, min(due_at) AS first FROM (
                            SELECT owner, next_look_at AS due_at FROM watch WHERE \(isOpen) AND \(isDue) ORDER BY next_look_at LIMIT :limit
                        ) GROUP BY owner
                    ) ON due_owner = owner
                    WHERE \(isOpen) AND (\(isDue) OR (
                        failure_count = 0 AND next_look_at < next_capture_at AND next_look_at <= :now + look_seconds * 150
                    ))
                    ORDER BY first, owner, name
                    """
            )
            let arguments: StatementArguments = ["now": now.milliseconds, "before": attemptedBefore?.milliseconds, "limit": limit]
            return try Row.fetchAll(statement, arguments: arguments).map(Self.watch)
        }
    }

    /// When the next watched Space is due; `nil`: none is watched.
    package func nextLook() throws(StoreError) -> Instant? {
        try read { database in
            try Int64.fetchOne(database.cachedStatement(sql: "SELECT min(next_look_at) FROM watch")).map { Instant(milliseconds: $0) }
        }
    }

    /// Writes what looks found, all or nothing. A Space that is not watched any more is left out.
    package func record(_ states: [SpaceName: WatchState]) throws(StoreError) {
        try write { database in
            for (space, state) in states { try Self.record(state, of: space, in: database) }
        }
    }

    /// Stores an observation together with what the schedule now knows: after a crash both are there, or neither is.
    package func add(_ snapshot: Snapshot, capture: Capture, watchState: WatchState) throws(StoreError) -> Int64 {
        try add(snapshot, capture: capture) { database in
            try Self.record(watchState, of: capture.metadata.space, in: database)
        }
    }

    private static func record(_ state: WatchState, of space: SpaceName, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE watch SET next_look_at = ?, next_capture_at = ?, last_attempt_at = ?, last_success_at = ?, last_capture_at = ?,
                    failure_count = ?, failing_since = ?, failure_reason = ?, failure_hint = ?, failure_is_transient = ?,
                    listed = ?, banner = ?
                WHERE owner = ? AND name = ?
                """
        ).execute(arguments: [
            state.nextLookAt.milliseconds, state.nextCaptureAt?.milliseconds, state.lastAttemptAt?.milliseconds,
            state.lastSuccessAt?.milliseconds, state.lastCaptureAt?.milliseconds, state.failure?.count ?? 0,
            state.failure?.since.milliseconds, state.failure?.reason.storable, state.failure?.hint.storable, state.failure?.isTransient,
            try state.listed.map { try StoredJSON.encode($0) }, state.banner?.storable, space.owner, space.name,
        ])
    }

    private static func watchIdentifier(of space: SpaceName, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database,
            sql: "SELECT id FROM watch WHERE owner = ? AND name = ?",
            arguments: [space.owner, space.name]
        )
    }

    private static func watch(_ row: Row) throws -> Watch {
        var state = WatchState(nextLookAt: Instant(milliseconds: try row.value("next_look_at")))
        state.nextCaptureAt = try instant("next_capture_at", of: row)
        state.lastAttemptAt = try instant("last_attempt_at", of: row)
        state.lastSuccessAt = try instant("last_success_at", of: row)
        state.lastCaptureAt = try instant("last_capture_at", of: row)
        let failures: Int = try row.value("failure_count")
        if failures > 0 {
            state.failure = WatchFailure(
                count: failures,
                since: try instant("failing_since", of: row) ?? state.nextLookAt,
                reason: try row.value("failure_reason", as: String?.self) ?? "",
                hint: try row.value("failure_hint", as: String?.self) ?? "",
                isTransient: try row.value("failure_is_transient", as: Bool?.self) ?? true
            )
        }
        state.listed = try row.value("listed", as: String?.self).map { try StoredJSON.decode(ListedSpace.self, from: $0) }
        state.banner = try row.value("banner")
        return Watch(
            space: try spaceName(row.value("owner"), row.value("name")),
            original: try row.value("original_owner", as: String?.self).map { try spaceName($0, row.value("original_name")) },
            addedAt: Instant(milliseconds: try row.value("added_at")),
            lookSeconds: try row.value("look_seconds"),
            captureSeconds: try row.value("capture_seconds"),
            state: state
        )
    }

    private static func instant(_ column: String, of row: Row) throws -> Instant? {
        try row.value(column, as: Int64?.self).map { Instant(milliseconds: $0) }
    }
}
