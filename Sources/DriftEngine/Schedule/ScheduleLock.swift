internal import Foundation
internal import Glibc

/// Holds a database for one capturing process: two would capture everything twice. The lock is the system's, on a file beside the database,
/// and goes with the process, however that ends; the file stays and tells who held it last.
package final class ScheduleLock: Sendable {
    private let descriptor: Int32

    /// Other commands do not ask for it: they read and write beside the holder.
    package init(databasePath: String) throws(ScheduleError) {
        let path = databasePath + "-schedule.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .lockUnusable(path: path, reason: String(cString: strerror(errno)).lowercased())
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            var text = [UInt8](repeating: 0, count: 20)
            let count = max(0, pread(descriptor, &text, text.count, 0))
            close(descriptor)
            if reason != EWOULDBLOCK { throw .lockUnusable(path: path, reason: String(cString: strerror(reason)).lowercased()) }
            let process = Int32(String(decoding: text.prefix(count), as: UTF8.self).prefix { $0.isNumber })
            throw .alreadyRunning(path: databasePath, process: process)
        }
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
