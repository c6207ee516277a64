#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a log printed: framing, quoting and colours undone, one line feed after each line.
package struct TriageText: Sendable, Hashable {
    package let bytes: [UInt8]
    /// The physical line (from 1) of each printed line; `nil`: they are the same.
    package let lineNumbers: [Int]?

    package init(bytes: [UInt8], lineNumbers: [Int]? = nil) {
        self.bytes = bytes
        self.lineNumbers = lineNumbers
    }

    /// Text as it stands.
    package init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    /// The offsets of the line around `offset`, without its line feed.
    func lineRange(around offset: Int) -> Range<Int> {
        var begin = min(max(0, offset), bytes.count)
        while begin > 0, bytes[begin - 1] != UInt8(ascii: "\n") { begin -= 1 }
        return begin..<endOfLine(from: begin)
    }

    func endOfLine(from offset: Int) -> Int {
        bytes.withUnsafeBytes { buffer in
            guard offset < buffer.count, let base = buffer.baseAddress,
                let found = memchr(base + offset, 0x0A, buffer.count - offset)
            else { return buffer.count }
            return UnsafeRawPointer(found) - base
        }
    }

    /// What stands before `offset` on its line, of a longer one the last `limit` bytes: a hostile line may be as long as the log, and is asked
    /// about again and again.
    func head(of offset: Int, limit: Int = 400) -> (range: Range<Int>, isWhole: Bool) {
        let end = min(max(0, offset), bytes.count)
        let least = max(0, end - limit)
        var begin = end
        while begin > least, bytes[begin - 1] != UInt8(ascii: "\n") { begin -= 1 }
        return (begin..<end, begin == 0 || bytes[begin - 1] == UInt8(ascii: "\n"))
    }

    /// From `offset` to the end of its line, at most `limit` bytes.
    func rest(from offset: Int, limit: Int) -> String {
        let end = min(offset + limit, bytes.count)
        guard offset < end else { return "" }
        return string(offset..<(bytes[offset..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end))
    }

    /// Whether `needle` stands in `range`.
    func holds(_ needle: String, in range: Range<Int>) -> Bool {
        let wanted = Array(needle.utf8)
        let end = min(range.upperBound, bytes.count)
        guard let first = wanted.first else { return true }
        return bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return false }
            var position = max(0, range.lowerBound)
            while position + wanted.count <= end, let found = memchr(base + position, Int32(first), end - position) {
                let offset = UnsafeRawPointer(found) - base
                if offset + wanted.count > end { return false }
                if memcmp(base + offset, wanted, wanted.count) == 0 { return true }
                position = offset + 1
            }
            return false
        }
    }

    /// Physical line, from 1, of the line around `offset`.
    func lineNumber(at offset: Int) -> Int {
        var index = 0
        var position = 0
        let limit = min(offset, bytes.count)
        while true {
            let end = endOfLine(from: position)
            if end >= limit { break }
            index += 1
            position = end + 1
        }
        guard let lineNumbers else { return index + 1 }
        return index < lineNumbers.count ? lineNumbers[index] : lineNumbers.last ?? 1
    }

    /// At most `limit` bytes of `range`, so that a hostile line costs little.
    func string(_ range: Range<Int>, limit: Int = 4000) -> String {
        let upper = min(range.upperBound, range.lowerBound + limit, bytes.count)
        guard range.lowerBound < upper else { return "" }
        return String(decoding: bytes[range.lowerBound..<upper], as: UTF8.self)
    }

    func line(around offset: Int) -> String { string(lineRange(around: offset)) }

    /// Up to `count` lines from the one around `offset` on, of long ones what is near; the rest of the sentence is often there.
    func lines(from offset: Int, count: Int, end: Int) -> String {
        let begin = head(of: offset, limit: 2000).range.lowerBound
        let limit = min(begin + 4000, end, bytes.count)
        var last = begin
        for _ in 0..<count where last < limit {
            last = (bytes[last..<limit].firstIndex(of: UInt8(ascii: "\n")) ?? limit) + 1
        }
        return string(begin..<min(last, limit))
    }

    /// As evidence: without control characters, trimmed, at most 300 characters around `offset`.
    func evidence(log: Int, at offset: Int) -> TriageEvidence {
        let range = lineRange(around: offset)
        // A page whose line ends were lost is one long line: what matters stands at the offset.
        let begin = range.count > 300 ? max(range.lowerBound, min(offset, range.upperBound) - 60) : range.lowerBound
        var text = ""
        for scalar in string(begin..<range.upperBound, limit: 1200).unicodeScalars.prefix(300) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            text.unicodeScalars.append(isControl ? " " : scalar)
        }
        while let first = text.unicodeScalars.first, first == " " { text.unicodeScalars.removeFirst() }
        while let last = text.unicodeScalars.last, last == " " { text.unicodeScalars.removeLast() }
        return TriageEvidence(log: log, line: lineNumber(at: offset), text: text)
    }
}
