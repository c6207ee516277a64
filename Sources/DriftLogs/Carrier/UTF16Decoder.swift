/// UTF-16 to UTF-8 in pieces of any size: what a log holds at a time does not grow with its length.
struct UTF16Decoder {
    private let isLittleEndian: Bool
    /// Bytes of the mark that are still to come.
    private var markBytes: Int
    /// The first byte of a unit whose second has not come yet.
    private var half: UInt8?
    /// The first half of a surrogate pair.
    private var high: UInt16?

    /// `nil`: a text that begins so is not UTF-16. 512 bytes are plenty.
    init?(beginning: [UInt8]) {
        guard let layout = UTF16Text.layout(of: beginning) else { return nil }
        (isLittleEndian, markBytes) = (layout.isLittleEndian, layout.offset)
    }

    mutating func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2 + 4)
        for byte in bytes {
            guard markBytes == 0 else {
                markBytes -= 1
                continue
            }
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            let unit = isLittleEndian ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte)
            append(unit, to: &text)
        }
        return text
    }

    /// The text ends: a half of a pair stands alone, half a unit is nothing.
    mutating func finish() -> [UInt8] {
        defer { (half, high) = (nil, nil) }
        return high == nil ? [] : Self.replacement
    }

    private static let replacement = Array("\u{FFFD}".utf8)

    private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
        if let first = high {
            high = nil
            if UTF16.isTrailSurrogate(unit) {
                let scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                return append(Unicode.Scalar(scalar), to: &text)
            }
            text.append(contentsOf: Self.replacement)
        }
        if unit < 0x80 {
            text.append(UInt8(truncatingIfNeeded: unit))
        } else if UTF16.isLeadSurrogate(unit) {
            high = unit
        } else {
            append(Unicode.Scalar(unit), to: &text)
        }
    }

    private func append(_ scalar: Unicode.Scalar?, to text: inout [UInt8]) {
        guard let scalar else { return text.append(contentsOf: Self.replacement) }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
