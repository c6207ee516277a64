internal import Glibc

/// What stands in a directory.
enum DirectoryListing {
    enum Kind: Sendable, Hashable {
        case file, directory, symbolicLink, special
    }

    /// Names with their kinds, sorted by name; links are not followed. More than `limit` entries are refused as too large.
    static func entries(of path: String, limit: Int) throws(FileError) -> [(name: String, kind: Kind)] {
        guard let directory = opendir(path) else {
            switch errno {
            case ENOENT: throw .missing(path: path)
            case ENOTDIR: throw .notDirectory(path: path)
            default: throw .unreadable(path: path, reason: SystemError.text(errno))
            }
        }
        defer { closedir(directory) }
        var entries: [(name: String, kind: Kind)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            if entries.count == limit { throw .tooMuch(path: path, content: "more than \(limit) entries") }
            entries.append((name, try kind(of: path + "/" + name)))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// The kind of what `path` itself is, not of what it points to.
    static func kind(of path: String) throws(FileError) -> Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? .missing(path: path) : .unreadable(path: path, reason: SystemError.text(errno))
        }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        case S_IFLNK: .symbolicLink
        default: .special
        }
    }

    /// Whether `path`, links followed, is a directory.
    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
