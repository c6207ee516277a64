/// The width at which a log was cut into lines, whatever stood there: no line is longer, and what follows one of exactly that width
/// begins in the middle of something.
enum WrapWidth {
    private static let least = 40
    private static let most = 400
    /// Where terminals, mails and issues wrap. A single line may be as long as these by chance only.
    private static let customary: Set<Int> = [72, 76, 78, 79, 80, 90, 96, 100, 110, 120, 128, 132, 140, 150, 160, 180, 200]

    /// What the widest lines of a log say of where lines end.
    struct Ends: Equatable {
        /// Lines that are longer go on in the next one. In characters.
        var wrapWidth: Int?
        /// The rest of such a line is set in by so many spaces.
        var hangingIndentation = 0
        /// What is longer was taken away. In characters.
        var cropWidth: Int?
        /// Shorter lines were filled up with blanks.
        var isFilled = false
    }

    /// - Parameter text: what stands in a line behind the prefix of its carrier.
    static func ends(of head: ByteView, text: (ByteView) -> ByteView) -> Ends {
        guard let widest = widestLine(of: head) else { return Ends() }
        /// Lines of the full width that go on, a few different ones.
        var cut: [ByteView] = []
        var rests = 0
        var hangingIndentation = Int.max
        var wholes: Set<UInt64> = []
        var isCropped = false
        var previous: ByteView?
        let isFilled = areFilled(head, to: widest)
        CarrierTraits.forEachLine(of: head) { line in
            defer { previous = isFull(line, widest, isFilled: isFilled) ? line : nil }
            // Bars and boxes are all of one length, and end where they end.
            guard let full = previous, !full.contains("━━"), !full.contains("██"), !isRowOfBox(full) else { return }
            if LineHead.mayBeginLine(EscapeSequence.skipped(text(line))) {
                isCropped = isCropped || hasLostEnd(text(full))
                // The same advice again and again is one line.
                wholes.insert(text(full).digest.hash)
                return
            }
            rests += 1
            hangingIndentation = min(hangingIndentation, text(line).indentation)
            if cut.count < 32, !cut.contains(where: { text($0).string == text(full).string }) {
                cut.append(full)
            }
        }
        // A step's text may be the only long line of a short log.
        let isHeader = cut.count == 1 && text(cut[0]).hasPrefix("--> RUN ") && customary.contains(widest)
        // Where shorter lines were filled up, what follows a full one is its rest, even if that is seen but once.
        if isFilled && rests > 0 || (cut.count > 1 || isHeader) && rests >= wholes.count * 4 {
            // A wrap cuts before a space now and then, but not every time, and not before two.
            let isHanging = hangingIndentation > 1 && hangingIndentation < widest / 2
            return Ends(wrapWidth: widest, hangingIndentation: isHanging ? hangingIndentation : 0, isFilled: isFilled)
        }
        return Ends(cropWidth: isCropped ? widest : nil, isFilled: isFilled)
    }

    /// Whether the line is as wide as the log's widest; where all are filled up with blanks, whether its text is.
    static func isFull(_ line: ByteView, _ width: Int, isFilled: Bool) -> Bool {
        guard line.count >= width, characters(in: line) == width else { return false }
        return !isFilled || !withoutReturn(line).hasSuffix("  ")
    }

    /// A terminal's window, copied whole, has as many characters in every line.
    private static func areFilled(_ head: ByteView, to width: Int) -> Bool {
        var (lines, wide, filled) = (0, 0, 0)
        CarrierTraits.forEachLine(of: head) { line in
            lines += 1
            guard line.count >= width else { return }
            wide += 1
            if withoutReturn(line).hasSuffix("  ") { filled += 1 }
        }
        return wide * 20 >= lines * 19 && filled * 3 >= lines
    }

    private static func withoutReturn(_ line: ByteView) -> ByteView {
        line.count > 0 && line[line.count - 1] == .carriageReturn ? line.dropLast(1) : line
    }

    /// Lines whose ends everybody knows: `FROM …@sha256:` with its 64 digits, what pip says of root, the file that is downloaded, a list.
    private static func hasLostEnd(_ whole: ByteView) -> Bool {
        let line = withoutReturn(whole).trimmed
        if line.hasPrefix("Installing collected packages: ") { return line.hasSuffix(",") }
        if line.hasPrefix("Downloading ") { return !archives.contains { line.firstIndex(of: $0) != nil } }
        if line.hasPrefix("WARNING: Running pip as the 'root' user ") {
            return !line.hasSuffix("/warnings/venv") && !line.hasSuffix("this warning.")
        }
        guard line.hasPrefix("--> FROM "), let begin = line.firstIndex(of: "@sha256:") else { return false }
        return line.count - begin - 8 < 64
    }

    private static let archives: [StaticString] = [".whl", ".tar.", ".zip", ".tgz", ".metadata"]

    /// `│ from diffusers import (        │`, `╰────────╯`, also where a paste lost the border on the right.
    private static func isRowOfBox(_ line: ByteView) -> Bool {
        let row = line.trimmed
        return row.count >= 3 && (isBoxDrawing(row, 0) || isBoxDrawing(row, row.count - 3))
    }

    /// U+2500 to U+259F: borders and blocks.
    private static func isBoxDrawing(_ line: ByteView, _ index: Int) -> Bool {
        line[index] == 0xE2 && (0x94...0x96).contains(line[index + 1])
    }

    /// `nil`: no line is as wide as a wrap, or one is wider than any.
    private static func widestLine(of head: ByteView) -> Int? {
        var (widest, position) = (least - 1, 0)
        while position < head.count {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            if end - position > widest { widest = max(widest, characters(in: head[position..<end])) }
            if widest > most { return nil }
            position = end + 1
        }
        return widest >= least ? widest : nil
    }

    /// Without the carriage return at its end; UTF-8's continuation bytes are none.
    static func characters(in line: ByteView) -> Int {
        let count = line.count - line.continuationBytes
        return line.count > 0 && line[line.count - 1] == .carriageReturn ? count - 1 : count
    }
}
