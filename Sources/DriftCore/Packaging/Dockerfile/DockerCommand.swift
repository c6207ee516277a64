/// A simple command of a `RUN` instruction, as the shell takes it apart, with the place of each word.
struct DockerCommand {
    struct Word {
        /// Quotes and backslashes undone.
        var text: String
        /// In the instruction's joined bytes, quotes included.
        var range: Range<Int>
        /// Without `$`, backticks or patterns: the shell makes of it what stands there.
        var isLiteral: Bool
    }

    var words: [Word]

    /// Commands in their order. Redirections are left out, and what a command substitution holds is a part of its word.
    static func all(in joined: [UInt8], from start: Int, to end: Int) -> [DockerCommand] {
        var reader = Reader(bytes: joined, index: start, end: end)
        return reader.run()
    }

    private struct Reader {
        let bytes: [UInt8]
        var index: Int
        let end: Int
        var commands: [DockerCommand] = []
        var words: [Word] = []

        mutating func run() -> [DockerCommand] {
            while index < end {
                switch bytes[index] {
                case 0x20, 0x09, 0x0D: index += 1
                case 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"): boundary()
                case UInt8(ascii: ">"), UInt8(ascii: "<"): redirection()
                case UInt8(ascii: "#"): while index < end, bytes[index] != 0x0A { index += 1 }
                case UInt8(ascii: "\\") where index + 1 < end && bytes[index + 1] == 0x0A: index += 2
                default: word()
                }
            }
            finish()
            return commands
        }

        /// `2>&1` is no boundary.
        private mutating func boundary() {
            if bytes[index] == UInt8(ascii: "&"), index + 1 < end, bytes[index + 1] == UInt8(ascii: ">") {
                index += 1
                return redirection()
            }
            finish()
            index += 1
        }

        private mutating func finish() {
            if !words.isEmpty { commands.append(DockerCommand(words: words)) }
            words = []
        }

        private mutating func redirection() {
            while index < end,
                [UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "-")].contains(bytes[index])
            { index += 1 }
            while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
            let count = words.count
            if index < end, bytes[index] != 0x0A { word() }
            words.removeLast(words.count - count)
        }

        private mutating func word() {
            let start = index
            var content: [UInt8] = []
            var isLiteral = true
            loop: while index < end {
                let byte = bytes[index]
                switch byte {
                case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"):
                    break loop
                case UInt8(ascii: ">"), UInt8(ascii: "<"):
                    // `2>log`: the digit is a part of the redirection.
                    if content.count == 1, content[0].isDigit { return }
                    break loop
                case UInt8(ascii: "'"), UInt8(ascii: "\""): isLiteral = quoted(by: byte, into: &content) && isLiteral
                case UInt8(ascii: "\\"):
                    if index + 1 < end, bytes[index + 1] != 0x0A { content.append(bytes[index + 1]) }
                    index += 2
                case UInt8(ascii: "$"), UInt8(ascii: "`"):
                    isLiteral = false
                    substitution(byte, into: &content)
                default:
                    if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") { isLiteral = false }
                    content.append(byte)
                    index += 1
                }
            }
            index = min(index, end)
            words.append(Word(text: String(decoding: content, as: UTF8.self), range: start..<index, isLiteral: isLiteral))
        }

        /// Moves behind the closing quote. `false`: something in it is expanded.
        private mutating func quoted(by quote: UInt8, into content: inout [UInt8]) -> Bool {
            var isLiteral = true
            index += 1
            while index < end, bytes[index] != quote {
                if quote == UInt8(ascii: "\"") {
                    if bytes[index] == UInt8(ascii: "\\"), index + 1 < end { index += 1 }
                    if bytes[index] == UInt8(ascii: "$") || bytes[index] == UInt8(ascii: "`") { isLiteral = false }
                }
                content.append(bytes[index])
                index += 1
            }
            index += 1
            return isLiteral
        }

        /// `$NAME`, `${NAME}`, `$(…)`, `` `…` ``: kept as it stands.
        private mutating func substitution(_ byte: UInt8, into content: inout [UInt8]) {
            content.append(byte)
            index += 1
            guard index < end else { return }
            let closing: UInt8? =
                byte == UInt8(ascii: "`")
                ? byte : bytes[index] == UInt8(ascii: "(") ? UInt8(ascii: ")") : bytes[index] == UInt8(ascii: "{") ? UInt8(ascii: "}") : nil
            guard let closing else { return }
            while index < end {
                content.append(bytes[index])
                index += 1
                if content.last == closing { return }
            }
        }
    }
}
