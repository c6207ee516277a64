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

    package static func read(_ path: String, limitBytes: Int, trust: Trust = .named) throws(FileError) -> [UInt8] {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever, before it can be refused.
        let flags = trust == .found ? O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK : O_RDONLY | O_CLOEXEC
        let descriptor = open(path, flags)
        guard descriptor >= 0 else { throw error(errno, reading: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw error(errno, reading: path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .directory(path: path)
        default: if trust == .found { throw .special(path: path) }
        }
        if status.st_size > limitBytes { throw .tooLarge(path: path, limitBytes: limitBytes) }
        return try read(descriptor: descriptor, name: path, expecting: Int(status.st_size), limitBytes: limitBytes)
    }

    /// Standard input, to its end.
    package static func readStandardInput(limitBytes: Int) throws(FileError) -> [UInt8] {
        try read(descriptor: STDIN_FILENO, name: "standard input", expecting: 0, limitBytes: limitBytes)
    }

    private static func read(descriptor: Int32, name: String, expecting: Int, limitBytes: Int) throws(FileError) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(expecting)
        let chunkBytes = 1 << 20
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkBytes, alignment: 1)
        defer { chunk.deallocate() }
        while true {
            let count = Glibc.read(descriptor, chunk.baseAddress, chunkBytes)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw error(errno, reading: name) }
            if count == 0 { return content }
            if count > limitBytes - content.count { throw .tooLarge(path: name, limitBytes: limitBytes) }
            content.append(contentsOf: chunk[..<count])
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
