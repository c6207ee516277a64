package import DriftCore
internal import Foundation

/// A capture as a directory on disk; `docs/Captures.md` describes the layout.
///
///     capture.json  space.json  runtime.json  variables.json  secrets.json  linked.json  origin.json  reasons.json  image.json  freeze.txt
///     repo/README.md …
///     logs/build-001.log  logs/run-001.log …
package enum CaptureDirectory {
    /// The files that a capture may hold at its top, beside `capture.json`. Anything else there is left alone.
    static let topLevelFiles: Set<String> = [
        "space.json", "runtime.json", "variables.json", "secrets.json", "linked.json", "origin.json", "reasons.json", "config.json",
        "commits.json",
        "image.json", "freeze.txt", "inferred.json", "inferred.txt",
    ]

    /// Reads the directory. Nothing outside it is read: a link in it is refused, not followed.
    package static func load(_ path: String) throws(CaptureError) -> Capture { try load(path, logs: .whole).capture }

    /// How much of the logs is wanted.
    enum LogExtent { case whole, ends }

    /// The same, of long logs the two ends alone where no more is wanted, and what was left out by the log's path.
    static func load(_ path: String, logs: LogExtent) throws(CaptureError) -> (capture: Capture, omissions: [String: TriageOmission]) {
        let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let metadata = try loadMetadata(root)
        var collector = FileCollector(root: root, logs: logs)
        do throws(FileError) {
            for entry in try DirectoryListing.entries(of: root, limit: CaptureLimits.files) {
                if topLevelFiles.contains(entry.name) { try collector.add(entry.name, kind: entry.kind) }
                if entry.name == "repo" || entry.name == "logs" { try collector.addDirectory(entry.name, kind: entry.kind, depth: 0) }
            }
        } catch {
            throw .file(error)
        }
        if collector.files.count > CaptureLimits.files { throw .tooLarge(path: root, limit: "\(CaptureLimits.files) files") }
        if collector.totalBytes > CaptureLimits.totalBytes {
            throw .tooLarge(path: root, limit: ByteCount(CaptureLimits.totalBytes).description)
        }
        return (Capture(metadata: metadata, files: collector.files), collector.omissions)
    }

    private static func loadMetadata(_ root: String) throws(CaptureError) -> CaptureMetadata {
        let bytes: [UInt8]
        do throws(FileError) {
            guard DirectoryListing.isDirectory(root) else {
                _ = try DirectoryListing.kind(of: root)
                throw .notDirectory(path: root)
            }
            bytes = try FileContent.read(root + "/capture.json", limitBytes: CaptureLimits.fileBytes, trust: .found)
        } catch {
            switch error {
            case .missing(let path): throw path == root ? .missing(path: root) : .noMetadata(path: root)
            case .notDirectory: throw .notDirectory(path: root)
            default: throw .file(error)
            }
        }
        return try CaptureMetadata.decoded(from: bytes, in: root)
    }
}

/// Gathers a capture's files, within the limits.
private struct FileCollector {
    let root: String
    let logs: CaptureDirectory.LogExtent
    var files: [String: [UInt8]] = [:]
    var omissions: [String: TriageOmission] = [:]
    var totalBytes = 0

    init(root: String, logs: CaptureDirectory.LogExtent) {
        self.root = root
        self.logs = logs
    }

    mutating func add(_ path: String, kind: DirectoryListing.Kind) throws(FileError) {
        // The totals are checked by the caller; here they only stop the reading.
        if files.count > CaptureLimits.files || totalBytes > CaptureLimits.totalBytes { return }
        let fullPath = root + "/" + path
        switch kind {
        case .symbolicLink: throw .symbolicLink(path: fullPath)
        case .special: throw .special(path: fullPath)
        case .directory: throw .directory(path: fullPath)
        case .file: break
        }
        let isLog = path.hasPrefix("logs/")
        let content: [UInt8]
        if isLog, logs == .ends {
            var excerpt = LogExcerpt()
            try FileContent.stream(fullPath, trust: .found) { excerpt.append($0) }
            // Which log it is, by number, is known once all are there.
            let ends = excerpt.finish(log: 0)
            content = ends.bytes
            omissions[path] = ends.omission
        } else {
            content = try FileContent.read(fullPath, limitBytes: isLog ? CaptureLimits.logBytes : CaptureLimits.fileBytes, trust: .found)
        }
        totalBytes += content.count
        files[path] = content
    }

    mutating func addDirectory(_ path: String, kind: DirectoryListing.Kind, depth: Int) throws(FileError) {
        let fullPath = root + "/" + path
        if kind == .symbolicLink { throw .symbolicLink(path: fullPath) }
        guard kind == .directory else { throw .notDirectory(path: fullPath) }
        guard depth < CaptureLimits.depth else {
            throw .tooMuch(path: root, content: "directories nested deeper than \(CaptureLimits.depth)")
        }
        for entry in try DirectoryListing.entries(of: fullPath, limit: CaptureLimits.files) {
            let entryPath = path + "/" + entry.name
            if path == "logs" && !entry.name.hasSuffix(".log") { continue }
            if entry.kind == .directory {
                try addDirectory(entryPath, kind: entry.kind, depth: depth + 1)
            } else {
                try add(entryPath, kind: entry.kind)
            }
        }
    }
}
