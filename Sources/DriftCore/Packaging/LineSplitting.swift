/// Physical lines and white space as Python sees them (`str.splitlines`, `str.strip`), on UTF-8 bytes.
///
/// pip splits requirements files this way, so a form feed or U+2028 begins a new requirement: what looks like one line in an
/// editor must not be one line here.
enum LineSplitting {
    /// One line: its content, and its end (`\n`, `\r\n`, nothing at the end of the file).
    struct Line {
        var content: Range<Int>
        var terminator: Range<Int>
    }

    static func lines(of bytes: [UInt8]) -> [Line] {
        var result: [Line] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let length = terminatorLength(bytes, at: index)
            guard length > 0 else {
                index += 1
                continue
            }
            result.append(Line(content: start..<index, terminator: index..<index + length))
            index += length
            start = index
        }
        if start < bytes.count { result.append(Line(content: start..<bytes.count, terminator: bytes.count..<bytes.count)) }
        return result
    }

    /// Bytes of the line end at `index`; 0: there is none. `\n` `\r\n` `\r` `\v` `\f` U+001C–U+001E U+0085 U+2028 U+2029.
    static func terminatorLength(_ bytes: [UInt8], at index: Int) -> Int {
        switch bytes[index] {
        case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        case 0x0A...0x0C, 0x1C...0x1E: return 1
        case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
        case 0xE2:
            guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
            return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
        default: return 0
        }
    }

    /// Bytes of the white space character at `index`; 0: it is none. ASCII's, U+001C–U+001F, U+0085, and Unicode's spaces, such as
    /// the no-break space that comes with text copied from a web page.
    static func whitespaceLength(_ bytes: [UInt8], at index: Int) -> Int {
        let byte = bytes[index]
        if byte.isWhitespace || (0x1C...0x1F).contains(byte) { return 1 }
        if byte == 0xC2, index + 1 < bytes.count { return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0 }
        guard (0xE1...0xE3).contains(byte), index + 2 < bytes.count else { return 0 }
        switch (byte, bytes[index + 1], bytes[index + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return 3
        default:
            return 0
        }
    }

    /// `range` without the white space at both its ends.
    static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var lower: Int?
        var upper = range.lowerBound
        var index = range.lowerBound
        while index < range.upperBound {
            let length = whitespaceLength(bytes, at: index)
            if length == 0 {
                lower = lower ?? index
                upper = index + 1
            }
            index += max(length, 1)
        }
        return (lower ?? range.upperBound)..<max(upper, lower ?? range.upperBound)
    }

    /// Where the comment of a joined line begins, at its `#` (at the beginning or after white space), and where the code before it ends.
    static func comment(in bytes: [UInt8]) -> (codeEnd: Int, start: Int)? {
        var codeEnd = 0
        var index = 0
        while index < bytes.count {
            let length = whitespaceLength(bytes, at: index)
            if length == 0 {
                if bytes[index] == UInt8(ascii: "#"), index == 0 || codeEnd < index { return (codeEnd, index) }
                codeEnd = index + 1
            }
            index += max(length, 1)
        }
        return nil
    }
}
