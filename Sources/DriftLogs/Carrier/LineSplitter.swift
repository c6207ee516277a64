import Foundation

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

    /// A line has begun and not ended.
    var hasCarry: Bool { !carry.isEmpty }

    mutating func consume(_ chunk: UnsafeRawBufferPointer, _ body: (ByteView, _ line: Int) -> Void) {
        guard let base = chunk.bindMemory(to: UInt8.self).baseAddress else { return }
        let view = ByteView(start: base, count: chunk.count)
        var position = 0
        while let end = view.firstIndex(of: .lineFeed, from: position) {
            emit(view[position..<end], body)
            position = end + 1
        }
        append(view[position..<view.count])
    }

    /// Hands over a last line without a line feed.
    mutating func finish(_ body: (ByteView, _ line: Int) -> Void) {
        guard !carry.isEmpty else { return }
        flush(body)
    }

    private mutating func emit(_ piece: ByteView, _ body: (ByteView, _ line: Int) -> Void) {
        if carry.isEmpty {
            lineCount += 1
            didCutLine = didCutLine || piece.count > Self.maximumLineBytes
            body(piece[0..<Self.maximumLineBytes], lineCount)
        } else {
            append(piece)
            flush(body)
        }
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
