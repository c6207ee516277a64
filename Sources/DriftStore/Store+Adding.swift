import DriftCore
import DriftDigest
import Foundation
import GRDB

extension Store {
    /// Stores an observation and the files it was made from. The Space, the time and the origin are the capture's.
    ///
    /// The same files of the same Space and time again: the id they have, and nothing is written.
    package func add(_ snapshot: Snapshot, capture: Capture) throws(StoreError) -> Int64 {
        try add(snapshot, capture: capture) { _ in }
    }

    /// - Parameter alongside: what is written in the same transaction.
    func add(_ snapshot: Snapshot, capture: Capture, alongside: (Database) throws -> Void) throws(StoreError) -> Int64 {
        guard let takenAt = Instant(capture.metadata.takenAt) else { throw .unreadableTime(capture.metadata.takenAt) }
        let canonical = CanonicalEnvironment(snapshot.reading)
        return try write { database in
            try alongside(database)
            let space = try Self.identifier(of: capture.metadata.space, in: database)
            let captureID = try CaptureRecords(database: database).identifier(of: capture.files)
            if let known = try Int64.fetchOne(
                database,
                sql: "SELECT id FROM snapshot WHERE space_id = ? AND taken_at = ? AND capture_id = ?",
                arguments: [space, takenAt.milliseconds, captureID]
            ) {
                return known
            }
            try database.execute(
                sql: """
                    INSERT INTO snapshot (space_id, taken_at, taken_at_text, environment_id, capture_id, evidence_id, circumstances_id,
                        revision, build_outcome)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    space, takenAt.milliseconds, takenAt.description == capture.metadata.takenAt ? nil : capture.metadata.takenAt.storable,
                    try EnvironmentRecords(database: database).identifier(of: canonical), captureID,
                    try Self.identifier(ofEvidence: canonical.evidenceKinds, in: database),
                    try Self.identifier(of: Circumstances(snapshot, capture.metadata), in: database),
                    (snapshot.commit?.storable).map(Revision.stored), snapshot.lastBuild.map { BuildOutcomeCode.code(of: $0.outcome) },
                ]
            )
            return database.lastInsertedRowID
        }
    }

    private static func identifier(of space: SpaceName, in database: Database) throws -> Int64 {
        let known = try Int64.fetchOne(
            database,
            sql: "SELECT id FROM space WHERE owner = ? AND name = ?",
            arguments: [space.owner, space.name]
        )
        if let known { return known }
        try database.execute(sql: "INSERT INTO space (owner, name) VALUES (?, ?)", arguments: [space.owner, space.name])
        return database.lastInsertedRowID
    }

    private static func identifier(ofEvidence kinds: [EvidenceKind], in database: Database) throws -> Int64 {
        let runs = Data(EvidenceRuns(kinds).bytes)
        if let known = try Int64.fetchOne(database, sql: "SELECT id FROM evidence WHERE runs = ?", arguments: [runs]) { return known }
        try database.execute(sql: "INSERT INTO evidence (runs) VALUES (?)", arguments: [runs])
        return database.lastInsertedRowID
    }

    private static func identifier(of circumstances: Circumstances, in database: Database) throws -> Int64 {
        let settings = try StoredJSON.encode(circumstances.settings)
        let readable = try StoredJSON.encode(circumstances.readable)
        var writer = CanonicalBytes()
        writer.append(circumstances.stage)
        writer.append(circumstances.hardware)
        for text in [settings, circumstances.origin, readable] { writer.append(text) }
        let digest = Data(SHA256Digest(of: writer.bytes).bytes)
        if let known = try Int64.fetchOne(database, sql: "SELECT id FROM circumstances WHERE digest = ?", arguments: [digest]) {
            return known
        }
        try database.execute(
            sql: "INSERT INTO circumstances (digest, stage, hardware, settings, origin, readable) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [digest, circumstances.stage, circumstances.hardware, settings, circumstances.origin, readable]
        )
        return database.lastInsertedRowID
    }
}

/// What an observation says beside its environment, and seldom says anew.
private struct Circumstances {
    let stage: String?
    let hardware: String?
    let settings: SpaceSettings
    let origin: String
    let readable: [String: Bool]

    init(_ snapshot: Snapshot, _ metadata: CaptureMetadata) {
        stage = snapshot.stage?.storable
        hardware = snapshot.hardware?.storable
        settings = snapshot.settings
        origin = metadata.origin.storable
        readable = metadata.readable
    }
}
