/// The lines of a step's output that may bear on the environment, as they were printed.
///
/// Most of a log is download bars and chatter, and most builds in it are replaced by a later one. So the first pass only keeps
/// what might matter (a superset, judged by the line's head); `StepOutput` reads it when a build turns out to count.
struct StepTranscript {
    private var kept: KeptLines
    /// Lines that were seen, kept or not, blank ones left out.
    private(set) var lineCount = 0
    var isTruncated = false
    /// Somebody left out a part of it, and said so.
    var hasElision: Bool { elisionLine != nil }
    /// Where that is, for the last time.
    private(set) var elisionLine: Int?
    /// By the index of a kept line: where a wrap had cut it.
    private var joints: [Int: [LineJoint]] = [:]
    private var headerWidth = 0
    /// Of the longest line around, in characters: what is shorter was not wrapped.
    private var widest = 0
    private var mode = Mode.plain
    /// The line before was BuildKit's note of what it left out.
    private var isBehindClip = false

    /// What the last kept line lets follow.
    private enum Mode { case plain, afterInstallList, inTable }

    init() { kept = KeptLines() }

    /// - Parameters:
    ///   - headerWidth: of the step's own line, in characters.
    ///   - room: for the lines.
    init(headerWidth: Int, room: consuming KeptLines.Room = .init()) {
        self.headerWidth = headerWidth
        widest = headerWidth
        kept = KeptLines(room: room)
    }

    var isEmpty: Bool { kept.isEmpty }

    var byteCount: Int { kept.byteCount }

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
            if body[0] == UInt8(ascii: "-") || body[0] == UInt8(ascii: "#"), ElisionMark.isMark(body.trimmed) { elisionLine = number }
            if !places.isEmpty { joints[kept.count] = places }
            keep(line, number)
            let isRule = mode == .inTable && body[0] == UInt8(ascii: "-")
            mode = next == .installList ? .afterInstallList : next == .table || isRule ? .inTable : .plain
        } else if mode == .afterInstallList && RelevantLine.mayContinueList(line) || mode == .inTable && RelevantLine.mayBeTableRow(line) {
            if !places.isEmpty { joints[kept.count] = places }
            keep(line, number)
        } else {
            if body.count < 96, !body[0].isLetter, ElisionMark.isMark(body.trimmed) { elisionLine = number }
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
        kept.cutLast(before: number, UnfinishedLine.certain)
        addBreak(number)
    }

    /// A blank line ends a list that a wrap may have cut, but not one of an entry a line: some carriers double every line end.
    /// A single character may be the last one of a version that a wrap cut off: `urllib3-1.26.2`, `0`.
    private mutating func appendShort(_ line: ByteView, _ number: Int) {
        guard mode == .afterInstallList else { return }
        if line.count == 1, line[0] != .space, RelevantLine.mayContinueList(line) { keep(line, number) } else { addBreak(number) }
    }

    private mutating func keep(_ line: ByteView, _ number: Int) {
        if !kept.append(line, number: number) { isTruncated = true }
    }

    private mutating func addBreak(_ number: Int) {
        mode = .plain
        kept.addBreak(number: number)
    }

    /// The step is over: see `KeptLines.settle`.
    mutating func settle(as known: KeptLines.Settled?, upTo limit: Int, room: inout KeptLines.Room) -> KeptLines.Settled? {
        kept.settle(as: known, upTo: limit, room: &room)
    }

    /// Of the kept words, wherever those stood in their log.
    var words: ContentDigest { kept.words }

    /// What the kept lines say.
    func read() -> StepOutput {
        var output = StepOutput(lineCount: lineCount, isTruncated: isTruncated, widest: widest)
        kept.forEach { line, number, index in
            output.read(line, number: number, joints: joints.isEmpty ? [] : joints[index] ?? [])
        }
        output.finish()
        return output
    }
}
