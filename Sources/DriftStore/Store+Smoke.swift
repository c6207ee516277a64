import DriftCore
import GRDB

extension Store {
    /// Keeps the newest call of a Space in place of the one before.
    package func record(_ smoke: SmokeRecord, of space: SpaceName) throws(StoreError) {
        guard let calledAt = Instant(smoke.calledAt) else { throw .unreadableTime(smoke.calledAt) }
        try write { database in
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO smoke
                        (owner, name, called_at, revision, endpoint, outcome, is_on_gpu, reason, bucket, difference_count)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    space.owner, space.name, calledAt.milliseconds, smoke.commit?.storable, smoke.endpoint?.storable,
                    Self.code(of: smoke.outcome), smoke.isOnGPU, smoke.reason?.storable, smoke.bucket?.rawValue, smoke.differenceCount,
                ]
            )
        }
    }

    /// `nil`: the Space was never called.
    package func smoke(of space: SpaceName) throws(StoreError) -> SmokeRecord? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT * FROM smoke WHERE owner = ? AND name = ?",
                arguments: [space.owner, space.name]
            ).map(Self.smoke)
        }
    }

    private static let outcomes: [SmokeRecord.Outcome] = [.succeeded, .failed, .skipped]

    private static func code(of outcome: SmokeRecord.Outcome) -> Int { outcomes.firstIndex(of: outcome) ?? 0 }

    private static func smoke(_ row: Row) throws -> SmokeRecord {
        let code: Int = try row.value("outcome")
        guard outcomes.indices.contains(code) else { throw DamagedRecord(detail: "a call has the outcome \(code)") }
        return SmokeRecord(
            calledAt: Instant(milliseconds: try row.value("called_at")).description,
            commit: try row.value("revision"),
            endpoint: try row.value("endpoint"),
            outcome: outcomes[code],
            isOnGPU: try row.value("is_on_gpu"),
            reason: try row.value("reason"),
            bucket: try row.value("bucket", as: String?.self).flatMap(TriageBucket.init),
            differenceCount: try row.value("difference_count")
        )
    }
}
