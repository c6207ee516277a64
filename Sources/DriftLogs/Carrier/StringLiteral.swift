/// A log as a program printed it out of its own data: texts as literals of JSON or Python.
///
///     "===== Build Queued at …\n\n--> FROM …"                      the whole log as one string, alone or in an object
///     ["--> RUN x", "CACHED"]                                      a list of lines, or of the stream's events
///     {"stage": "BUILD_ERROR", "errorMessage": "Job failed …"}     what the Hub says of a Space whose build or app failed
///     {'data': 'CACHED\n', 'timestamp': None}                      an event a line, as Python shows a dictionary
///     b'data: {"data":"CACHED\\n","timestamp":null}'               a line of the stream, as Python shows bytes
///
/// One grammar reads both languages: what the one escapes, the other does not have.
enum StringLiteral {
    /// Members of an object whose value is text of the log.
    private static let textKeys: [StaticString] = [
        "data", "log", "logs", "message", "msg", "text", "line", "lines", "content", "errorMessage",
    ]

    /// Lines of an object that holds a whole log as one of its members.
    private static let mostMembers = 32

    // MARK: - Judging

    /// Whether the log, of which these are the first lines, comes as literals: a whole one in a few lines, or one a line as Python shows them.
    static func hold(_ lines: [ByteView]) -> Bool {
        // An app may print dictionaries of its own, line by line: its banner stands before them as it is.
        guard !lines.contains(where: { LineHead.isKnown($0) || ServerSentEvent.isEvent($0) }) else { return false }
        if lines.filter(isElement).count * 10 >= lines.count * 6, lines.contains(where: beginsLog) { return true }
        // An object that was set out has a line for each member: `{`, `"space": "o/n",`, `"log": "===== …`, `}`.
        let isSetOut = lines.count <= mostMembers && (lines.first.map { $0.equals("{") || $0.equals("[") } ?? false)
        if lines.count <= 3 || isSetOut { return lines.contains(where: holdsLog) }
        let literals = lines.filter(isPython).count
        return literals * 10 >= lines.count * 6
    }

    /// Line ends that were spelled out behind a banner or before a step, or a list that begins with either.
    private static func holdsLog(_ line: ByteView) -> Bool {
        if line.contains("\\n--> ", rarest: 4) || line.contains(" =====\\n", rarest: 6) || line.contains(" =====\\r\\n", rarest: 6)
            || line.contains("data: {\\\"", rarest: 7) || line.contains("\\n#1 [", rarest: 2) || line.contains("\\nStep 2/", rarest: 2)
            || line.contains("\\nSTEP 2", rarest: 2) || line.contains("\\nINFO[00", rarest: 2)
        {
            return true
        }
        if line.contains("\"Exit code: ") || line.contains("\"Job failed with exit code: ") || line.contains("\"Space failed. Exit code: ")
        {
            return line.contains(". Reason:", rarest: 2)
        }
        guard line.trimmed.count > 1, line.trimmed[0] == UInt8(ascii: "[") else { return false }
        let heads: [StaticString] = [
            "\"===== ", "'===== ", "\"--> ", "'--> ", "\"#1 [", "'#1 [", "\"Step 2/", "'Step 2/", "\"STEP 2", "'STEP 2", "\"INFO[00",
            "'INFO[00",
        ]
        if heads.contains(where: { line.firstIndex(of: $0) != nil }) { return true }
        // What stood before each line of the log stands there still: `["[pod/a/b] ===== …", "[pod/a/b] --> …"]`.
        return line.contains("\", \"", rarest: 1)
            && (line.firstIndex(of: " ===== Build Queued at ") ?? line.firstIndex(of: " ===== Application Startup at ")) != nil
    }

    /// `  "Collecting six\n",` of a list that was set out, as a notebook keeps what its cells print.
    private static func isElement(_ line: ByteView) -> Bool {
        let body = line.trimmed
        return body.count > 2 && isQuote(body[0])
            && (body.hasSuffix("\",") || body.hasSuffix("\"") || body.hasSuffix("',") || body.hasSuffix("'"))
    }

    /// `  "--> RUN x\n",`
    private static func beginsLog(_ line: ByteView) -> Bool {
        let body = line.trimmed
        return isQuote(body[0]) && LineHead.isKnown(body.dropFirst(1))
    }

    /// `{'data': 'text\n', 'timestamp': None}`, `b'text'`
    static func isPython(_ line: ByteView) -> Bool {
        let body = line.withoutReturns.trimmed
        guard body.count > 2 else { return false }
        let (first, second, last) = (body[0], body[1], body[body.count - 1])
        return first == UInt8(ascii: "b") && isQuote(second) && last == second
            || first == UInt8(ascii: "{") && second == UInt8(ascii: "'") && last == UInt8(ascii: "}")
    }

    /// Whether a last line without its end lost nothing: its literal is closed.
    static func isClosed(_ line: ByteView) -> Bool {
        let body = line.withoutReturns.trimmed
        return body.count > 1 && "\"'}]".utf8.contains(body[body.count - 1]) && body[body.count - 2] != UInt8(ascii: "\\")
    }

    // MARK: - Reading

    /// Appends the log's texts of a line of literals, each ended by a line feed.
    static func appendTexts(of line: ByteView, to text: inout [UInt8]) {
        var index = begin(of: line)
        var key: ByteView?
        while index < line.count {
            guard isQuote(line[index]) else {
                index += 1
                continue
            }
            let (before, opening) = (text.count, index)
            let isBytes = opening > 0 && line[opening - 1] == UInt8(ascii: "b")
            let literal = append(line, from: opening + 1, isBytes: isBytes, to: &text)
            index = literal.end
            let isKey = isFollowedByColon(line, index)
            if isKey || !isText(of: key, Array(text[before...])) {
                text.removeLast(text.count - before)
            } else if text.count > before ? text.last != .lineFeed : key == nil && literal.isClosed {
                // An element that holds nothing is a blank line.
                text.append(.lineFeed)
            }
            key = isKey ? line[opening + 1..<max(opening + 1, index - 1)] : nil
        }
    }

    /// Where the first literal begins; what stands before the one that holds the log may have apostrophes of its own: `logs='===== …'`.
    private static func begin(of line: ByteView) -> Int {
        let margin = line.indentation
        guard margin < line.count else { return line.count }
        if "[{\"'b".utf8.contains(line[margin]) { return margin }
        guard var begin = line.firstIndex(of: "===== ") ?? line.firstIndex(of: "--> ", rarest: 2) else { return line.count }
        while begin > 0, !isQuote(line[begin]) || line[begin - 1] == UInt8(ascii: "\\") { begin -= 1 }
        return begin
    }

    private static func isFollowedByColon(_ line: ByteView, _ index: Int) -> Bool {
        let rest = line[index..<min(line.count, index + 4)]
        return rest.indentation < rest.count && rest[rest.indentation] == UInt8(ascii: ":")
    }

    /// A member of any other name counts where only a log reads so.
    private static func isText(of key: ByteView?, _ text: [UInt8]) -> Bool {
        guard let key, !textKeys.contains(where: key.equals) else { return true }
        return text.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            let view = ByteView(start: start, count: buffer.count)
            return view.hasPrefix("===== ") || view.contains("\n--> ", rarest: 3)
        }
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    /// Appends what the string holds whose text begins at `begin`, behind its opening quote, escapes undone.
    /// Returns the index behind its closing quote, and whether it has one; what was decodable is appended all the same.
    @discardableResult
    static func append(_ line: ByteView, from begin: Int, isBytes: Bool = false, to text: inout [UInt8]) -> (end: Int, isClosed: Bool) {
        let quote = line[begin - 1]
        var index = begin
        while index < line.count {
            let byte = line[index]
            if byte == quote { return (index + 1, true) }
            if byte == UInt8(ascii: "\\") {
                index = appendEscape(at: index, of: line, isBytes: isBytes, to: &text)
            } else {
                text.append(byte)
                index += 1
            }
        }
        return (line.count, false)
    }

    /// Decodes the escape whose backslash is at `index`; returns the index behind it.
    private static func appendEscape(at index: Int, of line: ByteView, isBytes: Bool, to text: inout [UInt8]) -> Int {
        guard index + 1 < line.count else { return line.count }
        switch line[index + 1] {
        case UInt8(ascii: "n"): text.append(.lineFeed)
        case UInt8(ascii: "t"): text.append(.tab)
        case UInt8(ascii: "r"): text.append(.carriageReturn)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(.space)
        case UInt8(ascii: "u"): return appendCodeUnits(at: index, of: line, to: &text)
        case UInt8(ascii: "U"): return appendScalar(at: index, digits: 8, of: line, to: &text)
        case UInt8(ascii: "x"):
            guard isBytes, let byte = number(at: index + 2, digits: 2, of: line) else {
                return appendScalar(at: index, digits: 2, of: line, to: &text)
            }
            text.append(UInt8(byte))
            return index + 4
        default: text.append(line[index + 1])
        }
        return index + 2
    }

    /// `\u001b`, and JSON's pairs for characters beyond the basic plane.
    private static func appendCodeUnits(at index: Int, of line: ByteView, to text: inout [UInt8]) -> Int {
        guard let high = number(at: index + 2, digits: 4, of: line), (0xD800..<0xDC00).contains(high), index + 7 < line.count,
            line[index + 6] == UInt8(ascii: "\\"), line[index + 7] == UInt8(ascii: "u"),
            let low = number(at: index + 8, digits: 4, of: line), (0xDC00..<0xE000).contains(low)
        else { return appendScalar(at: index, digits: 4, of: line, to: &text) }
        append(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00), to: &text)
        return index + 12
    }

    /// `\x1b`, `\u001b`, `\U0001f600`
    private static func appendScalar(at index: Int, digits: Int, of line: ByteView, to text: inout [UInt8]) -> Int {
        guard let value = number(at: index + 2, digits: digits, of: line) else { return index + 2 }
        append(value, to: &text)
        return index + 2 + digits
    }

    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        text.append(contentsOf: String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
    }

    private static func number(at index: Int, digits: Int, of line: ByteView) -> UInt32? {
        guard index + digits <= line.count else { return nil }
        return UInt32(line[index..<index + digits].string, radix: 16)
    }
}
