internal import DriftCore

/// Why a file could not be read or written. `path` is as the caller named it.
package enum FileError: ExplainedError, Hashable {
    case missing(path: String)
    case unreadable(path: String, reason: String)
    case directory(path: String)
    case notDirectory(path: String)
    /// A symbolic link where the file's content would come from somewhere else than the directory that was given.
    case symbolicLink(path: String)
    /// A device, a socket, a pipe, where a plain file is due.
    case special(path: String)
    case tooLarge(path: String, limitBytes: Int)
    /// A directory that holds more than a Space does: `content` is what.
    case tooMuch(path: String, content: String)
    case exists(path: String)
    /// Where a file was to be written.
    case missingDirectory(path: String)
    case unwritable(path: String, reason: String)

    package var message: String {
        switch self {
        case .missing(let path): "\(path) does not exist"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .directory(let path): "\(path) is a directory, not a file"
        case .notDirectory(let path): "\(path) is not a directory"
        case .symbolicLink(let path): "\(path) is a symbolic link"
        case .special(let path): "\(path) is not a plain file"
        case .tooLarge(let path, let limit): "\(path) is larger than \(ByteCount(limit))"
        case .tooMuch(let path, let content): "\(path) holds \(content)"
        case .exists(let path): "\(path) exists already"
        case .missingDirectory(let path): "there is no directory \(path)"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        }
    }

    package var hint: String {
        switch self {
        case .missing: "check the path; a relative one counts from the current directory"
        case .unreadable(FileContent.standardInput, _): "pipe the text in: `… | driftd parse -`; or name its file"
        case .unreadable(let path, _): "check who may read it: `ls -l \(ShellWords.quoted(path))`"
        case .directory: "name the file inside it"
        case .notDirectory: "name a directory"
        case .symbolicLink(let path):
            "put the file itself in its place: "
                + "`cp --remove-destination \"$(readlink -f \(ShellWords.quoted(path)))\" \(ShellWords.quoted(path))`"
        case .special: "put a plain file in its place"
        case .tooLarge(let path, _): "check that it is the right file: `ls -l \(ShellWords.quoted(path))`"
        case .tooMuch(let path, _): "check that it is the right directory: `ls \(ShellWords.quoted(path))`"
        case .exists: "name a path that does not exist yet, or move that one away"
        case .missingDirectory(let path): "make it (`mkdir -p \(ShellWords.quoted(path))`), or name another place"
        case .unwritable: "check the directory's permissions and the space left: `df -h`"
        }
    }

    package var isTransient: Bool { false }
}
