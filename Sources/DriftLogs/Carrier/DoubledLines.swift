/// A log whose every line end stands there twice: a page's paragraphs, or CRLF that became two.
enum DoubledLines {
    /// Of a log's head, lines that are looked at.
    private static let sample = 40

    /// Not said of an event stream, whose blank lines part its events.
    static func are(in head: ByteView) -> Bool {
        var lines = 0
        var doubled = 0
        var position = 0
        while position < head.count, lines < sample {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            let line = head[position..<end]
            position = end + 1
            guard !isBlank(line) else { continue }
            if ServerSentEvent.isFraming(line) || ServerSentEvent.isEvent(line) { return false }
            guard position < head.count else { break }
            lines += 1
            let next = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            if isBlank(head[position..<next]) { doubled += 1 }
            // Most logs tell by their first lines.
            if lines == 8, doubled < 5 { return false }
        }
        return lines >= 4 && doubled * 10 >= lines * 9
    }

    /// The text without the blank line behind each of its lines.
    static func undone(_ head: ByteView) -> [UInt8] {
        var text: [UInt8] = []
        var position = 0
        var isBehindLine = false
        while position < head.count {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            let line = head[position..<end]
            position = end + 1
            if isBehindLine, isBlank(line) {
                isBehindLine = false
                continue
            }
            isBehindLine = true
            text.append(contentsOf: UnsafeBufferPointer(start: line.start, count: line.count))
            text.append(.lineFeed)
        }
        return text
    }

    static func isBlank(_ line: ByteView) -> Bool { line.isEmpty || line.count == 1 && line[0] == .carriageReturn }
}
