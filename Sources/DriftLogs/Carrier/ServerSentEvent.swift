/// One line of the Hub's log stream, as saved raw:
/// `data: {"data":"Collecting click\n","timestamp":"2026-06-04T07:22:59.457Z"}`
enum ServerSentEvent {
    /// Whether the line belongs to the stream's framing rather than to a log.
    static func isEvent(_ line: ByteView) -> Bool {
        (line.hasPrefix("data: {") || line.hasPrefix("data:{")) && !isEscaped(line) || line.hasPrefix("{\"data\":")
    }

    /// `data: {&quot;data&quot;:…`: a page escaped the stream itself, not what its texts hold.
    private static func isEscaped(_ line: ByteView) -> Bool { line[0..<9].contains(UInt8(ascii: "&")) }

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

    /// The Hub's own, container runtimes', log services', journald's and those of clouds.
    private static let textKeys: [StaticString] = [
        "\"data\":", "\"log\":", "\"message\":", "\"msg\":", "\"text\":", "\"line\":", "\"MESSAGE\":", "\"textPayload\":",
        "\"@message\":", "\"body\":",
    ]

    /// The end of the key whose value is the text.
    private static func textKey(of line: ByteView) -> Int? {
        for key: StaticString in Self.textKeys {
            guard let begin = line.firstIndex(of: key) else { continue }
            let value = line.dropFirst(begin + key.utf8CodeUnitCount).trimmed
            if value.hasPrefix("\"") { return begin + key.utf8CodeUnitCount }
        }
        return nil
    }

    /// Appends the text of the event to `text`, JSON escapes undone.
    /// `false` if the line has no such member or it does not end; what was decodable is appended all the same.
    static func appendText(of line: ByteView, to text: inout [UInt8]) -> Bool {
        guard var index = textKey(of: line) else { return false }
        while index < line.count, line[index] == .space || line[index] == UInt8(ascii: ":") { index += 1 }
        guard index < line.count, line[index] == UInt8(ascii: "\"") else { return false }
        return StringLiteral.append(line, from: index + 1, to: &text).isClosed
    }
}
