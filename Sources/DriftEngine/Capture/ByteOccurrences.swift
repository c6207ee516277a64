internal import Glibc

/// The offsets of one byte, by `memchr`.
struct ByteOccurrences: Sequence, IteratorProtocol {
    private let byte: UInt8
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(of byte: UInt8, in bytes: UnsafeRawBufferPointer) {
        self.byte = byte
        self.bytes = bytes
    }

    mutating func next() -> Int? {
        guard position < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + position, Int32(byte), bytes.count - position)
        else { return nil }
        let offset = UnsafeRawPointer(found) - base
        position = offset + 1
        return offset
    }
}
