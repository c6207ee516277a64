/// The lines that a program printed, out of one log in chunks of any size: whatever the log went through on its way here is undone.
struct PrintedLineReader {
    /// How much of a log its carrier is judged by.
    private static let headBytes = 65_536

    private var splitter = LineSplitter()
    private var normalizer = LineNormalizer()
    /// The log's beginning, until there is enough of it to judge the carrier by; `nil`: it has been judged.
    private var head: [UInt8]? = []
    /// Of a log in UTF-16.
    private var decoder: UTF16Decoder?
    /// Lines end with carriage returns alone.
    private var endsLinesWithReturns = false

    /// Calls `body` with each printed line, its physical number, and where a wrap had cut it.
    mutating func consume(_ chunk: UnsafeRawBufferPointer, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        if head == nil { return decode(chunk, body) }
        head?.append(contentsOf: chunk)
        if head?.count ?? 0 >= Self.headBytes { readHead(body) }
    }

    /// The log ends here.
    mutating func finish(_ body: (ByteView, Int, [LineJoint]) -> Void) {
        if head != nil { readHead(body) }
        if let rest = decoder?.finish() { rest.withUnsafeBytes { split($0, body) } }
        splitLines(nil, body)
        self = PrintedLineReader()
    }

    private mutating func readHead(_ body: (ByteView, Int, [LineJoint]) -> Void) {
        guard let begun = head else { return }
        head = nil
        decoder = UTF16Decoder(beginning: begun)
        let text = begun.withUnsafeBytes { decoder?.decode($0) } ?? begun
        judge(text)
        text.withUnsafeBytes { split($0, body) }
    }

    private mutating func decode(_ chunk: UnsafeRawBufferPointer, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        guard let text = decoder?.decode(chunk) else { return split(chunk, body) }
        text.withUnsafeBytes { split($0, body) }
    }

    private mutating func judge(_ text: [UInt8]) {
        // Whoever looks at lines wants the physical ones; lists that were broken at spaces are put together where they are read.
        defer { normalizer.keepBrokenLines() }
        text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let head = ByteView(start: base, count: min(buffer.count, Self.headBytes))
            endsLinesWithReturns = LineEnds.areReturns(head)
            guard endsLinesWithReturns else { return normalizer.judge(head) }
            LineEnds.withLineFeeds(UnsafeRawBufferPointer(start: base, count: head.count)).withUnsafeBytes { bytes in
                if let view = ByteView(bytes) { normalizer.judge(view) }
            }
        }
    }

    private mutating func split(_ chunk: UnsafeRawBufferPointer, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        guard endsLinesWithReturns else { return splitLines(chunk, body) }
        LineEnds.withLineFeeds(chunk).withUnsafeBytes { splitLines($0, body) }
    }

    /// `nil`: nothing follows.
    private mutating func splitLines(_ chunk: UnsafeRawBufferPointer?, _ body: (ByteView, Int, [LineJoint]) -> Void) {
        var splitter = LineSplitter()
        var normalizer = LineNormalizer()
        swap(&splitter, &self.splitter)
        swap(&normalizer, &self.normalizer)
        let deliver: (ByteView, Int) -> Void = { physical, number in
            // The byte order mark of a UTF-8 file stands before its first line.
            let line = number == 1 ? physical.afterPrefix("\u{FEFF}") ?? physical : physical
            normalizer.normalize(line, number, body)
        }
        if let chunk { splitter.consume(chunk, deliver) } else { splitter.finish(deliver) }
        if chunk == nil { normalizer.finish(body) }
        swap(&splitter, &self.splitter)
        swap(&normalizer, &self.normalizer)
    }
}
