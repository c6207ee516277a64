internal import Glibc

/// Reads whole files with a limit, so that a file that is no file, or has no end, costs an error and not the machine.
package enum FileContent {
    /// What a path may name.
    package enum Trust: Sendable {
        /// The user named this very path: links and pipes (`<(zcat build.log.gz)`) are meant.
        case named
        /// Found inside a directory from somebody else: a plain file, or it is refused.
        case found
    }

    static let standardInput = "standard input"

    package static func read(_ path: String, limitBytes: Int, trust: Trust = .named) throws(FileError) -> [UInt8] {
        let (descriptor, size) = try opened(path, trust: trust)
        defer { close(descriptor) }
        if size > limitBytes { throw .tooLarge(path: path, limitBytes: limitBytes) }
        var content: [UInt8] = []
        content.reserveCapacity(size)
        try read(descriptor, name: path, limitBytes: limitBytes) { content.append(contentsOf: $0) }
        return content
    }

    /// The file's content piece by piece, whatever its size. `-` stands for standard input.
    package static func stream(_ path: String, trust: Trust = .named, _ body: (UnsafeRawBufferPointer) -> Void) throws(FileError) {
        if path == "-", trust == .named { return try read(STDIN_FILENO, name: standardInput, limitBytes: .max, body) }
        let (descriptor, _) = try opened(path, trust: trust)
        defer { close(descriptor) }
        try read(descriptor, name: path, limitBytes: .max, body)
    }

    private static func opened(_ path: String, trust: Trust) throws(FileError) -> (descriptor: Int32, size: Int) {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever, before it can be refused.
        let flags = trust == .found ? O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK : O_RDONLY | O_CLOEXEC
        let descriptor = open(path, flags)
        guard descriptor >= 0 else { throw error(errno, reading: path) }
        do throws(FileError) {
            return (descriptor, try size(of: descriptor, path, trust: trust))
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func size(of descriptor: Int32, _ path: String, trust: Trust) throws(FileError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw error(errno, reading: path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int(status.st_size)
        case S_IFDIR: throw .directory(path: path)
        default:
            if trust == .found { throw .special(path: path) }
            return 0
        }
    }

    private static func read(
        _ descriptor: Int32,
        name: String,
        limitBytes: Int,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(FileError) {
        var total = 0
        // Larger ones leave the processor's cache before they are read, and the copy into them takes twice as long.
        let chunkBytes = 1 << 16
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 1)
        defer { chunk.deallocate() }
        while true {
            let count = Glibc.read(descriptor, chunk.baseAddress, chunkBytes)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw error(errno, reading: name) }
            if count == 0 { return }
            if count > limitBytes - total { throw .tooLarge(path: name, limitBytes: limitBytes) }
            total += count
            body(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
        }
    }

    private static func error(_ code: Int32, reading path: String) -> FileError {
        switch code {
        case ENOENT, ENOTDIR: .missing(path: path)
        case ELOOP: .symbolicLink(path: path)
        default: .unreadable(path: path, reason: SystemError.text(code))
        }
    }
}
