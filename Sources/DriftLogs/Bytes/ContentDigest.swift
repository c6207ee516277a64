/// 128 bits that stand for a content: two of the same are the same content, so that neither has to be fetched from memory to be compared.
///
/// The key is another one in every process, as bytes could be made to collide under a known one. So a digest goes into no result, and
/// nothing is put in order by it.
struct ContentDigest: Equatable, BitwiseCopyable {
    private var low: UInt64
    private var high: UInt64

    private struct Key: Sendable {
        let low = UInt64.random(in: .min ... .max)
        let high = UInt64.random(in: .min ... .max)
        let one = UInt64.random(in: .min ... .max)
        let two = UInt64.random(in: .min ... .max)
    }

    private static let key = Key()

    /// Of nothing.
    init() {
        let key = Self.key
        (low, high) = (key.low, key.high)
    }

    init(of bytes: UnsafeRawBufferPointer) {
        self.init()
        add(bytes)
    }

    /// The next part of the content. Where it ends is a part of it, too: `ab`, `c` is another content than `a`, `bc`.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var digest = self
        let (key, count) = (Self.key, bytes.count)
        if count >= 8 {
            var index = 0
            while index < count - 16 {
                digest.add(Self.word(bytes, index), Self.word(bytes, index + 8), key)
                index += 16
            }
            // The last sixteen bytes, some of which were taken before: quicker than to take the rest byte by byte.
            digest.add(Self.word(bytes, max(0, count - 16)), Self.word(bytes, count - 8), key)
        } else {
            let rest = bytes.indices.reduce(0 as UInt64) { $0 << 8 | UInt64(bytes[$1]) }
            digest.add(rest, 0, key)
        }
        digest.add(UInt64(truncatingIfNeeded: count), 0, key)
        self = digest
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// Of the content, for tables.
    var hash: UInt64 { low }

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
