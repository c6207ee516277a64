/// One line of the Hub's log stream, as saved raw:
/// `data: {"data":"Collecting click\n","timestamp":"2026-06-04T07:22:59.457Z"}`
enum ServerSentEvent {
    /// Whether the line belongs to the stream's framing rather than to a log.
    static func isEvent(_ line: ByteView) -> Bool {
        line.hasPrefix("data: {") || line.hasPrefix("data:{") || line.hasPrefix("{\"data\":")
    }

    /// `: keep-alive`, `event: …`, `id: …`, `retry: …`
    static func isFraming(_ line: ByteView) -> Bool {
        line.hasPrefix(": keep-alive") || line.hasPrefix(":keep-alive") || line.hasPrefix("event: ") || line.hasPrefix("id: ")
            || line.hasPrefix("retry: ")
    }

    /// Other tools keep a log as one object a line: `{"log":"Collecting click\n","stream":"stdout","time":"…"}`.
    static func isObject(_ line: ByteView) -> Bool { line.hasPrefix("{\"") && textKey(of: line) != nil && !isQueueMessage(line) }

    /// `    "data": "Collecting click\n",` of an object that takes several lines.
    static func isMember(_ line: ByteView) -> Bool {
        let body = line.trimmed
        guard body.hasPrefix("\""), let end = textKey(of: body) else { return false }
        return body[0..<end].string.utf8.filter { $0 == UInt8(ascii: "\"") }.count == 2
    }

    /// What Gradio's queue tells a page, which is no log: `{"msg": "process_completed", "output": {"error": "…"}, "success": false}`.
    private static func isQueueMessage(_ line: ByteView) -> Bool {
        line.firstIndex(of: "\"msg\": \"process_") != nil || line.firstIndex(of: "\"msg\":\"process_") != nil
    }

    /// The end of the key whose value is the text.
    private static func textKey(of line: ByteView) -> Int? {
        for key: StaticString in ["\"data\":", "\"log\":", "\"message\":", "\"msg\":", "\"text\":", "\"line\":"] {
            guard let begin = line.firstIndex(of: key) else { continue }
            let value = line.dropFirst(begin + key.utf8CodeUnitCount).trimmed
            if value.hasPrefix("\"") { return begin + key.utf8CodeUnitCount }
        }
        return nil
    }

    /// The text of a log that is one string of a document, from its opening quote on.
    static func appendString(of line: ByteView, to text: inout [UInt8]) -> Bool {
        guard var begin = line.firstIndex(of: "===== ") ?? line.firstIndex(of: "--> ", rarest: 2) else { return false }
        while begin > 0, line[begin - 1] != UInt8(ascii: "\"") || begin > 1 && line[begin - 2] == UInt8(ascii: "\\") { begin -= 1 }
        return begin > 0 && append(line, from: begin, to: &text)
    }

    /// Appends the text of the event to `text`, JSON escapes undone.
    /// `false` if the line has no such member or it does not end; what was decodable is appended all the same.
    static func appendText(of line: ByteView, to text: inout [UInt8]) -> Bool {
        guard var index = textKey(of: line) else { return false }
        while index < line.count, line[index] == .space || line[index] == UInt8(ascii: ":") { index += 1 }
        guard index < line.count, line[index] == UInt8(ascii: "\"") else { return false }
        return append(line, from: index + 1, to: &text)
    }

    /// What a string holds, up to its closing quote. `false`: it does not end.
    private static func append(_ line: ByteView, from begin: Int, to text: inout [UInt8]) -> Bool {
        var index = begin
        while index < line.count {
            let byte = line[index]
            if byte == UInt8(ascii: "\"") { return true }
            if byte == UInt8(ascii: "\\") {
                index = appendEscape(at: index, of: line, to: &text)
            } else {
                text.append(byte)
                index += 1
            }
        }
        return false
    }

    /// Decodes the escape whose backslash is at `index`; returns the index behind it.
    private static func appendEscape(at index: Int, of line: ByteView, to text: inout [UInt8]) -> Int {
        guard index + 1 < line.count else { return line.count }
        switch line[index + 1] {
        case UInt8(ascii: "n"): text.append(.lineFeed)
        case UInt8(ascii: "t"): text.append(.tab)
        case UInt8(ascii: "r"): text.append(.carriageReturn)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(.space)
        case UInt8(ascii: "u"): return appendUnicodeEscape(at: index, of: line, to: &text)
        default: text.append(line[index + 1])
        }
        return index + 2
    }

    /// `\u001b`, and pairs for characters beyond the basic plane.
    private static func appendUnicodeEscape(at index: Int, of line: ByteView, to text: inout [UInt8]) -> Int {
        guard let unit = codeUnit(at: index, of: line) else { return index + 2 }
        var scalar = UInt32(unit)
        var end = index + 6
        if (0xD800..<0xDC00).contains(unit), let low = codeUnit(at: end, of: line), (0xDC00..<0xE000).contains(low) {
            scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
            end += 6
        }
        text.append(contentsOf: String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
        return end
    }

    private static func codeUnit(at index: Int, of line: ByteView) -> UInt16? {
        guard index + 6 <= line.count, line[index] == UInt8(ascii: "\\"), line[index + 1] == UInt8(ascii: "u") else { return nil }
        return UInt16(line[index + 2..<index + 6].string, radix: 16)
    }
}
