package import DriftCore
internal import Foundation

/// One snapshot as JSON, the contract `driftd.snapshot/1`: what `driftd show --json` prints and every `<ref>` reads.
package struct SnapshotDocument: Sendable, Hashable {
    package static let schema = "driftd.snapshot/1"

    package var snapshot: Snapshot

    package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// Reads `driftd.snapshot/1`, or the bare `driftd.environment/1` of `driftd parse --json`.
    static func decode(_ bytes: [UInt8], path: String) throws(ReferenceError) -> Snapshot {
        struct Header: Decodable { var schema: String? }
        let data = Data(bytes)
        do {
            switch try JSONDecoder().decode(Header.self, from: data).schema {
            case EnvironmentReading.schema:
                return Snapshot(settings: .unseen, reading: try JSONDecoder().decode(EnvironmentReading.self, from: data))
            case schema: return try JSONDecoder().decode(SnapshotDocument.self, from: data).snapshot
            case let other?: throw ReferenceError.unusableFile(path: path, reason: "its schema is \"\(other)\"")
            case nil: throw ReferenceError.unusableFile(path: path, reason: "it names no schema")
            }
        } catch let error as ReferenceError {
            throw error
        } catch {
            throw .unusableFile(path: path, reason: JSONFault.describe(error))
        }
    }
}

extension SnapshotDocument: Codable {
    private enum Key: String, CodingKey {
        case schema, id, space, takenAt, commit, stage, hardware, settings, logs, environment
    }

    private enum SettingsKey: String, CodingKey {
        case requestedHardware, sleepTimeSeconds, variables, secretNames, volumes, linked, unreadable
    }

    /// Absent facts are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(snapshot.id, forKey: .id)
        try container.encode(snapshot.space, forKey: .space)
        try container.encode(snapshot.takenAt, forKey: .takenAt)
        try container.encode(snapshot.commit, forKey: .commit)
        try container.encode(snapshot.stage, forKey: .stage)
        try container.encode(snapshot.hardware, forKey: .hardware)
        var settings = container.nestedContainer(keyedBy: SettingsKey.self, forKey: .settings)
        try settings.encode(snapshot.settings.requestedHardware, forKey: .requestedHardware)
        try settings.encode(snapshot.settings.sleepTimeSeconds, forKey: .sleepTimeSeconds)
        try settings.encode(snapshot.settings.variables, forKey: .variables)
        try settings.encode(snapshot.settings.secretNames, forKey: .secretNames)
        try settings.encode(snapshot.settings.volumes, forKey: .volumes)
        try settings.encode(snapshot.settings.linked, forKey: .linked)
        try settings.encode(snapshot.settings.unreadable ?? [], forKey: .unreadable)
        try container.encode(snapshot.logPaths, forKey: .logs)
        try container.encode(snapshot.reading, forKey: .environment)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        snapshot = Snapshot(
            // An id means something in the database it came from alone.
            id: nil,
            space: try container.decodeIfPresent(SpaceName.self, forKey: .space),
            takenAt: try container.decodeIfPresent(String.self, forKey: .takenAt),
            commit: try container.decodeIfPresent(String.self, forKey: .commit),
            stage: try container.decodeIfPresent(String.self, forKey: .stage),
            hardware: try container.decodeIfPresent(String.self, forKey: .hardware),
            settings: try container.decodeIfPresent(SpaceSettings.self, forKey: .settings) ?? .unseen,
            reading: try container.decode(EnvironmentReading.self, forKey: .environment),
            logPaths: try container.decodeIfPresent([String].self, forKey: .logs) ?? []
        )
    }
}
