/// Line ends of logs that have no line feed at all: a carriage return alone ends each line, as old editors and some terminals save them.
enum LineEnds {
    /// Whether `head` is such a log's beginning: its pieces begin as lines do. A bar that redraws itself has returns too.
    static func areReturns(_ head: ByteView) -> Bool {
        guard !head.contains(.lineFeed), head.contains(.carriageReturn) else { return false }
        let bytes = withLineFeeds(UnsafeRawBufferPointer(start: head.start, count: head.count))
        return bytes.withUnsafeBytes { buffer in
            guard let view = ByteView(buffer) else { return false }
            var known = 0
            CarrierTraits.forEachLine(of: view) { line in
                guard known < 2 else { return }
                let text = CarrierTraits.behindAnyPrefix(line)
                // A bar says nothing of builds and starts.
                if LineHead.isKnown(text) { known += text.trimmed.hasPrefix("===== ") ? 2 : 1 }
            }
            return known > 1
        }
    }

    static func withLineFeeds(_ bytes: UnsafeRawBufferPointer) -> [UInt8] { bytes.map { $0 == .carriageReturn ? .lineFeed : $0 } }
}

/// The last line of a log without a line end: its last word may be the beginning of a longer one, `8.1` of `8.1.7`.
enum UnfinishedLine {
    /// What of the line is certain.
    static func certain(_ line: ByteView) -> ByteView {
        var end = line.count
        while end > 0, line[end - 1] <= .space { end -= 1 }
        // A space behind it, a bracket or an event's brace end a word.
        guard end == line.count, end > 0, line[end - 1] != UInt8(ascii: ")"), line[end - 1] != UInt8(ascii: "}"),
            line[end - 1] != UInt8(ascii: "=")
        else { return line }
        let body = line.trimmed
        if body.hasPrefix("DONE ") || body.hasPrefix("--> Pushing image") || body.hasPrefix("--> Exporting cache") { return line }
        while end > 0, line[end - 1] > .space { end -= 1 }
        // A line of one word is kept, unless it is a release: `click==8.1`.
        return end == line.indentation && !line.contains("==") ? line : line[0..<end]
    }

    /// Whether the line lists packages: what its last word was is missing.
    static func lists(_ line: ByteView) -> Bool {
        let body = line.trimmed
        return body.hasPrefix("Successfully installed ") || body.hasPrefix("Installing collected packages: ") || body.contains("==")
            || body.hasPrefix("- Installing ") || body.hasPrefix("• Installing ")
    }
}
