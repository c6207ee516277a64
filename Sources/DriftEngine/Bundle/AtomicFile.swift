internal import Glibc

/// Writes a file so that a reader sees the old content or the new, never a part, whatever happens in between.
enum AtomicFile {
    static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        if let kind = try existingKind(of: path) {
            if kind == .directory { throw .directory(path: path) }
            guard kind == .file else { throw .special(path: path) }
        }
        let directory = directory(of: path)
        let temporary = directory + "/.driftd-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let failure = errno
            throw failure == ENOENT ? .missingDirectory(path: directory) : .unwritable(path: path, reason: SystemError.text(failure))
        }
        var isDone = false
        defer { if !isDone { unlink(temporary) } }
        var failure = FileOutput.write(bytes, to: descriptor)
        if failure == nil, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == nil { failure = errno }
        if failure == nil, rename(temporary, path) != 0 { failure = errno }
        if let failure { throw .unwritable(path: path, reason: SystemError.text(failure)) }
        isDone = true
        FileOutput.synchroniseDirectory(directory)
    }

    /// `.` of a bare name.
    static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }

    /// Of the path itself: a link is not written through.
    private static func existingKind(of path: String) throws(FileError) -> DirectoryListing.Kind? {
        do throws(FileError) {
            return try DirectoryListing.kind(of: path)
        } catch {
            if case .missing = error { return nil }
            throw error
        }
    }
}
