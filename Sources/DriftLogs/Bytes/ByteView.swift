import CLineScan
import DriftCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A borrowed run of bytes: a line, a word. Valid only while the buffer it points into is.
///
/// The parser's currency instead of `String`: no copies, no Unicode segmentation, and every access is checked in release builds too.
struct ByteView {
    let start: UnsafePointer<UInt8>
    let count: Int

    init(start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        self.count = max(0, count)
    }

    /// `nil`: there are no bytes.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return nil }
        self.init(start: base, count: bytes.count)
    }

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count, "byte index out of range")
        return start[index]
    }

    /// The bytes of `range`, cut to what is there.
    @inline(__always)
    subscript(range: Range<Int>) -> ByteView {
        let lower = min(max(0, range.lowerBound), count)
        let upper = min(max(lower, range.upperBound), count)
        return ByteView(start: start + lower, count: upper - lower)
    }

    @inline(__always)
    func dropFirst(_ amount: Int) -> ByteView {
        let dropped = min(max(0, amount), count)
        return ByteView(start: start + dropped, count: count - dropped)
    }

    func dropLast(_ amount: Int) -> ByteView { self[0..<max(0, count - amount)] }

    /// Index of the first `byte` at or after `from`; `nil`: none.
    @inline(__always)
    func firstIndex(of byte: UInt8, from: Int = 0) -> Int? {
        guard from >= 0, from < count, let found = memchr(start + from, Int32(byte), count - from) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }

    static func areEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        guard one.count == other.count, let first = one.baseAddress, let second = other.baseAddress else { return one.count == other.count }
        return first == second || memcmp(first, second, one.count) == 0
    }

    func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

    /// Inlined, comparing with a short literal is a few instructions.
    @inline(__always)
    func hasPrefix(_ literal: StaticString) -> Bool {
        count >= literal.utf8CodeUnitCount && memcmp(start, literal.utf8Start, literal.utf8CodeUnitCount) == 0
    }

    func hasSuffix(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        return count >= length && memcmp(start + (count - length), literal.utf8Start, length) == 0
    }

    @inline(__always)
    func equals(_ literal: StaticString) -> Bool { count == literal.utf8CodeUnitCount && hasPrefix(literal) }

    /// What follows `literal`, if the view begins with it.
    @inline(__always)
    func afterPrefix(_ literal: StaticString) -> ByteView? {
        hasPrefix(literal) ? dropFirst(literal.utf8CodeUnitCount) : nil
    }

    /// Index of the first occurrence of `literal` at or after `from`.
    /// - Parameter rarest: index of the byte of `literal` that is looked for first: where that is rare, the search runs at `memchr`'s speed.
    func firstIndex(of literal: StaticString, from: Int = 0, rarest: Int = 0) -> Int? {
        let length = literal.utf8CodeUnitCount
        guard rarest < length, from >= 0 else { return nil }
        let byte = literal.utf8Start[rarest]
        var position = from + rarest
        while let found = firstIndex(of: byte, from: position) {
            let candidate = found - rarest
            if candidate + length > count { return nil }
            if memcmp(start + candidate, literal.utf8Start, length) == 0 { return candidate }
            position = found + 1
        }
        return nil
    }

    func contains(_ literal: StaticString, rarest: Int = 0) -> Bool { firstIndex(of: literal, rarest: rarest) != nil }

    func contains(_ other: ByteView) -> Bool {
        guard other.count > 0 else { return true }
        var position = 0
        while let candidate = firstIndex(of: other[0], from: position), candidate + other.count <= count {
            if memcmp(start + candidate, other.start, other.count) == 0 { return true }
            position = candidate + 1
        }
        return false
    }

    /// Without spaces and tabs at either end.
    var trimmed: ByteView {
        var lower = 0
        var upper = count
        while lower < upper, start[lower] == .space || start[lower] == .tab { lower += 1 }
        while upper > lower, start[upper - 1] == .space || start[upper - 1] == .tab { upper -= 1 }
        return self[lower..<upper]
    }

    /// Without the carriage returns at its end.
    var withoutReturns: ByteView {
        var upper = count
        while upper > 0, start[upper - 1] == .carriageReturn { upper -= 1 }
        return self[0..<upper]
    }

    /// Number of spaces and tabs at the head.
    @inline(__always)
    var indentation: Int {
        var index = 0
        while index < count, start[index] == .space || start[index] == .tab { index += 1 }
        return index
    }

    /// The bytes up to the first space or tab.
    var firstWord: ByteView {
        var index = 0
        while index < count, start[index] != .space, start[index] != .tab { index += 1 }
        return self[0..<index]
    }

    /// Calls `body` with every maximal run without spaces and tabs.
    func forEachWord(_ body: (ByteView) -> Void) {
        var index = 0
        while index < count {
            while index < count, start[index] == .space || start[index] == .tab { index += 1 }
            let begin = index
            while index < count, start[index] != .space, start[index] != .tab { index += 1 }
            if index > begin { body(self[begin..<index]) }
        }
    }

    var digest: ContentDigest { ContentDigest(of: UnsafeRawBufferPointer(start: start, count: count)) }

    /// Bytes of UTF-8 that go on with a character: `10xxxxxx`.
    var continuationBytes: Int { driftd_continuation_bytes(start, count) }

    /// `12.3`: digits, and a point among them. `nil`: something else, or more digits than a `Double` tells apart.
    var decimal: Double? {
        var (digits, scale) = (0.0, 1.0)
        var hasPoint = false
        guard count > 0, count <= 16 else { return nil }
        for index in 0..<count {
            if self[index] == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if self[index].isDigit {
                digits = digits * 10 + Double(self[index] - UInt8(ascii: "0"))
                if hasPoint { scale *= 10 }
            } else {
                return nil
            }
        }
        return digits / scale
    }

    /// `nil`: the bytes are no distribution's name.
    var packageName: PackageName? { PackageName(utf8: UnsafeBufferPointer(start: start, count: count)) }

    /// Invalid UTF-8 becomes U+FFFD.
    var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }
}

extension UInt8 {
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let escape: UInt8 = 0x1B

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
    /// Letters, digits, `-`, `_`, `.`: what a distribution's name is made of. One bit a character, as every line is asked for it.
    var isNameByte: Bool {
        let members: UInt64 = self < 64 ? 0x03FF_6000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
        return self < 128 && members >> UInt64(self & 63) & 1 == 1
    }
}
