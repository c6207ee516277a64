import DriftCore
import Foundation
import GRDB

extension Store {
    /// Every Space with a snapshot, sorted.
    package func spaces() throws(StoreError) -> [SpaceName] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT owner, name FROM space").map { try Self.space($0) }.sorted()
        }
    }

    /// Newest first.
    package func history(of space: SpaceName, limit: Int = .max) throws(StoreError) -> [SnapshotSummary] {
        try read { database in
            var result: [SnapshotSummary] = []
            let rows = try Self.rows(of: space, in: database)
            while result.count < limit, let row = try rows.next() { result.append(try Self.summary(row)) }
            return result
        }
    }

    /// `nil`: there is none of that id.
    package func summary(ofSnapshot identifier: Int64) throws(StoreError) -> SnapshotSummary? {
        try read { database in try Self.row(ofSnapshot: identifier, in: database).map(Self.summary) }
    }

    /// What `owner/name` alone stands for: the newest snapshot whose build went through.
    package func latestSucceeded(of space: SpaceName) throws(StoreError) -> SnapshotSummary? {
        try read { database in
            let rows = try Self.rows(of: space, in: database)
            while let row = try rows.next() {
                let summary = try Self.summary(row)
                if summary.isSucceeded { return summary }
            }
            return nil
        }
    }

    /// `owner/name@c515370`: snapshots of that commit, newest first. Either may be the shorter prefix: a banner shows seven digits.
    package func snapshots(of space: SpaceName, commit prefix: String) throws(StoreError) -> [SnapshotSummary] {
        let wanted = prefix.lowercased()
        return try history(of: space).filter { summary in
            guard let commit = summary.commit?.lowercased(), !commit.isEmpty, !wanted.isEmpty else { return false }
            return commit.hasPrefix(wanted) || wanted.hasPrefix(commit)
        }
    }

    /// With its environment and the paths of its capture; the bytes of the files are read by `capture(ofSnapshot:)`. `nil`: there is none of that id.
    package func snapshot(_ identifier: Int64) throws(StoreError) -> StoredSnapshot? {
        try read { database in
            guard let row = try Self.row(ofSnapshot: identifier, in: database) else { return nil }
            let environment = try EnvironmentRecords(database: database).environment(row.value("environment_id"))
            guard let kinds = try Self.evidence(row).kinds(count: environment.packages.count) else {
                throw DamagedRecord(detail: "the evidence of snapshot \(identifier) cannot be read")
            }
            let paths = try CaptureRecords(database: database).paths(row.value("capture_id"))
            let metadata = try Self.metadata(row)
            let files = Dictionary(paths.map { ($0, [UInt8]()) }) { first, _ in first }
            return StoredSnapshot(
                summary: try Self.summary(row),
                environment: environment,
                evidenceKinds: kinds,
                settings: try StoredJSON.decode(SpaceSettings.self, from: row.value("settings")),
                captureMetadata: metadata,
                logPaths: Capture(metadata: metadata, files: files).logPaths
            )
        }
    }

    /// The build logs that were captured of a Space before a time, each content once, newest first: the snapshot that first held it,
    /// and its path in that capture.
    package func buildLogs(of space: SpaceName, before takenAt: Instant, limit: Int) throws(StoreError) -> [(snapshot: Int64, path: String)]
    {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT snapshot.id AS id, path, min(taken_at) AS first FROM snapshot
                    JOIN space ON space.id = space_id
                    JOIN capture_file ON capture_file.capture_id = snapshot.capture_id
                    WHERE owner = ? AND name = ? AND taken_at < ? AND path GLOB 'logs/*.log' AND path NOT GLOB 'logs/run-*'
                    GROUP BY file_id ORDER BY first DESC, path DESC LIMIT ?
                    """,
                arguments: [space.owner, space.name, takenAt.milliseconds, limit]
            )
            var result: [(snapshot: Int64, path: String)] = []
            while let row = try rows.next() { result.append((try row.value("id"), try row.value("path"))) }
            return result
        }
    }

    /// One file of the newest capture of each Space that has it, sorted by Space.
    package func newestFiles(at path: String) throws(StoreError) -> [(space: SpaceName, content: [UInt8])] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT owner, name, content FROM (SELECT space_id, capture_id, max(taken_at) FROM snapshot GROUP BY space_id) AS newest
                    JOIN space ON space.id = newest.space_id
                    JOIN capture_file ON capture_file.capture_id = newest.capture_id AND path = ?
                    JOIN file ON file.id = file_id
                    ORDER BY owner, name
                    """,
                arguments: [path]
            )
            var result: [(space: SpaceName, content: [UInt8])] = []
            while let row = try rows.next() { result.append((try Self.space(row), Array(try row.value("content", as: Data.self)))) }
            return result
        }
    }

    /// The raw files, checked against their digests; `nil`: there is no such snapshot.
    package func capture(ofSnapshot identifier: Int64) throws(StoreError) -> Capture? {
        try capture(ofSnapshot: identifier) { _, content in content }
    }

    /// The same, of each file what `keeping` leaves of it.
    package func capture(
        ofSnapshot identifier: Int64,
        keeping: (_ path: String, _ content: [UInt8]) -> [UInt8]
    ) throws(StoreError) -> Capture? {
        try read { database in
            guard let row = try Self.row(ofSnapshot: identifier, in: database) else { return nil }
            let files = try CaptureRecords(database: database).files(row.value("capture_id"), keeping: keeping)
            return Capture(metadata: try Self.metadata(row), files: files)
        }
    }
}

extension Store {
    private static func row(ofSnapshot identifier: Int64, in database: Database) throws -> Row? {
        try Row.fetchOne(database, sql: query(where: "snapshot.id = ?"), arguments: [identifier])
    }

    private static func rows(of space: SpaceName, in database: Database) throws -> RowCursor {
        try Row.fetchCursor(database, sql: query(where: "space.owner = ? AND space.name = ?"), arguments: [space.owner, space.name])
    }

    /// Newest first.
    private static func query(where condition: String) -> String {
        """
        SELECT snapshot.id AS id, owner, name, taken_at, taken_at_text, revision, build_outcome, stage, hardware, settings, origin,
            readable, runs, python, sdk, sdk_version, package_count, unknown_count, is_complete, environment.digest AS digest,
            environment_id, capture_id
        FROM snapshot
        JOIN space ON space.id = space_id
        JOIN circumstances ON circumstances.id = circumstances_id
        JOIN evidence ON evidence.id = evidence_id
        JOIN environment ON environment.id = environment_id
        JOIN foundation ON foundation.id = foundation_id
        WHERE \(condition)
        ORDER BY taken_at DESC, snapshot.id DESC
        """
    }

    private static func summary(_ row: Row) throws -> SnapshotSummary {
        let sdk: String? = try row.value("sdk")
        return try SnapshotSummary(
            id: row.value("id"),
            space: space(row),
            takenAt: takenAt(row),
            commit: Revision.commit(row.value("revision")),
            stage: row.value("stage"),
            hardware: row.value("hardware"),
            buildOutcome: row.value("build_outcome", as: Int?.self).map(BuildOutcomeCode.outcome),
            python: row.value("python"),
            sdk: sdk.map { try SDK(name: $0, version: row.value("sdk_version")) },
            packageCount: row.value("package_count"),
            unknownCount: row.value("unknown_count"),
            isComplete: row.value("is_complete"),
            environmentDigest: hexadecimal(row.value("digest", as: Data.self)),
            bestEvidence: evidence(row).best
        )
    }

    private static func evidence(_ row: Row) throws -> EvidenceRuns {
        guard let runs = EvidenceRuns(bytes: Array(try row.value("runs", as: Data.self))) else {
            throw DamagedRecord(detail: "the evidence of a snapshot cannot be read")
        }
        return runs
    }

    private static func metadata(_ row: Row) throws -> CaptureMetadata {
        try CaptureMetadata(
            space: space(row),
            takenAt: takenAt(row),
            origin: row.value("origin"),
            readable: StoredJSON.decode([String: Bool].self, from: row.value("readable"))
        )
    }

    private static func space(_ row: Row) throws -> SpaceName { try spaceName(row.value("owner"), row.value("name")) }

    static func spaceName(_ owner: String, _ name: String) throws -> SpaceName {
        guard let space = SpaceName("\(owner)/\(name)") else { throw DamagedRecord(detail: "a Space has no valid name") }
        return space
    }

    private static func takenAt(_ row: Row) throws -> String {
        try row.value("taken_at_text") ?? Instant(milliseconds: row.value("taken_at")).description
    }

    /// The first 12 digits.
    private static func hexadecimal(_ digest: Data) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest.prefix(6).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
