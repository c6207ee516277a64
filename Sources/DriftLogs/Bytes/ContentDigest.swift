/// 128 bits that stand for a content: two of the same are the same content, so that neither has to be fetched from memory to be compared.
///
/// The key is another one in every process, as bytes could be made to collide under a known one. So a digest goes into no result, and
/// nothing is put in order by it.
struct ContentDigest: Equatable, BitwiseCopyable {
    private var low = Self.key.low
    private var high = Self.key.high

    private struct Key: Sendable {
        let low = UInt64.random(in: .min ... .max)
        let high = UInt64.random(in: .min ... .max)
        let one = UInt64.random(in: .min ... .max)
        let two = UInt64.random(in: .min ... .max)
    }

    private static let key = Key()

    init() {}

    init(of bytes: UnsafeRawBufferPointer) { add(bytes) }

    /// The next part of the content. Where it ends is a part of it, too: `ab`, `c` is another content than `a`, `bc`.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var (digest, index) = (self, 0)
        let key = Self.key
        while index + 16 <= bytes.count {
            let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            digest.add(first, bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self), key)
            index += 16
        }
        var (first, second): (UInt64, UInt64) = (0, 0)
        while index < bytes.count {
            let byte = UInt64(bytes[index]) << UInt64(index & 7 * 8)
            if index & 8 == 0 { first |= byte } else { second |= byte }
            index += 1
        }
        digest.add(first, second, key)
        digest.add(UInt64(truncatingIfNeeded: bytes.count))
        self = digest
    }

    mutating func add(_ number: UInt64) { add(number, 0, Self.key) }

    mutating func add(_ other: ContentDigest) { add(other.low, other.high, Self.key) }

    @inline(__always)
    private mutating func add(_ first: UInt64, _ second: UInt64, _ key: Key) {
        low = Self.fold(first ^ key.one, second ^ low)
        high = Self.fold(second ^ key.two, first ^ high)
    }

    /// Every bit of both bears on every bit of the result.
    @inline(__always)
    private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low
    }
}
