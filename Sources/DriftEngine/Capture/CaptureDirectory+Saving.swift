package import DriftCore
internal import Foundation
internal import Glibc

extension CaptureDirectory {
    /// Writes the capture as a new directory: whole, or not at all.
    /// Throws `FileError`, and `CancellationError` where the task is cancelled on the way.
    package static func save(_ capture: Capture, to path: String) throws {
        let target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if (try? DirectoryListing.kind(of: target)) != nil { throw FileError.exists(path: target) }
        let parent = AtomicFile.directory(of: target)
        if !DirectoryListing.isDirectory(parent) { throw FileError.missingDirectory(path: parent) }
        let temporary = target + ".driftd-\(getpid()).tmp"
        var isDone = false
        defer { if !isDone { try? FileManager.default.removeItem(atPath: temporary) } }
        do {
            try write(capture, to: temporary)
        } catch FileError.unwritable(_, let reason) {
            // The path that was named, and not the one that stands in for it until everything is there.
            throw FileError.unwritable(path: target, reason: reason)
        }
        guard rename(temporary, target) == 0 else { throw FileError.unwritable(path: target, reason: SystemError.text(errno)) }
        isDone = true
    }

    private static func write(_ capture: Capture, to root: String) throws {
        try makeDirectory(root)
        try write(metadata: capture.metadata, to: root)
        for (file, content) in capture.files.sorted(by: { $0.key < $1.key }) {
            try Task.checkCancellation()
            let components = file.split(separator: "/", omittingEmptySubsequences: false)
            // A capture out of a database that somebody else made may name any path.
            guard components.allSatisfy({ !["", ".", ".."].contains($0) }), !file.utf8.contains(0) else {
                throw FileError.unwritable(path: root, reason: "it would hold a file outside of it")
            }
            var directory = root
            for component in components.dropLast() {
                directory += "/" + component
                if !DirectoryListing.isDirectory(directory) { try makeDirectory(directory) }
            }
            try AtomicFile.write(content, to: root + "/" + file)
        }
    }

    private static func write(metadata: CaptureMetadata, to directory: String) throws(FileError) {
        let content: [UInt8]
        do {
            content = try ContractJSON.encode(metadata)
        } catch {
            throw .unwritable(path: directory, reason: "capture.json: \(JSONFault.describe(error))")
        }
        try AtomicFile.write(content, to: directory + "/capture.json")
    }

    private static func makeDirectory(_ path: String) throws(FileError) {
        guard mkdir(path, 0o777) == 0 else { throw .unwritable(path: path, reason: SystemError.text(errno)) }
    }
}
