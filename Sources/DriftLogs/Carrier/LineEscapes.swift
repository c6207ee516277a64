/// What was done to a line's characters on the way: taken back.
struct LineEscapes {
    /// `&lt;`
    var hasEntities: Bool
    /// `&amp;lt;`
    var isTwice: Bool
    /// `\\_`, as markdown has it.
    var hasBackslashes: Bool

    /// The line without its colours, its characters as they were printed.
    func undone(_ line: ByteView) -> [UInt8] {
        let once = undoneOnce(line)
        guard isTwice, hasEntities else { return once }
        return once.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            let second = LineEscapes(hasEntities: true, isTwice: false, hasBackslashes: false)
            return second.undoneOnce(ByteView(start: base, count: buffer.count))
        }
    }

    private func undoneOnce(_ line: ByteView) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(line.count)
        var index = 0
        while index < line.count {
            let byte = line[index]
            if byte == .escape {
                index = EscapeSequence.end(at: index, in: line)
            } else if hasEntities, byte == UInt8(ascii: "&"), let (character, length) = HTMLEntities.entity(at: line.dropFirst(index)) {
                text.append(character)
                index += length
            } else if hasBackslashes, byte == UInt8(ascii: "\\"), index + 1 < line.count, Self.isMarkdownPunctuation(line[index + 1]) {
                text.append(line[index + 1])
                index += 2
            } else {
                text.append(byte)
                index += 1
            }
        }
        return text
    }

    private static func isMarkdownPunctuation(_ byte: UInt8) -> Bool { "_*[]()#+-.!><~|`=\\".utf8.contains(byte) }
}
