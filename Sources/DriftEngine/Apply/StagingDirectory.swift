internal import Glibc

/// Where a change of a checkout is prepared, and where its journal and the old files are until it is done:
/// `.git/driftd/apply` in a git checkout, so that git does not see it, otherwise `.driftd/apply`.
///
/// It is on the checkout's own file system: every file goes into place by a rename, and comes back by one, which needs no space.
final class StagingDirectory {
    static let journalName = "journal.json"

    /// From the checkout's root.
    let path: String
    private let checkout: Checkout
    private let directory: Descriptor

    /// - Parameter making: Whether to make it; otherwise the result is `nil` where there is none.
    init?(in checkout: Checkout, making: Bool) throws(ApplyError) {
        let path = try Self.home(in: checkout) + "/apply"
        if making { _ = try checkout.makeParents(of: path + "/" + Self.journalName) }
        guard let parent = try checkout.parent(of: path + "/" + Self.journalName) else { return nil }
        guard let directory = Descriptor.directory(".", in: parent.descriptor.number) else {
            throw .unreadable(path: path, reason: SystemError.text(errno))
        }
        self.path = path
        self.checkout = checkout
        self.directory = directory
    }

    private static func home(in checkout: Checkout) throws(ApplyError) -> String {
        guard let parent = try checkout.parent(of: ".git"), let git = Descriptor.status(of: ".git", in: parent.descriptor.number) else {
            return ".driftd"
        }
        // `.git` of a linked worktree is a file, and may be a mount or a link of somebody's own.
        return git.st_mode & S_IFMT == S_IFDIR && git.st_dev == checkout.device ? ".git/driftd" : ".driftd"
    }

    /// For people: below the checkout as they named it.
    var displayPath: String { checkout.path + "/" + path }

    func read(_ name: String) throws(ApplyError) -> [UInt8]? { try checkout.file(at: path + "/" + name)?.content }

    /// Written through to the disk. A new file has the permissions that the process gives to new files.
    /// - Parameter model: Whose permissions and owner the file gets.
    func write(_ content: [UInt8], as name: String, like model: Checkout.File?) throws(ApplyError) {
        guard let file = Descriptor(openat(directory.number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)) else {
            throw .unwritable(path: path + "/" + name, reason: SystemError.text(errno))
        }
        var failure = FileOutput.write(content, to: file.number)
        if failure == nil, let model {
            // Only root may give a file away; a file of one's own has the right owner already.
            _ = fchown(file.number, model.owner, model.group)
            if fchmod(file.number, model.mode) != 0 { failure = errno }
        }
        if failure == nil, fsync(file.number) != 0 { failure = errno }
        if let failure { throw .unwritable(path: path + "/" + name, reason: SystemError.text(failure)) }
    }

    func rename(_ name: String, to newName: String) throws(ApplyError) {
        guard renameat(directory.number, name, directory.number, newName) == 0 else {
            throw .unwritable(path: path + "/" + newName, reason: SystemError.text(errno))
        }
        fsync(directory.number)
    }

    /// Puts the file `name` in the place of the checkout's `target`, whose directory exists.
    func move(_ name: String, to target: String) throws(ApplyError) {
        guard let parent = try checkout.parent(of: target) else { throw .unwritable(path: target, reason: "its directory is gone") }
        guard renameat(directory.number, name, parent.descriptor.number, parent.leaf) == 0 else {
            throw .unwritable(path: target, reason: SystemError.text(errno))
        }
        fsync(parent.descriptor.number)
    }

    /// Empties it, the journal first, and takes it away. What cannot be removed stays for the next run.
    func remove() {
        unlinkat(directory.number, Self.journalName, 0)
        fsync(directory.number)
        for name in names() { unlinkat(directory.number, name, 0) }
        checkout.removeDirectory(path)
        checkout.removeDirectory(String(path.dropLast("/apply".count)))
    }

    private func names() -> [String] {
        let copy = openat(directory.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
