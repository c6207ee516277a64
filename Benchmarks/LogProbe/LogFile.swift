#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files as `driftd` reads them: in blocks, or whole.
enum LogFile {
    /// `FileContent`'s. With four times as much, the kernel's copy into it took twice as long: it leaves the processor's cache before it is read.
    private static let blockBytes = 1 << 16

    /// Calls `body` with each block; returns the file's size. Ends the process if there is no such file.
    static func stream(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) -> Int {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
        guard descriptor >= 0 else { exit(2) }
        defer { close(descriptor) }
        var total = 0
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 1)
        defer { block.deallocate() }
        while true {
            let count = read(descriptor, block.baseAddress, block.count)
            guard count > 0 else { return total }
            total += count
            body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }

    /// Sorted. Ends the process if there is no such directory.
    static func names(in directory: String) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { exit(2) }
        return names.sorted()
    }

    static func content(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { exit(2) }
        defer { close(descriptor) }
        return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
    }
}
