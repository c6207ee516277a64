/// Finds runs of lines that bear on nothing, without taking them apart: download bars, requests, an app's own words.
///
/// One per chunk. `RelevantLine` judges; what ends a run needs no reason, the line after it is read in full.
struct ChatterRun {
    /// Only lines that their carrier left as they were printed.
    let isPossible: Bool
    private var escape = ByteCursor(byte: .escape)
    private var carriageReturn = ByteCursor(byte: .carriageReturn)
    /// `requires`, the one word that is looked for anywhere in a line, has the rarest letter.
    private var q = ByteCursor(byte: UInt8(ascii: "q"))

    init(isPossible: Bool) { self.isPossible = isPossible }

    /// Moves `position`, where a line begins, behind the lines of chatter there. Returns how many they are, and how many are not blank.
    /// - Parameter naming: a line that names a `…-packages/` folder is none.
    mutating func run(in view: ByteView, from position: inout Int, naming: Bool) -> (lines: Int, seen: Int) {
        var (lines, seen) = (0, 0)
        guard isPossible else { return (0, 0) }
        while let feed = view.firstIndex(of: .lineFeed, from: position) {
            let line = view[position..<feed]
            guard !escape.isBefore(feed, in: view, from: position), !carriageReturn.isBefore(feed, in: view, from: position),
                line.count <= LineSplitter.maximumLineBytes
            else { break }
            let body = line.dropFirst(line.indentation)
            if body.count > 1 {
                guard !Self.mayBeStructure(line, body), !q.isBefore(feed, in: view, from: position),
                    RelevantLine.mode(of: body) == nil, !(naming && line.count > 30 && line.contains("-packages/"))
                else { break }
                seen += 1
            }
            position = feed + 1
            lines += 1
        }
        return (lines, seen)
    }

    /// What `LogScanner` and `LineNormalizer` look for at the head of a line: steps, banners, `DONE`, pages, events.
    private static func mayBeStructure(_ line: ByteView, _ body: ByteView) -> Bool {
        switch line[0] {
        case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "J"), UInt8(ascii: "B"), UInt8(ascii: "c"), UInt8(ascii: "#"),
            UInt8(ascii: "e"), UInt8(ascii: "d"), UInt8(ascii: "{"), UInt8(ascii: ":"), UInt8(ascii: "i"), UInt8(ascii: "r"):
            true
        default:
            body[0] == UInt8(ascii: "D") && body[1] == UInt8(ascii: "O") || body[0] == UInt8(ascii: "C") && body[1] == UInt8(ascii: "A")
        }
    }
}

/// The next place of a byte in a chunk that is read forwards: looked for once, however many lines ask.
private struct ByteCursor {
    let byte: UInt8
    /// Where it stands, or the end of the chunk; before what is asked for: look again.
    private var next = -1

    init(byte: UInt8) { self.byte = byte }

    mutating func isBefore(_ end: Int, in view: ByteView, from position: Int) -> Bool {
        if next < position { next = view.firstIndex(of: byte, from: position) ?? view.count }
        return next < end
    }
}
