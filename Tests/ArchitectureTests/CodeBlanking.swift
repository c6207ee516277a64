/// Takes comments and string literals out of Swift source, so that a rule about code does not stumble over a sentence about it.
enum CodeBlanking {
    /// Every byte of a comment or literal becomes a space, line ends stay. What stands in an interpolation goes with its literal.
    static func blanked(_ text: String) -> String {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.run()
        return String(decoding: scanner.output, as: UTF8.self)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0
        var output: [UInt8] = []

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func run() {
            while index < bytes.count {
                if comes("//") {
                    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { blank() }
                } else if comes("/*") {
                    blankComment()
                } else if let hashes = hashesBeforeQuote() {
                    blankLiteral(hashes: hashes)
                } else {
                    output.append(bytes[index])
                    index += 1
                }
            }
        }

        private mutating func blankComment() {
            var depth = 0
            repeat {
                if comes("/*") {
                    depth += 1
                    blank(2)
                } else if comes("*/") {
                    depth -= 1
                    blank(2)
                } else {
                    blank()
                }
            } while depth > 0 && index < bytes.count
        }

        /// `#"…"#`: 1, `"…"`: 0.
        private func hashesBeforeQuote() -> Int? {
            var end = index
            while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
            return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - index : nil
        }

        private mutating func blankLiteral(hashes: Int) {
            blank(hashes)
            let guards = String(repeating: "#", count: hashes)
            let quotes = comes("\"\"\"") ? "\"\"\"" : "\""
            blank(quotes.utf8.count)
            let escape = "\\" + guards
            var depth = 0
            while index < bytes.count {
                if depth == 0, comes(quotes + guards) { return blank(quotes.utf8.count + hashes) }
                if comes(escape + "(") {
                    depth += 1
                    blank(escape.utf8.count + 1)
                } else if depth > 0, comes("(") || comes(")") {
                    depth += comes("(") ? 1 : -1
                    blank()
                } else if depth > 0, let inner = hashesBeforeQuote() {
                    blankLiteral(hashes: inner)
                } else if depth == 0, comes(escape) {
                    blank(escape.utf8.count + 1)
                } else {
                    blank()
                }
            }
        }

        private func comes(_ text: String) -> Bool { bytes[index] == text.utf8.first && bytes[index...].starts(with: text.utf8) }

        private mutating func blank(_ count: Int = 1) {
            for _ in 0..<count where index < bytes.count {
                output.append(bytes[index] == UInt8(ascii: "\n") ? bytes[index] : 0x20)
                index += 1
            }
        }
    }
}
