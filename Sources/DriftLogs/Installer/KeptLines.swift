/// Lines of a step's output, one behind the other, with the places where they stood.
///
/// Builds repeat each other. As long as a step prints what the same step had printed before, its lines are compared with the earlier ones
/// instead of being copied, and the memory is the earlier step's.
struct KeptLines {
    /// Far more than any real step prints about packages; what a hostile one prints beyond it is dropped.
    static let maximumBytes = 8 << 20
    private static let maximumLines = 1 << 18
    /// What most steps say; growing to it bit by bit costs more than reading does.
    private static let usualBytes = 512
    private static let usualLines = 16

    /// Where a line ends in `bytes`, and its physical number, counted from the first line's. An empty one stands for whatever was dropped
    /// between two others.
    private struct Line: BitwiseCopyable, Equatable {
        var end: Int
        var number: Int
    }

    private var bytes: [UInt8] = []
    private var lines: [Line] = []
    /// How many of `lines` have been printed. While an earlier step is followed, there may be more of them: what it went on with.
    private(set) var count = 0
    /// Where the last one that was printed ends.
    private var end = 0
    /// `bytes` and `lines` are another step's.
    private var isFollowing = false
    /// Physical number of the first line.
    private var firstNumber = 0
    private var endsWithBreak = true

    init() {}

    /// Of a step that may well print what another one did.
    init(following other: KeptLines) {
        guard other.count > 0 else { return }
        bytes = other.bytes
        lines = other.lines
        isFollowing = true
    }

    var isEmpty: Bool { count == 0 }

    var byteCount: Int { end }

    /// With what is known of the lines.
    var storedBytes: Int { end + count * MemoryLayout<Line>.size }

    /// `false`: there is no room for it.
    mutating func append(_ line: ByteView, number: Int) -> Bool {
        guard end + line.count <= Self.maximumBytes, count < Self.maximumLines else { return false }
        if count == 0 { firstNumber = number }
        let entry = Line(end: end + line.count, number: number - firstNumber)
        endsWithBreak = false
        if isFollowing {
            if expects(entry, line) { return true }
            stopFollowing()
        }
        if bytes.isEmpty { reserve(max(Self.usualBytes, line.count), Self.usualLines) }
        bytes.append(contentsOf: UnsafeBufferPointer(start: line.start, count: line.count))
        note(entry)
        return true
    }

    /// Something was dropped here.
    mutating func addBreak(number: Int) {
        guard !endsWithBreak else { return }
        endsWithBreak = true
        let entry = Line(end: end, number: number - firstNumber)
        if isFollowing {
            if expects(entry, nil) { return }
            stopFollowing()
        }
        note(entry)
    }

    private mutating func note(_ entry: Line) {
        lines.append(entry)
        count += 1
        end = entry.end
    }

    /// Whether the step that is followed went on with this line, in the same place.
    private mutating func expects(_ entry: Line, _ line: ByteView?) -> Bool {
        guard count < lines.count, lines[count] == entry else { return false }
        if let line {
            let begin = end
            let isSame = bytes.withUnsafeBytes { printed in
                let expected = UnsafeRawBufferPointer(rebasing: printed[begin..<begin + line.count])
                return ByteView.areEqual(expected, UnsafeRawBufferPointer(start: line.start, count: line.count))
            }
            guard isSame else { return false }
        }
        count += 1
        end = entry.end
        return true
    }

    /// From here on the lines are the step's own.
    private mutating func stopFollowing() {
        isFollowing = false
        guard count < lines.count else { return }
        let (others, otherLines) = (bytes, lines)
        (bytes, lines) = ([], [])
        // Not more than a step that prints little can be given for nothing.
        reserve(end + min(others.count - end, 1_024), count + min(otherLines.count - count, 32))
        bytes.append(contentsOf: others[..<end])
        lines.append(contentsOf: otherLines[..<count])
    }

    private mutating func reserve(_ byteCount: Int, _ lineCount: Int) {
        bytes.reserveCapacity(byteCount)
        lines.reserveCapacity(lineCount)
    }

    /// Takes the other's memory if both kept the same lines, in the same places behind the first one. `false`: they did not.
    mutating func share(_ other: KeptLines) -> Bool {
        if isFollowing { stopFollowing() }
        let isSame =
            count == other.count && withBytes { one in other.withBytes { ByteView.areEqual(one, $0) } }
            && withLines { one in other.withLines { ByteView.areEqual(UnsafeRawBufferPointer(one), UnsafeRawBufferPointer($0)) } }
        guard isSame else { return false }
        bytes = other.bytes
        lines = other.lines
        isFollowing = other.count < other.lines.count
        return true
    }

    /// Whether both kept the same words, wherever those stood in their logs.
    func hasSameWords(as other: KeptLines) -> Bool {
        guard end == other.end, count == other.count else { return false }
        guard withBytes({ one in other.withBytes { ByteView.areEqual(one, $0) } }) else { return false }
        return withLines { one in
            // Mostly they have become one: `KnownSteps`.
            other.withLines { two in one.baseAddress == two.baseAddress || one.indices.allSatisfy { one[$0].end == two[$0].end } }
        }
    }

    private func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    }

    private func withLines<Result>(_ body: (UnsafeBufferPointer<Line>) -> Result) -> Result {
        lines.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    /// What stands on the line before `number` is not known to be whole: keeps the part of it that `certain` gives, from its beginning on.
    mutating func cutLast(before number: Int, _ certain: (ByteView) -> ByteView) {
        if isFollowing { stopFollowing() }
        guard let last = lines.last, firstNumber + last.number == number - 1, !endsWithBreak else { return }
        let begin = count > 1 ? lines[count - 2].end : 0
        let kept = bytes[begin...].withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { certain(ByteView(start: $0, count: buffer.count)).count } ?? 0
        }
        end = begin + kept
        bytes.removeLast(bytes.count - end)
        lines[count - 1].end = end
    }

    /// Every line with its physical number; an empty one stands for what was dropped.
    func forEach(_ body: (_ line: ByteView, _ number: Int, _ index: Int) -> Void) {
        let empty: [UInt8] = [0]
        (bytes.isEmpty ? empty : bytes).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var begin = 0
            for (index, line) in lines[..<count].enumerated() {
                body(ByteView(start: base + begin, count: line.end - begin), firstNumber + line.number, index)
                begin = line.end
            }
        }
    }
}
