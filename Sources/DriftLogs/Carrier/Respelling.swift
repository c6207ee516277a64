/// What pages, editors and viewers put in the place of characters that a program printed. Undone on whole lines, before anything else is
/// looked for in them.
struct Respelling: OptionSet, Hashable {
    let rawValue: UInt8

    /// U+00A0 for the spaces that a line is set in by.
    static let noBreakSpaces = Respelling(rawValue: 1)
    /// `^[[32m`, `\x1b[32m`, `#033[32m`, `␛[32m`, or `[32m` where the escape character itself was lost.
    static let escapes = Respelling(rawValue: 2)
    /// `→ RUN`, `—> RUN`, `“click<8.1”`, `—no-cache-dir`: what a word processor makes of arrows, quotes and dashes.
    static let typography = Respelling(rawValue: 4)
    /// `<pre>`, `<span class="line">`, `<br>`
    static let tags = Respelling(rawValue: 8)
    /// `^I`, as `cat -A` shows a tab.
    static let tabs = Respelling(rawValue: 16)

    private static let sampleLines = 200

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Judges the head of a log.
    init(of head: ByteView) {
        self = []
        let lines = Self.firstLines(of: head)
        var isFamiliar = false
        for line in lines {
            switch line[0] {
            case UInt8(ascii: "-"), UInt8(ascii: "d"): isFamiliar = isFamiliar || line.hasPrefix("--> ") || ServerSentEvent.isEvent(line)
            case 0xC2: if line[1] == 0xA0 { insert(.noBreakSpaces) }
            case UInt8(ascii: "<"): if Self.tags.shows(in: line) { insert(.tags) }
            default: break
            }
            if line.contains(0xC2), line.contains("-->\u{A0}", rarest: 3) || line.contains("=====\u{A0}", rarest: 5) {
                insert(.noBreakSpaces)
            }
            // A page shows several blanks in a row by these: `six\u{A0}\u{A0}\u{A0} 1.16.0`.
            if line.contains(0xC2), line.contains("\u{A0}\u{A0}", rarest: 0) { insert(.noBreakSpaces) }
            // Whoever took away the escape character left the rest of what ends a colour.
            if let end = line.firstIndex(of: "[0m"), end > 0, Self.mayBeText(line[end - 1]) { insert(.escapes) }
        }
        guard !isFamiliar else { return }
        for line in lines {
            for spelling in [Self.escapes, .typography, .tags] where !contains(spelling) && spelling.shows(in: line) { insert(spelling) }
        }
        if !contains(.typography), !head.contains("--> ", rarest: 2),
            lines.contains(where: { Self.headsStep($0) || Self.holdsTypedOption($0) })
        {
            insert(.typography)
        }
    }

    /// An arrow of a word processor and an instruction, behind whatever a page or a program put before the line.
    private static func headsStep(_ line: ByteView) -> Bool {
        guard line.contains(0xE2) else { return false }
        return arrows.contains { arrow in
            line[0..<longestPrefix].firstIndex(of: arrow).map {
                StepHeader.isHeader(line.dropFirst($0 + arrow.utf8CodeUnitCount), behind: .app)
            }
                ?? false
        }
    }

    /// `#11 [app 2/2] COPY —from=builder /app/.venv /app/.venv`: a builder that draws no arrows.
    private static func holdsTypedOption(_ line: ByteView) -> Bool {
        guard line.contains(0xE2) else { return false }
        let options: [StaticString] = [" RUN —mount=", " COPY —from=", " COPY —chown=", " COPY —link "]
        return options.contains { line.firstIndex(of: $0) != nil }
    }

    private static let longestPrefix = 160

    /// Ends no way to spell an escape, which may stand in a step's own text: `printf '\033[1mx\033[0m'`.
    private static func mayBeText(_ byte: UInt8) -> Bool {
        byte != .escape && byte < 0x80 && !"3bBe[".utf8.contains(byte)
    }

    private static func firstLines(of head: ByteView) -> [ByteView] {
        var lines: [ByteView] = []
        var position = 0
        while position < head.count, lines.count < sampleLines {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            if end > position + 2 { lines.append(head[position..<end]) }
            position = end + 1
        }
        return lines
    }

    /// Whether the line begins as a log's lines do only when this is undone, or with a colour that somebody spelled out: of a short run log
    /// no line may begin so.
    private func shows(in line: ByteView) -> Bool {
        if self == .escapes, Self.escapeLength(line.trimmed) > 0, line.trimmed[0] != UInt8(ascii: "[") { return true }
        if self == .tags, line.hasPrefix("<pre"), Self.tagLength(line) > 0 { return true }
        guard mayShow(in: line), !LineHead.isKnown(Self.bare(line)) else { return false }
        return undone(line).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            let text = Self.bare(ByteView(start: base, count: buffer.count))
            return LineHead.isKnown(text) || ServerSentEvent.isEvent(text)
        }
    }

    private func mayShow(in line: ByteView) -> Bool {
        switch self {
        case .escapes: return Self.holdsColour(line)
        case .typography:
            guard line.contains(0xE2) else { return false }
            let text = Self.bare(line)
            return Self.arrows.contains { text.hasPrefix($0) }
        case .tags: return line.contains(UInt8(ascii: "<"))
        default: return true
        }
    }

    /// The line without what its carrier put before it.
    private static func bare(_ line: ByteView) -> ByteView {
        var text = EscapeSequence.skipped(line)
        for _ in 0..<maximumPrefixes {
            let rest = EscapeSequence.skipped(CarrierTraits.behindAnyPrefix(text).trimmed)
            guard rest.count < text.count else { break }
            text = rest
        }
        return text
    }

    /// `12: space-1  | [2026-03-04 10:00:01] text`
    private static let maximumPrefixes = 3

    /// The lines as they were printed.
    func undone(_ text: ByteView) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        // What stands behind a colour stands where that does.
        var (index, escapeEnd) = (0, 0)
        while index < text.count {
            let rest = text.dropFirst(index)
            let isBehindBreak = index == escapeEnd || text[index - 1] <= .space
            let length = undo(at: rest, isBehindBreak: isBehindBreak, to: &result)
            if length == 0 { result.append(text[index]) }
            if text[index] == .escape { escapeEnd = EscapeSequence.end(at: index, in: text) }
            index += max(1, length)
        }
        return result
    }

    /// Appends what `text` begins with as it was printed; how many bytes that is, 0: nothing to undo.
    private func undo(at text: ByteView, isBehindBreak: Bool, to result: inout [UInt8]) -> Int {
        switch text[0] {
        // Whole escapes beside spelled ones.
        case .escape where contains(.escapes):
            let length = Self.sequenceLength(text.dropFirst(1), isIntroduced: true)
            return length == 0 ? 0 : length + 1
        case 0xC2 where contains(.noBreakSpaces) && text.hasPrefix("\u{A0}"):
            result.append(.space)
            return 2
        case UInt8(ascii: "^"), UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "["):
            guard contains(.tabs), text.hasPrefix("^I") else { return contains(.escapes) ? Self.escapeLength(text) : 0 }
            result.append(.tab)
            return 2
        case UInt8(ascii: "<"): return contains(.tags) ? Self.tagLength(text) : 0
        case 0xE2, 0xEF:
            let length = contains(.escapes) ? Self.escapeLength(text) : 0
            guard length == 0, contains(.typography) else { return length }
            return Self.appendTyped(text, isBehindBreak: isBehindBreak, to: &result)
        default: return 0
        }
    }

    // MARK: - Escapes

    /// `[32m` or `[0;1m` stands somewhere in the line.
    private static func holdsColour(_ line: ByteView) -> Bool {
        var position = 0
        while let bracket = line.firstIndex(of: UInt8(ascii: "["), from: position) {
            if sequenceLength(line.dropFirst(bracket), isIntroduced: false) > 0 { return true }
            position = bracket + 1
        }
        return false
    }

    private static let introducers: [StaticString] = [
        "^[", "\\x1b", "\\x1B", "\\u001b", "\\u001B", "\\033", "\\e", "#033", "\u{241B}", "\u{FFFD}",
    ]

    /// `^[[1m`, `[0;32m`, `^M`: how long it is.
    private static func escapeLength(_ text: ByteView) -> Int {
        if text.hasPrefix("^M") { return 2 }
        for introducer in introducers where text.hasPrefix(introducer) {
            let length = sequenceLength(text.dropFirst(introducer.utf8CodeUnitCount), isIntroduced: true)
            if length > 0 { return introducer.utf8CodeUnitCount + length }
        }
        return sequenceLength(text, isIntroduced: false)
    }

    /// `[1;32m`, `[2K`. Without its introducer only a colour, or a line that is cleared, is told from a bracket of the log's own.
    private static func sequenceLength(_ text: ByteView, isIntroduced: Bool) -> Int {
        guard text.count > 1, text[0] == UInt8(ascii: "[") else { return 0 }
        var index = 1
        while index < text.count, index < 20, text[index].isDigit || text[index] == UInt8(ascii: ";") || text[index] == UInt8(ascii: "?") {
            index += 1
        }
        guard index < text.count else { return 0 }
        let isCommon = text[index] == UInt8(ascii: "m") || text[index] == UInt8(ascii: "K")
        return (isIntroduced ? text[index].isLetter : isCommon && index > 1) ? index + 1 : 0
    }

    // MARK: - Tags

    private static let tagNames: [StaticString] = [
        "pre", "code", "span", "div", "p", "br", "b", "i", "em", "strong", "font", "samp", "kbd", "mark", "table", "tbody", "tr", "td",
        "ul", "ol", "li", "details", "summary", "section", "html", "head", "body", "main", "article",
    ]

    /// `<span class="line">`, `</pre>`, `<br/>`; a file's name behind `<` is none.
    private static func tagLength(_ text: ByteView) -> Int {
        guard let close = text[0..<400].firstIndex(of: UInt8(ascii: ">")), close > 1 else { return 0 }
        if text.hasPrefix("<!DOCTYPE ") || text.hasPrefix("<!doctype ") { return close + 1 }
        let inside = text[(text[1] == UInt8(ascii: "/") ? 2 : 1)..<close]
        guard !inside.contains(UInt8(ascii: "<")) else { return 0 }
        var end = 0
        while end < inside.count, inside[end].isLetter { end += 1 }
        let isEnded = end == inside.count || inside[end] == .space || inside[end] == UInt8(ascii: "/")
        return isEnded && tagNames.contains { inside[0..<end].equals($0) } ? close + 1 : 0
    }

    // MARK: - Typography

    private static let arrows: [StaticString] = ["\u{2192} ", "\u{2014}> ", "\u{2013}> ", "\u{2014}\u{2192} ", "\u{27F6} ", "\u{21D2} "]

    private static func appendTyped(_ text: ByteView, isBehindBreak: Bool, to result: inout [UInt8]) -> Int {
        // One that was typed with a hyphen is no other sign.
        for arrow in arrows where text.hasPrefix(arrow) && (isBehindBreak || text[1] == 0x80) {
            result.append(contentsOf: Array("--> ".utf8))
            return arrow.utf8CodeUnitCount
        }
        guard text.count > 2, text[1] == 0x80 else { return 0 }
        switch text[2] {
        case 0x9C, 0x9D, 0x9E, 0x9F: result.append(UInt8(ascii: "\""))
        case 0x98, 0x99, 0x9A, 0x9B: result.append(UInt8(ascii: "'"))
        // A dash that begins a word was the two of an option.
        case 0x93, 0x94:
            guard isBehindBreak, text.count > 3, text[3].isLetter else { return 0 }
            result.append(contentsOf: Array("--".utf8))
        case 0xA6: result.append(contentsOf: Array("...".utf8))
        default: return 0
        }
        return 3
    }
}
