/// Words of a shell's line. Read as `shlex.split` does, which pip uses for the options of a requirements line: quotes join, a backslash takes the
/// next byte as it is. Written so that a shell reads them as they are.
package enum ShellWords {
    struct Word {
        var text: String
        /// In the bytes that were split, quotes included.
        var range: Range<Int>
    }

    /// `nil`: a quote without its end, or a backslash at the end.
    static func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Word]? {
        var words: [Word] = []
        var scanner = ByteScanner(bytes, from: range.lowerBound, to: range.upperBound)
        while true {
            scanner.skip(while: \.isShellSpace)
            if scanner.isAtEnd { return words }
            let start = scanner.position
            guard let content = word(&scanner) else { return nil }
            words.append(Word(text: String(decoding: content, as: UTF8.self), range: start..<scanner.position))
        }
    }

    /// `'uvicorn>=0.14.0'`: quoted where a shell would read more into it.
    package static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { $0.isAlphanumeric || "-_./=:,[]+@%".utf8.contains($0) }
        return isPlain && !word.isEmpty ? word : singleQuoted(word)
    }

    /// `AIR_API_KEY`: a name that a shell takes for a variable's.
    static func isVariableName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, !first.isDigit else { return false }
        return text.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    }

    static func singleQuoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

    private static func word(_ scanner: inout ByteScanner) -> [UInt8]? {
        var content: [UInt8] = []
        while let byte = scanner.current, !byte.isShellSpace {
            scanner.advance()
            switch byte {
            case UInt8(ascii: "\\"):
                guard let next = scanner.current else { return nil }
                content.append(next)
                scanner.advance()
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard quoted(by: byte, &scanner, into: &content) else { return nil }
            default:
                content.append(byte)
            }
        }
        return content
    }

    /// Moves behind the closing quote. Between double quotes a backslash works before `"` and itself only.
    private static func quoted(by quote: UInt8, _ scanner: inout ByteScanner, into content: inout [UInt8]) -> Bool {
        while let byte = scanner.current {
            scanner.advance()
            if byte == quote { return true }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let next = scanner.current,
                next == quote || next == UInt8(ascii: "\\")
            {
                content.append(next)
                scanner.advance()
            } else {
                content.append(byte)
            }
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isShellSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
