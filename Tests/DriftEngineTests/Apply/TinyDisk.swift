import DriftTesting
import Foundation
import Glibc

/// A file system of a few kilobytes in memory, where the system lets tests mount one.
final class TinyDisk {
    private let scratch: ScratchDirectory
    var path: String { scratch.path }

    static let isAvailable = geteuid() == 0 && TinyDisk(kilobytes: 64) != nil

    init?(kilobytes: Int) {
        guard let scratch = try? ScratchDirectory() else { return nil }
        self.scratch = scratch
        let options = "size=\(kilobytes)k"
        guard options.withCString({ mount("tmpfs", scratch.path, "tmpfs", 0, $0) }) == 0 else { return nil }
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Fills the disk up to the last few kilobytes.
    func fill(leaving kilobytes: Int) {
        let descriptor = open(path + "/filler", O_WRONLY | O_CREAT, 0o644)
        var size = 0
        let block = [UInt8](repeating: 0, count: 4096)
        while write(descriptor, block, block.count) == block.count { size += block.count }
        ftruncate(descriptor, off_t(max(0, size - kilobytes * 1024)))
        close(descriptor)
    }
}
