import CArchive

/// Bytes that libarchive reads, at an address that stays while it does.
final class MemorySource {
    private let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 16)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }

    /// Opens `archive` for reading from this source, which must outlive it.
    func open(_ archive: OpaquePointer) -> CInt { archive_read_open_memory(archive, buffer.baseAddress, buffer.count) }
}
