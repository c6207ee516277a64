/// How a requirements file is stored. Windows editors and PowerShell's `>` write UTF-16, which pip reads by its byte order mark.
///
/// Inside driftd the text is UTF-8 bytes as they are, valid or not; UTF-16 becomes WTF-8, in which a lone surrogate has a place too
/// (three bytes, `ED A0 80` to `ED BF BF`). So every file, broken ones as well, can be written back byte for byte.
package enum RequirementsEncoding: Sendable, Hashable {
    case utf8
    case utf8WithByteOrderMark
    case utf16LittleEndian
    case utf16BigEndian

    var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: []
        case .utf8WithByteOrderMark: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }

    package var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// The encoding, the text, and the odd byte that may end a broken UTF-16 file.
    static func decode(_ bytes: [UInt8]) -> (encoding: RequirementsEncoding, text: [UInt8], rest: [UInt8]) {
        let marked: [RequirementsEncoding] = [.utf8WithByteOrderMark, .utf16LittleEndian, .utf16BigEndian]
        guard let encoding = marked.first(where: { bytes.starts(with: $0.byteOrderMark) }) else { return (.utf8, bytes, []) }
        let content = bytes.dropFirst(encoding.byteOrderMark.count)
        guard encoding.isUTF16 else { return (encoding, Array(content), []) }
        let pairs = content.count / 2
        let rest = content.suffix(content.count % 2)
        let units = (0..<pairs).map { index -> UInt16 in
            let first = UInt16(content[content.startIndex + 2 * index])
            let second = UInt16(content[content.startIndex + 2 * index + 1])
            return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
        }
        return (encoding, wtf8(units), Array(rest))
    }

    /// The inverse of `decode`.
    func encode(_ text: [UInt8], rest: [UInt8]) -> [UInt8] {
        guard isUTF16 else { return byteOrderMark + text + rest }
        var result = byteOrderMark
        for unit in Self.utf16(text) {
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            result += self == .utf16LittleEndian ? [low, high] : [high, low]
        }
        return result + rest
    }

    private static func wtf8(_ units: [UInt16]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(units.count)
        var index = 0
        while index < units.count {
            var scalar = UInt32(units[index])
            if scalar & 0xFC00 == 0xD800, index + 1 < units.count, units[index + 1] & 0xFC00 == 0xDC00 {
                index += 1
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + UInt32(units[index] & 0x3FF)
            }
            index += 1
            let continuation = { (shift: UInt32) in UInt8(0x80 | (scalar >> shift) & 0x3F) }
            switch scalar {
            case ..<0x80: result.append(UInt8(scalar))
            case ..<0x800: result += [UInt8(0xC0 | scalar >> 6), continuation(0)]
            case ..<0x10000: result += [UInt8(0xE0 | scalar >> 12), continuation(6), continuation(0)]
            default: result += [UInt8(0xF0 | scalar >> 18), continuation(12), continuation(6), continuation(0)]
            }
        }
        return result
    }

    /// `text` is WTF-8 as `wtf8` makes it, or valid UTF-8 put in by an edit.
    private static func utf16(_ text: [UInt8]) -> [UInt16] {
        var result: [UInt16] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let lead = UInt32(text[index])
            let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            var scalar = length == 1 ? lead : lead & (0x7F >> UInt32(length))
            for byte in text[min(index + 1, text.count)..<min(index + length, text.count)] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
            index += length
            if scalar >= 0x10000 {
                let offset = scalar - 0x10000
                result += [UInt16(0xD800 | (offset >> 10) & 0x3FF), UInt16(0xDC00 | offset & 0x3FF)]
            } else {
                result.append(UInt16(scalar))
            }
        }
        return result
    }
}
