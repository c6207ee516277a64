import DriftMigrations
import Foundation
import GRDB

/// Which schema a file has (`PRAGMA user_version`), and the way from there to the one this program knows.
struct Schema {
    let migrations: [Migration]
    let path: String
    let busyTimeoutSeconds: Double

    /// `PRAGMA application_id` of every driftd database: "DRFT".
    static let applicationID: Int32 = 0x4452_4654

    private var known: Int { migrations.last?.schema ?? 0 }

    /// Refuses a file that is not driftd's, or that a newer driftd wrote. An empty file has nothing to read.
    func needsUpgrade(_ queue: DatabaseQueue, _ access: Store.Access) throws -> Bool {
        let current = try queue.read(schema)
        if current == 0, access == .readOnly { throw StoreError.missing(path: path) }
        return current < known
    }

    /// All missing steps in one transaction: the file is of the old schema or of the new one, never between.
    func upgrade(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { database in
            try useWriteAheadLog(database)
            try database.inTransaction(.immediate) {
                let current = try schema(of: database)
                for migration in migrations where migration.schema > current { try database.execute(sql: migration.sql) }
                try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(known)")
                return .commit
            }
        }
    }

    /// 0 for a file without a table.
    private func schema(of database: Database) throws -> Int {
        let applicationID = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if applicationID == Self.applicationID {
            if version > known { throw StoreError.newer(path: path, schema: version, known: known) }
            return version
        }
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard isEmpty, applicationID == 0, version == 0 else { throw StoreError.foreign(path: path) }
        return 0
    }

    /// Kept in the file's header, so once is enough. SQLite does not wait for a lock here by itself: two processes that create the
    /// file at once would fail each other.
    private func useWriteAheadLog(_ database: Database) throws {
        let deadline = Date(timeIntervalSinceNow: busyTimeoutSeconds)
        while true {
            do {
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && Date() < deadline {
                usleep(10_000)
            }
        }
    }
}
