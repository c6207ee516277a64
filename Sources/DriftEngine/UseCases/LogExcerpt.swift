internal import DriftCore

/// A log as triage holds it: whole, or of a longer one the beginning, which says what it is, and the end, which tells how it went.
struct LogExcerpt {
    /// Enough for each part; no platform keeps logs of this size, a file of one's own may be of any.
    struct Limits {
        var headBytes = 8 << 20
        var tailBytes = 24 << 20
    }

    private let limits: Limits
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var omittedBytes = 0
    private var omittedLines = 0
    /// Old Macintosh files end their lines by a return alone.
    private var lineEnd: UInt8 = 0x0A

    init(limits: Limits = Limits()) { self.limits = limits }

    /// Takes the next piece; the pieces' borders mean nothing.
    mutating func append(_ piece: UnsafeRawBufferPointer) {
        var rest = piece
        if head.count < limits.headBytes {
            let count = min(rest.count, limits.headBytes - head.count)
            head.append(contentsOf: rest[..<count])
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            if head.count == limits.headBytes, !head.contains(0x0A), head.contains(0x0D) { lineEnd = 0x0D }
        }
        guard !rest.isEmpty else { return }
        tail.append(contentsOf: rest)
        // Twice the limit is let grow before it is cut: each byte is moved once.
        if tail.count >= 2 * limits.tailBytes { omit(tail.count - limits.tailBytes) }
    }

    /// The lines at both ends, whole, and what lies between them; `log` is the log's number for the omission.
    mutating func finish(log: Int) -> (bytes: [UInt8], omission: TriageOmission?) {
        if tail.count > limits.tailBytes { omit(tail.count - limits.tailBytes) }
        guard omittedBytes > 0 else { return (head + tail, nil) }
        if let end = tail.firstIndex(of: lineEnd) { omit(aligned(end + 1, before: tail.count, from: head.count + omittedBytes)) }
        var isCut = true
        if let end = head.lastIndex(of: lineEnd) {
            let kept = aligned(end + 1, before: head.count, from: 0)
            omittedBytes += head.count - kept
            head.removeSubrange(kept...)
            isCut = false
        }
        let lines = head.count { $0 == lineEnd } + (isCut ? 1 : 0)
        let omission = TriageOmission(log: log, afterLine: lines, lines: max(0, omittedLines - (isCut ? 1 : 0)), bytes: omittedBytes)
        return (head + (isCut ? [lineEnd] : []) + tail, omission)
    }

    private mutating func omit(_ count: Int) {
        omittedLines += tail[..<count].count { $0 == lineEnd }
        omittedBytes += count
        tail.removeFirst(count)
    }

    /// Text of two bytes a character is cut between characters.
    private func aligned(_ offset: Int, before end: Int, from origin: Int) -> Int {
        guard head.prefix(1024).contains(0), (origin + offset) % 2 == 1, offset < end else { return offset }
        return offset + 1
    }
}
