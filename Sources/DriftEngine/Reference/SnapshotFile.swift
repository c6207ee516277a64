internal import DriftCore
internal import DriftLogs
internal import Foundation

/// Snapshots from paths: a capture directory, or a file that is recognised by its content.
enum SnapshotFile {
    static func load(_ path: String) throws -> ResolvedSnapshot {
        if DirectoryListing.isDirectory(path) {
            let (capture, _) = SecretRedaction.redacting(try CaptureDirectory.load(path))
            return ResolvedSnapshot(label: path, snapshot: CaptureReader.snapshot(of: capture), capture: capture)
        }
        let bytes = try FileContent.read(path, limitBytes: CaptureLimits.fileBytes)
        return ResolvedSnapshot(label: path, snapshot: try snapshot(in: bytes, path: path), capture: nil)
    }

    /// `nil`: no directory, or a capture.
    static func checkout(_ path: String, others: Set<String>) throws(FileError) -> ResolvedSnapshot? {
        guard DirectoryListing.isDirectory(path) else { return nil }
        let entries = try DirectoryListing.entries(of: path, limit: CaptureLimits.files)
        if entries.contains(where: { $0.name == "capture.json" }) { return nil }
        return ResolvedSnapshot(
            label: path,
            snapshot: Snapshot(settings: .unseen, reading: EnvironmentReading()),
            capture: nil,
            repositoryFiles: try CheckoutFiles.load(path, others: others)
        )
    }

    private static func snapshot(in bytes: [UInt8], path: String) throws -> Snapshot {
        if Self.archiveHeads.contains(where: { bytes.starts(with: $0) }) { return try BundledOriginal.read(bytes, path: path) }
        let first = bytes.first { !Self.blanks.contains($0) }
        if first == UInt8(ascii: "{") {
            var snapshot = try SnapshotDocument.decode(bytes, path: path)
            snapshot.reading = SecretRedaction.redacting(snapshot.reading)
            snapshot.settings.variables = snapshot.settings.variables.mapValues(SecretRedaction.redacting)
            return snapshot
        }
        if path.hasSuffix(".json") { throw ReferenceError.unusableFile(path: path, reason: "not a JSON object") }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let list = FreezeReading(bytes, file: name)
        // A log may hold a list and nothing else that speaks; a file in which every line is one of a list is that list.
        if !list.isWhole, let log = log(bytes) {
            return Snapshot(settings: .unseen, reading: SecretRedaction.redacting(log), logPaths: [name])
        }
        let reading = list.environment
        if reading.packages.isEmpty { throw ReferenceError.unusableFile(path: path, reason: "no line names an installed package") }
        return Snapshot(settings: .unseen, reading: SecretRedaction.redacting(reading))
    }

    /// What a build's or an app's log shows; `nil`: nothing in the bytes speaks of packages as logs do.
    private static func log(_ bytes: [UInt8]) -> EnvironmentReading? {
        let reading = LogReader.read([bytes])
        return reading.packages.isEmpty ? nil : reading
    }

    /// zstd, gzip.
    private static let archiveHeads: [[UInt8]] = [[0x28, 0xB5, 0x2F, 0xFD], [0x1F, 0x8B]]
    private static let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
}
