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
