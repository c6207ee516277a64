/// The lines of a step's output that may bear on the environment, as they were printed.
///
/// Most of a log is download bars and chatter, and most builds in it are replaced by a later one. So the first pass only keeps
/// what might matter (a superset, judged by the line's head); `StepOutput` reads it when a build turns out to count.
struct StepTranscript {
    /// Far more than any real step prints about packages; what a hostile one prints beyond it is dropped and said to be missing.
    static let maximumBytes = 8 << 20

    /// Where a kept line ends in `bytes`, and its physical number, counted from the first kept line's. An empty line stands for whatever was dropped between two kept ones.
    private struct Line: BitwiseCopyable {
        var end: Int
        var number: Int
    }

    private var bytes: [UInt8] = []
    private var lines: [Line] = []
    /// Physical number of the first kept line.
    private var firstNumber = 0
    /// What the same step printed before, and so may well print again.
    private var expected: (bytes: Int, lines: Int) = (0, 0)
    /// Lines that were seen, kept or not, blank ones left out.
    private(set) var lineCount = 0
    var isTruncated = false
    /// Somebody left out a part of it, and said so.
    private(set) var hasElision = false
    /// By the index of a kept line: where a wrap had cut it.
    private var joints: [Int: [LineJoint]] = [:]
    private var headerWidth = 0
    /// Of the longest line around, in characters: what is shorter was not wrapped.
    private var widest = 0
    private var mode = Mode.plain
    private var endsWithBreak = true
    /// The line before was BuildKit's note of what it left out.
    private var isBehindClip = false

    /// What the last kept line lets follow.
    private enum Mode { case plain, afterInstallList, inTable }

    init() {}

    /// - Parameter headerWidth: of the step's own line, in characters.
    init(headerWidth: Int) {
        self.headerWidth = headerWidth
        widest = headerWidth
    }

    /// Of a step that has the text of `other`'s.
    init(like other: StepTranscript) {
        headerWidth = other.headerWidth
        widest = other.headerWidth
        // Not more than a step that prints little can be given for nothing.
        expected = (min(other.bytes.count, 1_024), min(other.lines.count, 32))
    }

    var isEmpty: Bool { lines.isEmpty }

    var byteCount: Int { bytes.count }

    /// With what is known of the lines.
    var storedBytes: Int { bytes.count + lines.count * MemoryLayout<Line>.size }

    /// - Parameter places: where a wrap had cut the line.
    mutating func append(_ line: ByteView, number: Int, joints places: [LineJoint] = []) {
        let body = line.dropFirst(line.indentation)
        guard body.count > 1 else { return appendShort(line, number) }
        lineCount += 1
        if line.count > widest { widest = max(widest, WrapWidth.characters(in: line)) }
        if isBehindClip {
            // It begins somewhere in the middle of a line.
            isBehindClip = false
            return addBreak(number)
        }
        if let next = RelevantLine.mode(of: body) {
            if next == .clipped { return clip(number) }
            if !places.isEmpty { joints[lines.count] = places }
            keep(line, number)
            let isRule = mode == .inTable && body[0] == UInt8(ascii: "-")
            mode = next == .installList ? .afterInstallList : next == .table || isRule ? .inTable : .plain
        } else if mode == .afterInstallList && RelevantLine.mayContinueList(line) || mode == .inTable && RelevantLine.mayBeTableRow(line) {
            if !places.isEmpty { joints[lines.count] = places }
            keep(line, number)
        } else {
            if body.count < 24, !body[0].isLetter, ElisionMark.isMark(body.trimmed) { hasElision = true }
            addBreak(number)
        }
    }

    /// Takes a line of those that a build prints most, as `append` would. `false`: it is another one.
    @inline(__always)
    mutating func appendUsual(_ line: ByteView, number: Int) -> Bool {
        guard mode == .plain, !isBehindClip, let usual = UsualLine(line) else { return false }
        lineCount += 1
        if line.count > widest { widest = max(widest, WrapWidth.characters(in: line)) }
        switch usual {
        case .kept: keep(line, number)
        case .dropped: addBreak(number)
        }
        return true
    }

    /// `[output clipped, log limit 2MiB reached]`: BuildKit left out what a step printed too much or too fast, from the middle of one line
    /// to the middle of another.
    private mutating func clip(_ number: Int) {
        isTruncated = true
        isBehindClip = true
        if let last = lines.last, firstNumber + last.number == number - 1, !endsWithBreak {
            let begin = lines.count > 1 ? lines[lines.count - 2].end : 0
            let kept = bytes[begin...].withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { UnfinishedLine.certain(ByteView(start: $0, count: buffer.count)).count } ?? 0
            }
            bytes.removeLast(bytes.count - begin - kept)
            lines[lines.count - 1].end = bytes.count
        }
        addBreak(number)
    }

    /// A blank line ends a list that a wrap may have cut, but not one of an entry a line: some carriers double every line end.
    /// A single character may be the last one of a version that a wrap cut off: `urllib3-1.26.2`, `0`.
    private mutating func appendShort(_ line: ByteView, _ number: Int) {
        guard mode == .afterInstallList else { return }
        if line.count == 1, line[0] != .space, RelevantLine.mayContinueList(line) { keep(line, number) } else { addBreak(number) }
    }

    private mutating func keep(_ line: ByteView, _ number: Int) {
        guard bytes.count + line.count <= Self.maximumBytes, lines.count < 1 << 18 else {
            isTruncated = true
            return
        }
        if bytes.isEmpty {
            // What most steps say; growing to it bit by bit costs more than reading does.
            bytes.reserveCapacity(max(512, line.count, expected.bytes))
            lines.reserveCapacity(max(16, expected.lines))
        }
        if lines.isEmpty { firstNumber = number }
        bytes.append(contentsOf: UnsafeBufferPointer(start: line.start, count: line.count))
        lines.append(Line(end: bytes.count, number: number - firstNumber))
        endsWithBreak = false
    }

    private mutating func addBreak(_ number: Int) {
        mode = .plain
        guard !endsWithBreak else { return }
        endsWithBreak = true
        lines.append(Line(end: bytes.count, number: number - firstNumber))
    }

    /// Takes the other's memory if both kept the same lines, in the same places behind the first one. `false`: they did not.
    mutating func share(_ other: StepTranscript) -> Bool {
        let isSame =
            bytes.withUnsafeBytes { one in other.bytes.withUnsafeBytes { ByteView.areEqual(one, $0) } }
            && lines.withUnsafeBytes { one in other.lines.withUnsafeBytes { ByteView.areEqual(one, $0) } }
        guard isSame else { return false }
        bytes = other.bytes
        lines = other.lines
        return true
    }

    /// Whether both kept the same words, wherever those stood in their logs.
    func hasSameLines(as other: StepTranscript) -> Bool {
        guard bytes.count == other.bytes.count, lines.count == other.lines.count else { return false }
        guard bytes.withUnsafeBytes({ one in other.bytes.withUnsafeBytes { ByteView.areEqual(one, $0) } }) else { return false }
        return lines.withUnsafeBufferPointer { one in
            other.lines.withUnsafeBufferPointer { two in
                // Mostly they have become one: `KnownSteps`.
                one.baseAddress == two.baseAddress || one.indices.allSatisfy { one[$0].end == two[$0].end }
            }
        }
    }

    /// What the kept lines say.
    func read() -> StepOutput {
        var output = StepOutput(lineCount: lineCount, isTruncated: isTruncated, widest: widest)
        let empty: [UInt8] = [0]
        (bytes.isEmpty ? empty : bytes).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var begin = 0
            for (index, line) in lines.enumerated() {
                let places = joints.isEmpty ? [] : joints[index] ?? []
                output.read(ByteView(start: base + begin, count: line.end - begin), number: firstNumber + line.number, joints: places)
                begin = line.end
            }
        }
        output.finish()
        return output
    }
}
