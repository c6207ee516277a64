import DriftCore
import DriftDigest
import Foundation
import GRDB

/// The files of captures in and out of the database, each distinct content once.
struct CaptureRecords {
    let database: Database

    /// The address of a capture's files: the same in every database. The metadata is no part of it.
    static func digest(of files: [String: SHA256Digest]) -> SHA256Digest {
        var writer = CanonicalBytes()
        writer.append("driftd.capture/1")
        writer.append(count: files.count)
        for (path, digest) in files.sorted(by: { ByteOrder([$0.key]) < ByteOrder([$1.key]) }) {
            writer.append(path)
            writer.append(digest.bytes)
        }
        return SHA256Digest(of: writer.bytes)
    }

    /// The row's id; writes it and the files first, as far as they are new.
    func identifier(of files: [String: [UInt8]]) throws -> Int64 {
        let storable = Dictionary(files.map { ($0.key.storable, $0.value) }) { first, _ in first }
        let digests = storable.mapValues { SHA256Digest(of: $0) }
        let digest = Data(Self.digest(of: digests).bytes)
        if let known = try Int64.fetchOne(database, sql: "SELECT id FROM capture WHERE digest = ?", arguments: [digest]) {
            return known
        }
        try database.execute(sql: "INSERT INTO capture (digest) VALUES (?)", arguments: [digest])
        let identifier = database.lastInsertedRowID
        let entry = try database.cachedStatement(sql: "INSERT INTO capture_file (capture_id, path, file_id) VALUES (?, ?, ?)")
        for (path, content) in storable.sorted(by: { $0.key < $1.key }) {
            let file = try self.file(content, digest: digests[path] ?? SHA256Digest(of: content))
            try entry.execute(arguments: [identifier, path, file])
        }
        return identifier
    }

    private func file(_ content: [UInt8], digest: SHA256Digest) throws -> Int64 {
        let known = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM file WHERE digest = ?"),
            arguments: [Data(digest.bytes)]
        )
        if let known { return known }
        try database.cachedStatement(sql: "INSERT INTO file (digest, content) VALUES (?, ?)")
            .execute(arguments: [Data(digest.bytes), Data(content)])
        return database.lastInsertedRowID
    }

    /// Sorted.
    func paths(_ identifier: Int64) throws -> [String] {
        try String.fetchAll(database, sql: "SELECT path FROM capture_file WHERE capture_id = ? ORDER BY path", arguments: [identifier])
    }

    /// Reads every byte against its digest: a damaged log must not become a different environment. Of each file what `keeping` leaves of
    /// it stays; the whole is held only while it is checked.
    func files(_ identifier: Int64, keeping: (_ path: String, _ content: [UInt8]) -> [UInt8]) throws -> [String: [UInt8]] {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT path, digest, content FROM capture_file JOIN file ON file.id = file_id WHERE capture_id = ?",
            arguments: [identifier]
        )
        var result: [String: [UInt8]] = [:]
        while let row = try rows.next() {
            let path: String = try row.value("path")
            let content = Array(try row.value("content", as: Data.self))
            guard try SHA256Digest(of: content).bytes == Array(row.value("digest", as: Data.self)) else {
                throw DamagedRecord(detail: "the captured \(path) is not what was stored")
            }
            result[path] = keeping(path, content)
        }
        return result
    }
}
