/// What a log went through on its way here, judged by its first lines: each trait costs time on every line, so it is looked for once.
struct CarrierTraits: Equatable {
    /// Lines begin with `> `, as quoted in a mail or an issue.
    var isQuoted = false
    /// Lines begin with `q5th5 2023-03-24T20:41:01.330Z `, or with the time alone.
    var hasTimePrefix = false
    /// `&gt;` stands for `>`.
    var isHTMLEscaped = false
    /// `\_` stands for `_`.
    var isMarkdownEscaped = false
    /// Spaces or tabs before every line, as in an indented code block.
    var indentation = 0

    init() {}

    /// Judges the head of a log; 64 kB are plenty.
    init(head: ByteView) {
        var lines = 0
        var quoted = 0
        var timed = 0
        forEachLine(of: head) { line in
            guard !line.trimmed.isEmpty else { return }
            lines += 1
            if line[0] == UInt8(ascii: ">") { quoted += 1 }
            if TimePrefix.length(in: line) > 0 { timed += 1 }
        }
        isQuoted = quoted * 10 >= lines * 6 && quoted > 0
        hasTimePrefix = timed * 10 >= lines * 3 && timed > 0
        isHTMLEscaped = head.contains("--&gt; ") || head.contains("&gt;=") || head.contains("&amp;&amp;") || head.contains("=====&gt;")
        isMarkdownEscaped = head.contains("--\\>") || head.contains("\\_") && head.contains("\\[")
        indentation = Self.indentation(of: head)
    }

    /// The indentation of the first line that begins at the margin in every real log: a banner or a step.
    private static func indentation(of head: ByteView) -> Int {
        var result: Int?
        Self.forEachLine(of: head) { line in
            guard result == nil else { return }
            let body = line.trimmed
            if body.hasPrefix("--> ") || body.hasPrefix("===== ") || body.hasPrefix("--&gt; ") { result = line.indentation }
        }
        return min(result ?? 0, 40)
    }

    private func forEachLine(of head: ByteView, _ body: (ByteView) -> Void) { Self.forEachLine(of: head, body) }

    private static func forEachLine(of head: ByteView, _ body: (ByteView) -> Void) {
        var position = 0
        while position < head.count {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            body(head[position..<end])
            position = end + 1
        }
    }
}

/// `q5th5 2023-03-24T20:41:01.330Z ` or `2023-03-24T20:41:01.330Z `.
enum TimePrefix {
    /// Bytes up to and with the space behind the time; 0: the line has none.
    static func length(in line: ByteView) -> Int {
        let own = timeLength(in: line, at: 0)
        if own > 0 { return own }
        guard let space = line[0..<64].firstIndex(of: .space), space >= 3 else { return 0 }
        let length = timeLength(in: line, at: space + 1)
        return length > 0 ? space + 1 + length : 0
    }

    private static func timeLength(in line: ByteView, at begin: Int) -> Int {
        guard line.count >= begin + 20, line[begin].isDigit, line[begin + 4] == UInt8(ascii: "-"), line[begin + 7] == UInt8(ascii: "-"),
            line[begin + 10] == UInt8(ascii: "T"), line[begin + 13] == UInt8(ascii: ":"), line[begin + 16] == UInt8(ascii: ":")
        else { return 0 }
        var index = begin + 19
        while index < line.count, line[index].isDigit || line[index] == UInt8(ascii: ".") { index += 1 }
        guard index < line.count, line[index] == UInt8(ascii: "Z") else { return 0 }
        index += 1
        // An empty line keeps its time but loses the space behind it.
        if index == line.count { return index - begin }
        return line[index] == .space ? index + 1 - begin : 0
    }
}
