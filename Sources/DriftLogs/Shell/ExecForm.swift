/// `RUN ["/bin/bash", "-c", "pip install six && pip check"]`: the words of a command as JSON, which no shell takes apart.
/// Source: BuildKit's `frontend/dockerfile/parser/line_parsers.go` (`parseJSON`); what is no array of strings there is the shell's.
enum ExecForm {
    /// The words in single quotes, as a shell would have them; `nil`: a shell's text.
    static func shellText(of text: Substring) -> String? {
        words(of: Array(text.utf8)).map { words in
            words.map { "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'" }.joined(
                separator: " "
            )
        }
    }

    private static func words(of text: [UInt8]) -> [String]? {
        guard text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else { return nil }
        var words: [String] = []
        var index = 1
        while true {
            skipBlanks(text, &index)
            guard let word = string(text, &index) else { return nil }
            words.append(word)
            skipBlanks(text, &index)
            guard index < text.count else { return nil }
            if text[index] == UInt8(ascii: "]") { return index == text.count - 1 ? words : nil }
            guard text[index] == UInt8(ascii: ",") else { return nil }
            index += 1
        }
    }

    private static func skipBlanks(_ text: [UInt8], _ index: inout Int) {
        while index < text.count, text[index] == .space || text[index] == .tab { index += 1 }
    }

    private static func string(_ text: [UInt8], _ index: inout Int) -> String? {
        guard index < text.count, text[index] == UInt8(ascii: "\"") else { return nil }
        index += 1
        var word: [UInt8] = []
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            if text[index] == UInt8(ascii: "\\"), index + 1 < text.count {
                index += 1
                if let character = character(text, &index) {
                    word += Array(String(character).utf8)
                } else {
                    word.append(escaped(text[index]))
                }
            } else {
                word.append(text[index])
            }
            index += 1
        }
        guard index < text.count else { return nil }
        index += 1
        return String(decoding: word, as: UTF8.self)
    }

    /// `>` of `\u003e`, as Go's JSON writes it; a pair stands for one character. Leaves `index` on the last byte of it.
    private static func character(_ text: [UInt8], _ index: inout Int) -> Unicode.Scalar? {
        guard let first = unit(text, at: index) else { return nil }
        if let scalar = Unicode.Scalar(first) {
            index += 4
            return scalar
        }
        guard first < 0xDC00, index + 5 < text.count, text[index + 5] == UInt8(ascii: "\\"), let second = unit(text, at: index + 6),
            (0xDC00..<0xE000).contains(second)
        else {
            index += 4
            return "\u{FFFD}"
        }
        index += 10
        return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    }

    /// `003e` of `u003e`
    private static func unit(_ text: [UInt8], at index: Int) -> UInt16? {
        guard index + 4 < text.count, text[index] == UInt8(ascii: "u") else { return nil }
        let digits = text[(index + 1)...(index + 4)]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func escaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "r"): .lineFeed
        case UInt8(ascii: "t"): .tab
        default: byte
        }
    }
}
