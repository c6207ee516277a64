/// Runs of lines that are a step's output for sure, handed to its transcript without the look at each that `LogScanner` takes.
///
/// One per chunk. What ends a run needs no reason: the line after it is read with all care.
struct OutputRun {
    /// Only lines that their carrier left as they were printed.
    private(set) var isPossible: Bool
    /// Lines of another builder end it too: see `BuilderFrame`.
    var mayHaveFrames = true

    init(isPossible: Bool) { self.isPossible = isPossible }

    /// From here on every line has to be looked at.
    mutating func stop() { isPossible = false }

    /// Moves `position`, where a line begins, behind the output there.
    /// - Parameter number: of the line at `position`.
    /// - Parameter isOfStart: a line that names a `…-packages/` folder, and a traceback's, end the run too.
    /// - Returns: how many lines that were.
    mutating func pass(
        _ view: ByteView,
        from position: inout Int,
        by splitter: inout LineSplitter,
        number: Int,
        isOfStart: Bool,
        to transcript: inout StepTranscript
    ) -> Int {
        guard isPossible else { return 0 }
        var lines = 0
        while let end = splitter.lineEnd(from: position, in: view), !splitter.holdsControls {
            let line = ByteView(start: view.start + position, count: end - position)
            if isOfStart || !transcript.appendUsual(line, number: number + lines) {
                guard line.count <= LineSplitter.maximumLineBytes, !mayBeStructure(line), !(isOfStart && Self.namesFolder(line)) else {
                    break
                }
                transcript.append(line, number: number + lines)
            }
            position = end + 1
            lines += 1
        }
        return lines
    }

    /// Moves `position` behind the output there, which somebody else keeps. Returns how many lines that were.
    /// - Parameter limit: no line that begins behind it is taken.
    func pass(_ view: ByteView, from position: inout Int, by splitter: inout LineSplitter, upTo limit: Int) -> Int {
        guard isPossible else { return 0 }
        var lines = 0
        while position < limit, let end = splitter.lineEnd(from: position, in: view), !splitter.holdsControls,
            end - position <= LineSplitter.maximumLineBytes, !mayBeStructure(view[position..<end])
        {
            position = end + 1
            lines += 1
        }
        return lines
    }

    /// A `…-packages/` folder, or one of a traceback's.
    private static func namesFolder(_ line: ByteView) -> Bool {
        line.count > 30 && (line.contains("-packages/", rarest: 4) || SitePackagesPath.isFrame(line))
    }

    /// Whether nothing has to be undone on this line.
    func isAsPrinted(_ line: ByteView, holdsControls: Bool) -> Bool {
        isPossible && !holdsControls && (line.isEmpty || !LineNormalizer.mayBeginEventLine(line[0]))
    }

    /// What `LogScanner` and `LineNormalizer` look for at the head of a line: steps, banners, outcomes, pages, vertices, events.
    @inline(__always)
    private func mayBeStructure(_ line: ByteView) -> Bool { line.count > 0 && isHead(line[0]) && beginsStructure(line) }

    /// Bytes that such a line may begin with. Asked first: a switch over them is a guess of the processor that is mostly wrong.
    @inline(__always)
    private func isHead(_ byte: UInt8) -> Bool {
        let marks = Self.set(" #-:="), letters = mayHaveFrames ? Self.set("BCDEIJRST[`cdeir{") : Self.set("BCDJ`cdeir{")
        return byte < 128 && (byte < 64 ? marks : letters) >> UInt64(byte & 63) & 1 == 1
    }

    /// A bit for each byte of `text`, by its lowest six bits. A constant, where it is inlined.
    @inline(__always)
    private static func set(_ text: StaticString) -> UInt64 {
        (0..<text.utf8CodeUnitCount).reduce(0) { $0 | 1 << UInt64(text.utf8Start[$1] & 63) }
    }

    private func beginsStructure(_ line: ByteView) -> Bool {
        switch line[0] {
        case UInt8(ascii: "-"): return line.hasPrefix("--> ")
        case UInt8(ascii: "S"), UInt8(ascii: "I"), UInt8(ascii: "R"), UInt8(ascii: "T"), UInt8(ascii: "E"), UInt8(ascii: "["):
            return BuilderFrame.mayBegin(line)
        case UInt8(ascii: "="): return line.hasPrefix("===== ")
        case UInt8(ascii: "D"), UInt8(ascii: "C"), .space:
            return Self.mayBeOutcome(line.dropFirst(line.indentation)) || mayHaveFrames && BuilderFrame.mayBegin(line)
        case UInt8(ascii: "J"): return line.hasPrefix("Job failed")
        case UInt8(ascii: "B"): return line.hasPrefix("Build failed")
        case UInt8(ascii: "c"): return line.hasPrefix("cache miss")
        case UInt8(ascii: "e"): return line.hasPrefix("error: failed") || line.hasPrefix("error building") || line.hasPrefix("event: ")
        case UInt8(ascii: "d"): return line.hasPrefix("data:")
        case UInt8(ascii: "i"): return line.hasPrefix("id: ")
        case UInt8(ascii: "r"): return line.hasPrefix("retry: ")
        case UInt8(ascii: "`"): return line.hasPrefix("```")
        case UInt8(ascii: "#"), UInt8(ascii: "{"), UInt8(ascii: ":"): return true
        default: return false
        }
    }

    private static func mayBeOutcome(_ body: ByteView) -> Bool { body.hasPrefix("DONE ") || body.hasPrefix("CACHED") }
}

extension StepTranscript {
    /// Takes the run of output at `position`. Returns how many lines that were.
    mutating func append(
        _ run: inout OutputRun,
        of view: ByteView,
        from position: inout Int,
        by splitter: inout LineSplitter,
        number: Int
    ) -> Int {
        run.pass(view, from: &position, by: &splitter, number: number, isOfStart: false, to: &self)
    }
}
