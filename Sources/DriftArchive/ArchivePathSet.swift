/// The paths of one archive: each safe, each once, none both a file and a directory.
struct ArchivePathSet {
    /// Swift's strings are equal when they are canonically equivalent, so two spellings of `é` count as one path,
    /// as they do on file systems that normalise names.
    private var files: Set<String> = []
    private var directories: Set<String> = []

    mutating func insert(_ path: String) throws(ArchiveError) {
        if let problem = ArchivePath.problem(with: path) { throw .unsafePath(path, problem) }
        if directories.contains(path) { throw .fileUsedAsDirectory(path) }
        guard files.insert(path).inserted else { throw .duplicatePath(path) }
        var end = path.utf8.startIndex
        while let slash = path.utf8[end...].firstIndex(of: UInt8(ascii: "/")) {
            let directory = String(path[..<slash])
            if files.contains(directory) { throw .fileUsedAsDirectory(directory) }
            directories.insert(directory)
            end = path.utf8.index(after: slash)
        }
    }
}
