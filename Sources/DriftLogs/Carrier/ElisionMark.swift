/// What people and viewers put where they left something out: a line that is `...` and nothing else, or says so in brackets.
enum ElisionMark {
    private static let longest = 96

    /// `...`, `[…]`, `<snip>`, `[... 214 lines omitted ...]`, `--- truncated ---`
    static func isMark(_ body: ByteView) -> Bool {
        guard body.count > 2, body.count < longest, isFraming(body, 0) > 0 else { return false }
        if marks.contains(where: { body.equals($0) }) { return true }
        var begin = 0
        while begin < body.count, case let length = isFraming(body, begin), length > 0 { begin += length }
        var end = body.count
        while end > begin, !body[end - 1].isLetter, !body[end - 1].isDigit { end -= 1 }
        // Without a frame around it, it is a sentence of the log's own.
        let frame = body[0..<begin]
        guard end > begin, end < body.count || frame.contains("...") || frame.contains("…") else { return false }
        return says(body[begin..<end])
    }

    /// Bytes at `index` that frame a mark: brackets, dots, dashes.
    private static func isFraming(_ body: ByteView, _ index: Int) -> Int {
        switch body[index] {
        case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "~"), .space:
            1
        // U+2026, and U+2014 and its like.
        case 0xE2: body.dropFirst(index).hasPrefix("…") || body.dropFirst(index).hasPrefix("—") ? 3 : 0
        default: 0
        }
    }

    /// `214 lines omitted`, `output truncated`, `skipping 40 lines`: that something was left out, and nothing else.
    private static func says(_ text: ByteView) -> Bool {
        var words = 0
        var (isAct, isPlainAct) = (false, false)
        var isObject = false
        var isOther = false
        text.forEachWord { word in
            // One word that is none of these settles it; most lines begin with one.
            guard !isOther else { return }
            words += 1
            var plain = word
            while plain.count > 0, plain[plain.count - 1] == UInt8(ascii: ",") { plain = plain.dropLast(1) }
            switch part(plain) {
            case .act:
                isAct = true
                isPlainAct = plainActs.contains { isEqual(plain, $0) }
            case .object: isObject = true
            case .filler: break
            case nil:
                let isNumber = (0..<plain.count).allSatisfy {
                    plain[$0].isDigit || plain[$0] == UInt8(ascii: "-") || plain[$0] == UInt8(ascii: ",")
                }
                if !isNumber { isOther = true }
            }
        }
        return !isOther && isAct && (isObject || words == 1 && isPlainAct)
    }

    /// What a word does in such a remark.
    private enum Part { case act, object, filler }

    private static func part(_ word: ByteView) -> Part? {
        guard partsByLength.indices.contains(word.count) else { return nil }
        return partsByLength[word.count].first { isEqual(word, $0.word) }?.part
    }

    private static func isEqual(_ word: ByteView, _ literal: StaticString) -> Bool {
        guard word.count == literal.utf8CodeUnitCount else { return false }
        return (0..<word.count).allSatisfy { word[$0] | 0x20 == literal.utf8Start[$0] }
    }

    /// Most lines that come this far begin with a word that is as long as few of these.
    private static let partsByLength: [[(word: StaticString, part: Part)]] = {
        let words = acts.map { ($0, Part.act) } + objects.map { ($0, Part.object) } + fillers.map { ($0, Part.filler) }
        return (0...(words.map(\.0.utf8CodeUnitCount).max() ?? 0)).map { length in words.filter { $0.0.utf8CodeUnitCount == length } }
    }()

    private static let acts: [StaticString] = [
        "omitted", "truncated", "snip", "snipped", "skipped", "removed", "elided", "cut", "clipped", "trimmed", "deleted", "shortened",
        "hidden",
        "omitting", "skipping", "truncating", "redacted", "more",
    ]

    /// These need no object; a test may be `(skipped)`.
    private static let plainActs: [StaticString] = ["omitted", "truncated", "snip", "snipped", "elided", "clipped"]

    private static let objects: [StaticString] = [
        "line", "lines", "character", "characters", "chars", "byte", "bytes", "kb", "output", "log", "logs", "text", "content", "rest",
        "part",
        "middle", "steps", "rows", "entries",
    ]

    private static let fillers: [StaticString] = [
        "of", "the", "is", "was", "were", "here", "for", "brevity", "from", "to", "in", "many", "some", "several", "about", "other",
        "build", "out",
        "long", "too", "a", "and",
    ]

    private static let marks: [StaticString] = [
        "...", "…", "....", ". . .", "[...]", "[…]", "(...)", "(…)", "<...>", "# ...", "[snip]", "<snip>", "(snip)", "--- snip ---",
        "[truncated]",
        "(truncated)", "<truncated>", "[output truncated]", "... (truncated)", "...(truncated)", "[omitted]", "(omitted)",
    ]
}
