import DriftCore
import DriftMigrations
import Foundation
import GRDB

/// The snapshots of a fleet in one SQLite file: environments once each, observations that point at them, and the raw captures.
///
/// One connection, so that a command starts fast; several processes may share the file, each waiting for the other's transaction.
/// Every change is one transaction. `docs/Store.md` says what is kept and what it costs.
package final class Store: Sendable {
    package enum Access: Sendable, Hashable {
        /// Creates the file and its folder where they are missing.
        case readWrite
        case readOnly
    }

    /// The file's path, for messages.
    package let path: String
    private let queue: DatabaseQueue

    /// Opens the database and brings an older one up to date, also for reading: nothing else could read it afterwards.
    ///
    /// - Parameter migrations: the schemas that this program knows; another list only in tests.
    package static func open(
        at path: String,
        access: Access,
        limits: StoreLimits = StoreLimits(),
        migrations: [Migration] = Migrations.all
    ) throws(StoreError) -> Store {
        let location = StoreLocation(path: path, limits: limits)
        let schema = Schema(migrations: migrations, path: path, busyTimeoutSeconds: limits.busyTimeoutSeconds)
        do {
            try location.prepare(for: access)
            var queue = try location.connect(access)
            if try schema.needsUpgrade(queue, access) {
                if access == .readOnly { queue = try location.connect(.readWrite) }
                try schema.upgrade(queue)
                if access == .readOnly { queue = try location.connect(.readOnly) }
            }
            return Store(path: path, queue: queue)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    private init(path: String, queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Takes the write lock before the first look, so that what `body` reads stays true until it has written.
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.writeWithoutTransaction { database in
                var result: Value?
                try database.inTransaction(.immediate) {
                    result = try body(database)
                    return .commit
                }
                guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT, message: "the transaction did not run") }
                return result
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
