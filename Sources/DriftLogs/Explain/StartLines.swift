/// Lines on their way to `MentionScanner`: those of an app's start wait until it shows what was put before each (`StartPrefix`).
struct StartLines {
    private struct Waiting {
        var bytes: [UInt8]
        var number: Int
        var joints: [LineJoint]
    }

    private var prefix = StartPrefix()
    private var waiting: [Waiting] = []
    private var waitingBytes = 0
    private var mustWait = false

    mutating func read(_ line: ByteView, _ number: Int, _ joints: [LineJoint], _ body: (ByteView, Int, [LineJoint]) -> Void) {
        if line.hasPrefix("===== ") {
            end(body)
            mustWait = line.hasPrefix("===== Application Startup")
            return body(line, number, joints)
        }
        guard mustWait else { return pass(line, number, joints, body) }
        waiting.append(Waiting(bytes: Array(UnsafeBufferPointer(start: line.start, count: line.count)), number: number, joints: joints))
        waitingBytes += line.count + 1
        if waitingBytes > ScannedStart.maximumUnread { flush(body) }
    }

    /// The start is over, or the log.
    mutating func end(_ body: (ByteView, Int, [LineJoint]) -> Void) {
        flush(body)
        prefix = StartPrefix()
    }

    private mutating func flush(_ body: (ByteView, Int, [LineJoint]) -> Void) {
        mustWait = false
        guard !waiting.isEmpty else { return }
        let lines = waiting
        (waiting, waitingBytes) = ([], 0)
        Array(lines.map(\.bytes).joined(separator: [.lineFeed])).withUnsafeBytes { bytes in
            if let view = ByteView(bytes) { prefix.judge(view) }
        }
        for line in lines {
            // An empty line has no bytes to point at.
            (line.bytes.isEmpty ? [0] : line.bytes).withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                pass(ByteView(start: base, count: line.bytes.count), line.number, line.joints, body)
            }
        }
    }

    private func pass(_ line: ByteView, _ number: Int, _ joints: [LineJoint], _ body: (ByteView, Int, [LineJoint]) -> Void) {
        let (text, places) = prefix.printed(line, joints)
        body(text, number, places)
    }
}
