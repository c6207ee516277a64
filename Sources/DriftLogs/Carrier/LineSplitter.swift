/// Cuts a stream of chunks into physical lines, in bounded memory.
///
/// A line longer than `maximumLineBytes` is handed over once, cut to that length; the rest of it is dropped.
struct LineSplitter {
    /// Far above any real line (a "Successfully installed" of 1,000 packages is 25 kB), far below memory.
    static let maximumLineBytes = 1 << 20

    /// The unfinished last line of the chunks so far, never more than the limit.
    private var carry: [UInt8] = []
    /// Lines handed over so far.
    private(set) var lineCount = 0
    private(set) var didCutLine = false
    private var scan = LineScan()

    /// A line has begun and not ended.
    var hasCarry: Bool { !carry.isEmpty }

    /// The line of which the end was found last holds an escape or a carriage return.
    var holdsControls: Bool { scan.holdsControls }

    mutating func consume(_ chunk: UnsafeRawBufferPointer, _ body: (ByteView, _ line: Int) -> Void) {
        guard let view = ByteView(chunk) else { return }
        var position = endCarry(with: view, body)
        while let line = next(in: view, from: &position) { body(line, lineCount) }
    }

    /// Every chunk begins with this: hands over the line that earlier ones began, if `view` ends it. Returns where the next line begins.
    mutating func endCarry(with view: ByteView, _ body: (ByteView, _ line: Int) -> Void) -> Int {
        scan.begin()
        guard hasCarry else { return 0 }
        guard let end = view.firstIndex(of: .lineFeed) else {
            append(view)
            return view.count
        }
        append(view[0..<end])
        flush(body)
        return end + 1
    }

    /// Where the line ends that begins at `position`; `nil`: not in this chunk.
    @inline(__always)
    mutating func lineEnd(from position: Int, in view: ByteView) -> Int? { scan.lineEnd(from: position, in: view) }

    /// The line that begins at `position`, which moves behind it. `nil`: it goes on in the next chunk.
    mutating func next(in view: ByteView, from position: inout Int) -> ByteView? {
        guard let end = lineEnd(from: position, in: view) else {
            append(view[position..<view.count])
            position = view.count
            return nil
        }
        defer { position = end + 1 }
        lineCount += 1
        if end - position > Self.maximumLineBytes { didCutLine = true }
        return view[position..<min(end, position + Self.maximumLineBytes)]
    }

    /// Lines that need not be handed over.
    mutating func skip(_ lines: Int) { lineCount += lines }

    /// Hands over a last line without a line feed.
    mutating func finish(_ body: (ByteView, _ line: Int) -> Void) {
        guard !carry.isEmpty else { return }
        flush(body)
    }

    private mutating func append(_ piece: ByteView) {
        let room = max(0, Self.maximumLineBytes - carry.count)
        if piece.count > room { didCutLine = true }
        carry.append(contentsOf: UnsafeBufferPointer(start: piece.start, count: min(room, piece.count)))
    }

    private mutating func flush(_ body: (ByteView, _ line: Int) -> Void) {
        lineCount += 1
        let line = carry
        carry.removeAll(keepingCapacity: true)
        line.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            body(ByteView(start: base, count: buffer.count), lineCount)
        }
    }
}
