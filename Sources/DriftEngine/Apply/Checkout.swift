internal import Glibc

/// A directory whose files are changed. Every path is walked from the root by descriptors, so that no link leads out of it,
/// also none that appears meanwhile.
final class Checkout {
    /// As the caller named it.
    let path: String
    private let root: Descriptor
    /// The file system's number.
    let device: dev_t

    /// A file as it was found.
    struct File {
        var content: [UInt8]
        /// Permission bits.
        var mode: mode_t
        var owner: uid_t
        var group: gid_t
    }

    /// The directory that a path's last component stands in.
    struct Parent: ~Copyable {
        let descriptor: Descriptor
        let leaf: String
    }

    /// Larger files are nobody's requirements.
    private static let maximumBytes = 64 << 20

    init(_ path: String) throws(ApplyError) {
        guard let root = Descriptor(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else {
            switch errno {
            case ENOENT: throw .missing(repository: path)
            case ENOTDIR: throw .notDirectory(repository: path)
            default: throw .unreadable(path: path, reason: SystemError.text(errno))
            }
        }
        var status = stat()
        guard fstat(root.number, &status) == 0 else { throw .unreadable(path: path, reason: SystemError.text(errno)) }
        self.path = path
        self.root = root
        device = status.st_dev
    }

    /// Until this value goes, no other driftd changes the checkout.
    func lock() throws(ApplyError) {
        // A file system that knows no locks is taken without one.
        if flock(root.number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw .busy(repository: path) }
    }

    /// Closing alone would not do: a child that was forked meanwhile holds the descriptor, and the lock with it, until it runs its program.
    deinit { flock(root.number, LOCK_UN) }

    /// The file at `path`; `nil`: there is none.
    func file(at path: String) throws(ApplyError) -> File? {
        guard let parent = try parent(of: path) else { return nil }
        guard let found = Descriptor.status(of: parent.leaf, in: parent.descriptor.number) else {
            if errno == ENOENT { return nil }
            throw .unreadable(path: path, reason: SystemError.text(errno))
        }
        switch found.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK: throw .symbolicLink(path: path)
        default: throw .notRegularFile(path: path)
        }
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        guard let file = Descriptor(openat(parent.descriptor.number, parent.leaf, flags)) else {
            throw errno == ELOOP ? .symbolicLink(path: path) : .unreadable(path: path, reason: SystemError.text(errno))
        }
        let content = try FileInput.read(file, path: path, limitBytes: Self.maximumBytes)
        return File(content: content, mode: found.st_mode & 0o7777, owner: found.st_uid, group: found.st_gid)
    }

    /// The directory that `path` stands in; `nil`: it, or one on the way to it, is missing.
    func parent(of path: String) throws(ApplyError) -> Parent? {
        var made: [String] = []
        return try walk(path, making: false, &made)
    }

    /// Makes the directories on the way to `path` that are missing, and returns them, outermost first.
    func makeParents(of path: String) throws(ApplyError) -> [String] {
        var made: [String] = []
        _ = try walk(path, making: true, &made)
        return made
    }

    private func walk(_ path: String, making: Bool, _ made: inout [String]) throws(ApplyError) -> Parent? {
        let components = path.split(separator: "/").map(String.init)
        guard let leaf = components.last, var current = Descriptor.directory(".", in: root.number) else {
            throw .unreadable(path: self.path, reason: SystemError.text(errno))
        }
        for (index, name) in components.dropLast().enumerated() {
            if Descriptor.status(of: name, in: current.number) == nil {
                guard errno == ENOENT else { throw .unreadable(path: path, reason: SystemError.text(errno)) }
                guard making else { return nil }
                guard mkdirat(current.number, name, 0o777) == 0 else { throw .unwritable(path: path, reason: SystemError.text(errno)) }
                made.append(components[...index].joined(separator: "/"))
            }
            guard let next = Descriptor.directory(name, in: current.number) else {
                let reason = SystemError.text(errno)
                let isLink = Descriptor.status(of: name, in: current.number).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
                throw isLink ? .symbolicLink(path: path) : .unreadable(path: path, reason: reason)
            }
            current = next
        }
        try requireSameFileSystem(current, path)
        return Parent(descriptor: current, leaf: leaf)
    }

    private func requireSameFileSystem(_ directory: borrowing Descriptor, _ path: String) throws(ApplyError) {
        var status = stat()
        guard fstat(directory.number, &status) == 0 else { throw .unreadable(path: path, reason: SystemError.text(errno)) }
        guard status.st_dev == device else { throw .otherFileSystem(path: path) }
    }
}

extension Checkout {
    /// Removes the file, which is there.
    func removeFile(_ path: String) throws(ApplyError) {
        guard let parent = try parent(of: path) else { return }
        guard unlinkat(parent.descriptor.number, parent.leaf, 0) == 0 || errno == ENOENT else {
            throw .unwritable(path: path, reason: SystemError.text(errno))
        }
        fsync(parent.descriptor.number)
    }

    /// Removes the directory if it is empty.
    func removeDirectory(_ path: String) {
        guard let parent = try? parent(of: path) else { return }
        unlinkat(parent.descriptor.number, parent.leaf, AT_REMOVEDIR)
    }

    /// Directories on the way to `path` that do not exist, outermost first.
    func missingParents(of path: String) throws(ApplyError) -> [String] {
        var missing: [String] = []
        var directory = path[...]
        while let slash = directory.lastIndex(of: "/") {
            directory = directory[..<slash]
            if try parent(of: directory + "/x") != nil { break }
            missing.insert(String(directory), at: 0)
        }
        return missing
    }
}
