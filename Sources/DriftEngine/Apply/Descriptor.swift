internal import Glibc

/// An open file or directory of the C library, closed when the value goes.
struct Descriptor: ~Copyable {
    let number: Int32

    /// `nil`: `number` is the -1 of a failed call, and `errno` says why.
    init?(_ number: Int32) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    deinit { close(number) }

    /// A name in the directory `parent`, not followed if it is a link.
    static func directory(_ name: String, in parent: Int32) -> Descriptor? {
        Descriptor(openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    }

    /// What `name` in the directory `parent` is itself; `nil`: there is none, or `errno` says why not.
    static func status(of name: String, in parent: Int32) -> stat? {
        var status = stat()
        return fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }
}
