/// Lines of a step's output, one behind the other, with the places where they stood.
///
/// Builds repeat each other. Once a step is over, its lines go by a digest: if the same step printed the same before, the two have one memory in
/// common (`Settled`), and the room that the lines took is free for the next step.
struct KeptLines {
    /// Far more than any real step prints about packages; what a hostile one prints beyond it is dropped.
    static let maximumBytes = 8 << 20
    private static let maximumLines = 1 << 18

    /// Where a line ends in the bytes, and its physical number, counted from the first line's. An empty one stands for whatever was dropped
    /// between two others.
    fileprivate struct Line: BitwiseCopyable {
        var end: UInt32
        var number: UInt32
    }

    /// Memory for lines to come.
    struct Room {
        /// What most steps say; growing to it bit by bit costs more than reading does.
        private static let usualBytes = 512
        private static let usualLines = 16
        /// More is given back: it would be held for steps that print little.
        private static let maximumBytes = 65_536

        fileprivate var bytes: [UInt8] = []
        fileprivate var lines: [Line] = []

        init() {}

        fileprivate mutating func reserve(_ byteCount: Int) {
            bytes.reserveCapacity(max(Self.usualBytes, byteCount))
            lines.reserveCapacity(Self.usualLines)
        }

        /// Without what was in it.
        fileprivate mutating func clear() {
            guard bytes.capacity + lines.capacity * MemoryLayout<Line>.size <= Self.maximumBytes else { return self = Room() }
            bytes.removeAll(keepingCapacity: true)
            lines.removeAll(keepingCapacity: true)
        }
    }

    /// What a step that is over printed.
    final class Settled: Sendable {
        fileprivate let bytes: [UInt8]
        fileprivate let lines: [Line]
        fileprivate let digests: Digests
        /// With what is known of the lines. Stands here, so that to know it neither of the two above is fetched from memory.
        let storedBytes: Int

        fileprivate init(_ room: borrowing Room, _ digests: Digests) {
            // Copies hold no more than their content.
            bytes = room.bytes.withUnsafeBufferPointer(Array.init)
            lines = room.lines.withUnsafeBufferPointer(Array.init)
            self.digests = digests
            storedBytes = KeptLines.storedBytes(bytes, lines)
        }
    }

    fileprivate struct Digests: Equatable, BitwiseCopyable {
        var words = ContentDigest()
        var places = ContentDigest()
    }

    private var room: Room
    private var settled: Settled?
    /// Physical number of the first line.
    private var firstNumber = 0
    private var endsWithBreak = true

    init(room: consuming Room = Room()) { self.room = room }

    var isEmpty: Bool { count == 0 }

    var count: Int { settled?.lines.count ?? room.lines.count }

    var byteCount: Int { settled?.bytes.count ?? room.bytes.count }

    private static func storedBytes(_ bytes: [UInt8], _ lines: [Line]) -> Int { bytes.count + lines.count * MemoryLayout<Line>.size }

    /// `false`: there is no room for it.
    mutating func append(_ line: ByteView, number: Int) -> Bool {
        if settled != nil { unsettle() }
        if room.lines.isEmpty {
            room.reserve(line.count)
            firstNumber = number
        }
        let end = room.bytes.count + line.count
        guard end <= Self.maximumBytes, room.lines.count < Self.maximumLines, let number = UInt32(exactly: number - firstNumber) else {
            return false
        }
        room.bytes.append(contentsOf: UnsafeBufferPointer(start: line.start, count: line.count))
        room.lines.append(Line(end: UInt32(end), number: number))
        endsWithBreak = false
        return true
    }

    /// Something was dropped here.
    mutating func addBreak(number: Int) {
        guard !endsWithBreak else { return }
        if settled != nil { unsettle() }
        endsWithBreak = true
        room.lines.append(Line(end: UInt32(room.bytes.count), number: UInt32(clamping: number - firstNumber)))
    }

    /// Of the words, wherever they stood in their log.
    var words: ContentDigest { settled?.digests.words ?? digests().words }

    /// The step is over: its room is given back. What was printed becomes one with `known` if that is the same, in the same places behind the
    /// first line.
    /// - Parameter limit: what takes more bytes keeps its room.
    /// - Returns: what it has become; `nil`: there is nothing, or too much.
    mutating func settle(as known: Settled?, upTo limit: Int, room spare: inout Room) -> Settled? {
        guard settled == nil else { return settled }
        if !room.lines.isEmpty {
            let digests = digests()
            if let known, known.digests == digests {
                settled = known
            } else if Self.storedBytes(room.bytes, room.lines) <= limit {
                settled = Settled(room, digests)
            } else {
                return nil
            }
        }
        room.clear()
        spare = Room()
        swap(&room, &spare)
        return settled
    }

    /// Somebody goes on with it.
    private mutating func unsettle() {
        guard let printed = settled.take() else { return }
        room.bytes = printed.bytes
        room.lines = printed.lines
    }

    private func digests() -> Digests {
        var digests = Digests()
        room.bytes.withUnsafeBytes { digests.words.add($0) }
        // Two lines at a time: the end of the first is never 0, so that they are not taken for one.
        room.lines.withUnsafeBufferPointer { lines in
            for index in stride(from: 0, to: lines.count - 1, by: 2) {
                digests.words.add(UInt64(lines[index].end) << 32 | UInt64(lines[index + 1].end))
            }
            if lines.count % 2 == 1 { digests.words.add(UInt64(lines[lines.count - 1].end)) }
            digests.places.add(UnsafeRawBufferPointer(lines))
        }
        return digests
    }

    /// What stands on the line before `number` is not known to be whole: keeps the part of it that `certain` gives, from its beginning on.
    mutating func cutLast(before number: Int, _ certain: (ByteView) -> ByteView) {
        unsettle()
        guard let last = room.lines.last, firstNumber + Int(last.number) == number - 1, !endsWithBreak else { return }
        let begin = room.lines.count > 1 ? Int(room.lines[room.lines.count - 2].end) : 0
        let kept = room.bytes[begin...].withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { certain(ByteView(start: $0, count: buffer.count)).count } ?? 0
        }
        room.bytes.removeLast(room.bytes.count - begin - kept)
        room.lines[room.lines.count - 1].end = UInt32(begin + kept)
    }

    /// Every line with its physical number; an empty one stands for what was dropped.
    func forEach(_ body: (_ line: ByteView, _ number: Int, _ index: Int) -> Void) {
        let (bytes, lines) = (settled?.bytes ?? room.bytes, settled?.lines ?? room.lines)
        let empty: [UInt8] = [0]
        (bytes.isEmpty ? empty : bytes).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var begin = 0
            for (index, line) in lines.enumerated() {
                body(ByteView(start: base + begin, count: Int(line.end) - begin), firstNumber + Int(line.number), index)
                begin = Int(line.end)
            }
        }
    }
}
