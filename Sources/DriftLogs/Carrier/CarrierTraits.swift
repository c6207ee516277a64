/// What a log went through on its way here, judged by its first lines: each trait costs time on every line, so it is looked for once.
struct CarrierTraits: Equatable {
    /// Lines begin with `> `, as quoted in a mail or an issue.
    var isQuoted = false
    /// What stands before the lines, outermost first: `12: 2023-03-24T20:41:01.330Z text`.
    var prefixes: [LinePrefix] = []
    /// `&gt;` stands for `>`.
    var isHTMLEscaped = false
    /// `&amp;gt;` stands for `>`.
    var isHTMLEscapedTwice = false
    /// `\_` stands for `_`.
    var isMarkdownEscaped = false
    /// What was put for characters that do not pass everywhere.
    var respelling: Respelling = []
    /// A stream's events stand behind the quotes or prefixes.
    var framesEvents = false
    /// What stands behind every line.
    var tail: [UInt8] = []
    /// Lines are objects that hold one line of the log each.
    var holdsObjects = false
    /// Objects take several lines each, as in a JSON document that was set out: `"data": "text\n",` stands on a line of its own.
    var holdsMembers = false
    /// The log is text that a program printed as literals: `StringLiteral`.
    var holdsLiterals = false
    /// Spaces or tabs before every line, as in an indented code block.
    var indentation = 0
    /// Lines were cut at this many characters.
    var wrapWidth: Int?
    /// By how many spaces the rest of a line that was cut is set in.
    var hangingIndentation = 0
    /// Lines that are shorter than where they were cut were filled up with blanks.
    var isFilled = false
    /// Lines lost what stood behind this many characters.
    var cropWidth: Int?
    /// Lines were broken at spaces.
    var softWrap: SoftWrap?
    /// A blank line stands behind every line, the pieces of a wrapped one too.
    var isDoubled = false
    /// Where a wrap cut a line, the prefixes or spaces before the line stand before its rest too.
    var repeatsPrefixes = false
    /// The same of its quote: who quotes what a terminal wrapped puts it before each piece.
    var repeatsQuotes = false

    init() {}

    /// Judges the head of a log; 64 kB are plenty.
    init(head whole: ByteView) {
        let head = whole.afterPrefix("\u{FEFF}") ?? whole
        judgeEntities(head)
        guard isHTMLEscaped else {
            judgeSpelling(head)
            return
        }
        // What is quoted, prefixed or wrapped shows when the page's escapes are undone; events keep theirs inside.
        HTMLEntities.decoded(head, twice: isHTMLEscapedTwice).withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { judgeSpelling(ByteView(start: base, count: buffer.count)) }
        }
    }

    private mutating func judgeSpelling(_ head: ByteView) {
        respelling = Respelling(of: head)
        guard !respelling.isEmpty else { return judge(head) }
        respelling.undone(head).withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { judge(ByteView(start: base, count: buffer.count)) }
        }
    }

    private mutating func judge(_ head: ByteView) {
        isDoubled = DoubledLines.are(in: head)
        guard isDoubled else { return judgeLines(head) }
        DoubledLines.undone(head).withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { judgeLines(ByteView(start: base, count: buffer.count)) }
        }
    }

    private mutating func judgeLines(_ head: ByteView) {
        let sample = Self.firstLines(of: head)
        holdsObjects = Self.holdsObjects(sample)
        holdsMembers = !holdsObjects && Self.holdsMembers(sample)
        holdsLiterals = !holdsObjects && !holdsMembers && StringLiteral.hold(sample)
        // `b'` before every line is no prefix, it opens a literal.
        if !holdsLiterals {
            isQuoted = Self.isQuoted(sample)
            prefixes = Self.prefixes(of: isQuoted ? sample.map(LineNormalizer.unquoted) : sample)
            indentation = indentation(of: head)
        }
        if isFramed { judgeFramed(sample.map(text)) }
        judgeTail(isQuoted ? sample.map(LineNormalizer.unquoted) : sample)
        if head.contains(UInt8(ascii: "\\")) {
            isMarkdownEscaped =
                head.contains("--\\>", rarest: 2) || head.contains("\\_") && head.contains("\\[") || head.contains("\\[notice\\] ")
                || head.contains(" -\\> ", rarest: 2) || Self.escapesUnderscores(head)
        }
        // A line's width counts what stands before it, which only the wrap itself repeats.
        if !holdsObjects, prefixes.isEmpty {
            let isFramedBefore = isQuoted && !Self.isQuotedThroughout(sample) || indentation > 0 && !isIndentedThroughout(sample)
            softWrap = SoftWrap(head: head, countsPrefix: isFramedBefore) { text(of: $0) }
        }
        if softWrap == nil { judgeWidth(of: head) }
        if wrapWidth != nil, isFramed { judgeRests(sample) }
    }

    /// Something stands before every line.
    private var isFramed: Bool { isQuoted || hasPrefix }
    /// Behind their quotes.
    var hasPrefix: Bool { !prefixes.isEmpty || indentation > 0 }

    /// Whether a line has what stands before lines behind their quotes.
    func isPrefixed(_ unquoted: ByteView) -> Bool {
        prefixes.first.map { $0.length(in: unquoted) > 0 } ?? (indentation > 0 && unquoted.indentation >= indentation)
    }

    /// A stream's events, or objects, behind what stands before every line.
    private mutating func judgeFramed(_ texts: [ByteView]) {
        let lines = texts.filter { !$0.isEmpty }
        holdsObjects = holdsObjects || !holdsLiterals && Self.holdsObjects(lines)
        holdsLiterals = holdsLiterals || !holdsObjects && !holdsMembers && StringLiteral.hold(lines)
        framesEvents = texts.contains { ServerSentEvent.isEvent($0) || holdsObjects && ServerSentEvent.isObject($0) }
    }

    private mutating func judgeWidth(of head: ByteView) {
        let ends = WrapWidth.ends(of: head) { text(of: $0) }
        wrapWidth = ends.wrapWidth
        hangingIndentation = ends.hangingIndentation
        cropWidth = ends.cropWidth
        isFilled = ends.isFilled && (wrapWidth != nil || cropWidth != nil)
    }

    private mutating func judgeTail(_ sample: [ByteView]) {
        tail = LineTail.learned(
            from: prefixes.isEmpty ? sample : sample.map { line in prefixes.reduce(line) { $0.dropFirst($1.length(in: $0)) } }
        )
        if tail == [UInt8(ascii: "$")] { respelling.insert(.tabs) }
    }

    private mutating func judgeEntities(_ head: ByteView) {
        if head.contains(UInt8(ascii: "&")) {
            isHTMLEscaped =
                head.contains("--&gt; ", rarest: 2) || head.contains("&gt;=") || head.contains("&amp;&amp;")
                || head.contains("=====&gt;", rarest: 5) || head.hasPrefix("&gt; ") || Self.holdsArrow(head, "-&gt; ")
                || head.contains("data: {&quot;data&quot;:", rarest: 6) || head.hasPrefix("{&quot;")
                || head.contains("File &quot;/", rarest: 5)
                || head.hasPrefix("b&#x27;") || head.hasPrefix("b&#39;")
            isHTMLEscapedTwice =
                head.contains("--&amp;gt; ", rarest: 2) || head.contains("&amp;gt;=") || head.contains("&amp;amp;&amp;amp;")
                || head.hasPrefix("&amp;gt; ") || Self.holdsArrow(head, "-&amp;gt; ")
                || head.contains("data: {&amp;quot;data&amp;quot;:", rarest: 6) || head.hasPrefix("{&amp;quot;")
                || head.hasPrefix("b&amp;#x27;") || head.hasPrefix("b&amp;#39;")
            if isHTMLEscapedTwice { isHTMLEscaped = true }
        }
    }

    /// `typing\_extensions`: none of the log's underscores stands alone.
    private static func escapesUnderscores(_ head: ByteView) -> Bool {
        guard let first = head.firstIndex(of: "\\_", rarest: 0), first > 0, head[first - 1].isNameByte else { return false }
        var next = head.firstIndex(of: UInt8(ascii: "_"), from: 0)
        while let place = next {
            guard place > 0, head[place - 1] == UInt8(ascii: "\\") else { return false }
            next = head.firstIndex(of: UInt8(ascii: "_"), from: place + 1)
        }
        return true
    }

    /// `  - Updating six (1.15.0 -&gt; 1.16.0)`, where a start has nothing else that a page escapes.
    private static func holdsArrow(_ head: ByteView, _ arrow: StaticString) -> Bool {
        head.firstIndex(of: arrow, rarest: 1).map { $0 > 1 && head[$0 - 1] == .space && head[$0 - 2].isNameByte } ?? false
    }

    /// The line without what its carrier put before it; escapes stay.
    func text(of line: ByteView) -> ByteView {
        var line = line
        if isQuoted { line = LineNormalizer.unquoted(line) }
        for prefix in prefixes { line = line.dropFirst(prefix.length(in: line)) }
        return indentation > 0 ? line.dropFirst(min(indentation, line.indentation)) : line
    }

    /// The line without one prefix of any kind.
    static func behindAnyPrefix(_ line: ByteView) -> ByteView {
        let text = LineNormalizer.unquoted(line)
        let length = LinePrefix.known.lazy.map { $0.length(in: text) }.first { $0 > 0 }
        return text.dropFirst(length ?? 0)
    }

    // MARK: - Judging

    private static let sampleLines = 200

    /// Lines that hold anything, colours before them left out.
    private static func firstLines(of head: ByteView) -> [ByteView] {
        var lines: [ByteView] = []
        var position = 0
        while position < head.count, lines.count < sampleLines {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            let line = EscapeSequence.skipped(head[position..<end])
            if !line.trimmed.isEmpty { lines.append(line) }
            position = end + 1
        }
        return lines
    }

    private static func isQuoted(_ lines: [ByteView]) -> Bool {
        let quoted = lines.filter { $0[0] == UInt8(ascii: ">") }.count
        if quoted > 0, quoted * 10 >= lines.count * 6 { return true }
        // Of a few long lines a wrap behind the quoting leaves more pieces than it had lines: none of them begins as a log's lines do.
        return quoted * 10 >= lines.count * 3 && !lines.contains(where: LineHead.isKnown)
            && lines.contains { $0[0] == UInt8(ascii: ">") && LineHead.isKnown(LineNormalizer.unquoted($0)) }
    }

    /// Few lines stand without a quote: what a wrap behind the quoting left of the lines has none.
    private static func isQuotedThroughout(_ lines: [ByteView]) -> Bool {
        lines.filter { $0[0] == UInt8(ascii: ">") }.count * 100 >= lines.count * 97
    }

    private func isIndentedThroughout(_ lines: [ByteView]) -> Bool {
        lines.filter { (isQuoted ? LineNormalizer.unquoted($0) : $0).indentation >= indentation }.count * 100 >= lines.count * 97
    }

    private static func holdsObjects(_ lines: [ByteView]) -> Bool {
        let objects = lines.filter { $0[0] == UInt8(ascii: "{") && ServerSentEvent.isObject($0) }.count
        return objects > 0 && objects * 10 >= lines.count * 6
    }

    private static func holdsMembers(_ lines: [ByteView]) -> Bool {
        guard let first = lines.first, first[0] == UInt8(ascii: "[") || first[0] == UInt8(ascii: "{") else { return false }
        let members = lines.filter(ServerSentEvent.isMember).count
        return members > 1 && members * 6 >= lines.count && lines.allSatisfy { "[]{}\"".utf8.contains($0.trimmed[0]) }
    }

    /// Looks for one prefix behind the other; they count if the lines behind them begin as a log's lines do.
    private static func prefixes(of lines: [ByteView]) -> [LinePrefix] {
        var rest = lines
        var found: [LinePrefix] = []
        while found.count < 4 {
            // Events of several lines have one time, so that a part of the lines has none.
            let next = LinePrefix.known.first { isCommon($0, tenths: $0 == .time ? 3 : 6, rest) && !found.contains($0) }
            guard let next else { break }
            found.append(next)
            // `ESC[36mspace-1  | ESC[0mtext`: the colour ends behind the prefix.
            rest = rest.map { EscapeSequence.skipped($0.dropFirst(next.length(in: $0))) }
        }
        guard !found.isEmpty, rest.filter(beginsKnown).count > lines.filter(beginsKnown).count else {
            return PrefixShape(of: lines).map { [.shaped($0)] } ?? []
        }
        return found
    }

    private static func beginsKnown(_ line: ByteView) -> Bool {
        LineHead.isKnown(line) || ServerSentEvent.isEvent(line) || ServerSentEvent.isObject(line) || StringLiteral.isPython(line)
    }

    /// Whether so many of the lines have it; most logs have none, which shows before all are looked at.
    private static func isCommon(_ prefix: LinePrefix, tenths: Int, _ lines: [ByteView]) -> Bool {
        let needed = max(1, (lines.count * tenths + 9) / 10)
        var without = 0
        for line in lines where prefix.length(in: line) == 0 {
            without += 1
            if lines.count - without < needed { return false }
        }
        return lines.count - without >= needed
    }

    /// The indentation of the first line that begins at the margin in every real log: a banner or a step.
    private func indentation(of head: ByteView) -> Int {
        var position = 0
        while position < head.count {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            var line = head[position..<end]
            position = end + 1
            if isQuoted { line = LineNormalizer.unquoted(line) }
            for prefix in prefixes { line = line.dropFirst(prefix.length(in: line)) }
            let body = line.trimmed
            if body.hasPrefix("--> ") || body.hasPrefix("===== ") || body.hasPrefix("--&gt; ") || body.hasPrefix("--&amp;gt; ")
                || body.hasPrefix("data: {") || LineHead.isVertexHeader(body) || body.count > 0 && BuilderFrame.isNumbered(body)
                || body.hasPrefix("INFO[0000] ")
            {
                return min(line.indentation, 40)
            }
        }
        return 0
    }

    /// Whether the rest of a line that was cut begins like any line: then what stands before it was put there after the wrap.
    private mutating func judgeRests(_ lines: [ByteView]) {
        var (rests, quoted, prefixed) = (0, 0, 0)
        var isBehindCut = false
        for line in lines {
            if isBehindCut, !LineHead.mayBeginLine(text(of: line)) {
                rests += 1
                if line[0] == UInt8(ascii: ">") { quoted += 1 }
                if isPrefixed(isQuoted ? LineNormalizer.unquoted(line) : line) { prefixed += 1 }
            }
            isBehindCut = wrapWidth.map { WrapWidth.isFull(line, $0, isFilled: isFilled) } ?? false
        }
        repeatsQuotes = isQuoted && quoted * 2 > rests
        repeatsPrefixes = hasPrefix && prefixed * 2 > rests
    }

    static func forEachLine(of head: ByteView, _ body: (ByteView) -> Void) {
        var position = 0
        while position < head.count {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            body(head[position..<end])
            position = end + 1
        }
    }
}
