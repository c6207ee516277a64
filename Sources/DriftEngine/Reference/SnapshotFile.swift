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
        let bytes = try FileContent.read(path, limitBytes: CaptureLimits.logBytes)
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
        let name = path.split(separator: "/").last.map(String.init) ?? path
        // Only a log may be as long as that.
        if bytes.count > CaptureLimits.fileBytes {
            guard let log = log(bytes, name: name) else { throw FileError.tooLarge(path: path, limitBytes: CaptureLimits.fileBytes) }
            return log
        }
        if Self.archiveHeads.contains(where: { bytes.starts(with: $0) }) { return try BundledOriginal.read(bytes, path: path) }
        let first = bytes.first { !Self.blanks.contains($0) }
        if first == UInt8(ascii: "{") {
            var snapshot = try SnapshotDocument.decode(bytes, path: path)
            snapshot.reading = SecretRedaction.redacting(snapshot.reading)
            snapshot.settings.variables = snapshot.settings.variables.mapValues(SecretRedaction.redacting)
            return snapshot
        }
        if path.hasSuffix(".json") { throw ReferenceError.unusableFile(path: path, reason: "not a JSON object") }
        // Among random bytes a line looks like one of a list now and then.
        let list = isText(bytes) ? FreezeReading(bytes, file: name) : nil
        // A log may hold a list and nothing else that speaks; a file in which every line is one of a list is that list.
        if list?.isWhole != true, let log = log(bytes, name: name) { return log }
        guard let reading = list?.environment else { throw ReferenceError.unusableFile(path: path, reason: "it is no text") }
        if reading.packages.isEmpty { throw ReferenceError.unusableFile(path: path, reason: "no line names an installed package") }
        return Snapshot(settings: .unseen, reading: SecretRedaction.redacting(reading))
    }

    /// What a build's or an app's log shows; `nil`: nothing in the bytes speaks of packages as logs do.
    private static func log(_ bytes: [UInt8], name: String) -> Snapshot? {
        let reading = LogReader.read([bytes])
        if reading.packages.isEmpty { return nil }
        return Snapshot(settings: .unseen, reading: SecretRedaction.redacting(reading), logPaths: [name])
    }

    /// UTF-16 with its mark, or without a byte of zero.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || !bytes.contains(0)
    }

    /// zstd, gzip.
    private static let archiveHeads: [[UInt8]] = [[0x28, 0xB5, 0x2F, 0xFD], [0x1F, 0x8B]]
    private static let blanks: Set<UInt8> = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
}
