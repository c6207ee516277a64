/// Where the front matter stands in a README's bytes.
///
///     ---⏎                 opening fence; only white space may come before it
///     title: Demo⏎         the YAML, always with a line end of its own, or empty
///     ---⏎                 closing fence, or the end of the file instead of its line end
///
/// The Hub's own rule (`huggingface_hub`, `REGEX_YAML_BLOCK`): `^(\s*---[\r\n]+)([\S\s]*?)([\r\n]+---(\r\n|\n|$))`. Blanks after a fence,
/// which that rule does not see, are accepted here: a second block in front of such a one would help nobody.
struct FrontMatterBlock {
    /// The bytes between the fences.
    var yaml: Range<Int>
    /// The README's line that `yaml` begins in, from 1.
    var firstLine: Int
    /// What the opening fence ends with: `\n`, `\r\n` or `\r`.
    var lineEnd: [UInt8]

    /// Bytes of YAML that are still read. A Space's front matter has some hundreds.
    static let limit = 128 * 1024

    /// `nil`: the README has no front matter.
    static func locate(in bytes: [UInt8]) throws(FrontMatterError) -> FrontMatterBlock? {
        var line = Line(in: bytes, from: startOfText(in: bytes))
        var number = 1
        while line.isBlank(in: bytes), line.next < bytes.count {
            line = Line(in: bytes, from: line.next)
            number += 1
        }
        guard line.isFence(in: bytes, mayBeIndented: true) else { return nil }
        let opening = line
        let openingNumber = number
        while line.next < bytes.count {
            line = Line(in: bytes, from: line.next)
            if line.isFence(in: bytes, mayBeIndented: false) {
                let yaml = opening.next..<line.content.lowerBound
                guard yaml.count <= limit else { throw .tooLarge(bytes: yaml.count, limit: limit) }
                return FrontMatterBlock(
                    yaml: yaml,
                    firstLine: openingNumber + 1,
                    lineEnd: Array(bytes[opening.content.upperBound..<opening.next])
                )
            }
        }
        throw .unterminated(line: openingNumber)
    }

    /// Behind the byte order mark, where there is one.
    static func startOfText(in bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    /// What ends the first line: a new line in the file shall look like the others. `\n` if there is none.
    static func lineEnd(of bytes: [UInt8]) -> [UInt8] {
        let first = Line(in: bytes, from: 0)
        let end = Array(bytes[first.content.upperBound..<first.next])
        return end.isEmpty ? [Line.feed] : end
    }
}

extension FrontMatterBlock {
    /// One physical line: its content, and where the next one begins (the end of the bytes behind the last).
    struct Line {
        static let feed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")

        var content: Range<Int>
        var next: Int

        init(in bytes: [UInt8], from start: Int) {
            let end = bytes[start...].firstIndex { $0 == Self.feed || $0 == Self.carriageReturn } ?? bytes.count
            content = start..<end
            let isPair = end + 1 < bytes.count && bytes[end] == Self.carriageReturn && bytes[end + 1] == Self.feed
            next = Swift.min(end + (isPair ? 2 : 1), bytes.count)
        }

        func isBlank(in bytes: [UInt8]) -> Bool { bytes[content].allSatisfy(Self.isSpace) }

        /// `---`, with nothing but blanks behind it.
        func isFence(in bytes: [UInt8], mayBeIndented: Bool) -> Bool {
            let text = mayBeIndented ? bytes[content].drop(while: Self.isSpace) : bytes[content]
            return text.starts(with: "---".utf8) && text.dropFirst(3).allSatisfy(Self.isSpace)
        }

        private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    }
}
