/// A log whose lines a mail client, an editor or a terminal's pager broke at spaces: every piece has as many words as its width has room for.
///
///     --> RUN pip install --no-cache-dir gradio[oauth]==3.47.1 uvicorn>=0.14.0
///     spaces==0.16.1
///
/// A wrap at a fixed width, whatever stands there, is `WrapWidth`'s.
struct SoftWrap: Equatable {
    /// In characters.
    var width: Int
    /// The blank at which a line was broken stands at its end (`fold -s`, mails in `format=flowed`); otherwise it is gone.
    var keepsBlanks: Bool
    /// What stands before a line stood there before the wrap, and takes room: `> --> RUN pip install flask`.
    var countsPrefix = false

    private static let least = 40
    private static let most = 250

    /// `nil`: nothing tells that the log was wrapped so.
    /// - Parameters:
    ///   - countsPrefix: what stands before a line takes room, and stands before no rest of one.
    ///   - text: what stands in a line behind the prefix of its carrier.
    init?(head: ByteView, countsPrefix: Bool, text: (ByteView) -> ByteView) {
        guard Self.isPossible(head) else { return nil }
        var judge = SoftWrapJudge()
        CarrierTraits.forEachLine(of: head) { line in
            let line = line.count > 0 && line[line.count - 1] == .carriageReturn ? line.dropLast(1) : line
            let text = text(line)
            let before = countsPrefix ? line.count - text.count : 0
            judge.read(text, before: before, mayGoOn: before == 0)
        }
        guard let width = judge.width(within: Self.least...Self.most) else { return nil }
        self.width = width
        self.countsPrefix = countsPrefix
        keepsBlanks = judge.keepsBlanks
    }

    /// A line that goes on and on was not broken: a quick look, as most logs have one.
    private static func isPossible(_ head: ByteView) -> Bool {
        var position = 0
        while position < head.count {
            let end = head.firstIndex(of: .lineFeed, from: position) ?? head.count
            if end - position > most * 2, head[position + least..<position + most * 2].contains(.space) { return false }
            position = end + 1
        }
        return true
    }

    /// Whether the word that `next` begins with had no room behind `line`.
    static func lacksRoom(_ line: ByteView, _ next: ByteView, width: Int) -> Bool {
        let length = WrapWidth.characters(in: line)
        // A blank that stays takes room as well.
        return length <= width && length + (endsInHyphen(line) ? 0 : 1) + WrapWidth.characters(in: next.trimmed.firstWord) > width
    }

    /// Some break behind the hyphen of a word: `click-`, `8.1.7`. A word that is nothing but a hyphen is a word.
    static func endsInHyphen(_ line: ByteView) -> Bool {
        line.count > 1 && line[line.count - 1] == UInt8(ascii: "-") && line[line.count - 2] != .space && line[line.count - 2] != .tab
    }

    /// What stands between the two where they are one line again: a blank, unless the break left it, or went through a word.
    func needsBlank(_ line: ByteView, _ next: ByteView) -> Bool {
        guard !keepsBlanks, line.count > 0, line[line.count - 1] != .space, !Self.endsInHyphen(line) else { return false }
        // A word that is longer than a line is cut wherever the line is full.
        var begin = line.count
        while begin > 0, line[begin - 1] != .space, line[begin - 1] != .tab { begin -= 1 }
        let word = line.dropFirst(begin)
        let isCut =
            WrapWidth.characters(in: line) == width
            && WrapWidth.characters(in: word) + WrapWidth.characters(in: next.trimmed.firstWord) > width
        return !isCut
    }

    /// Whether `next` can be the rest of `whole`, of which `line` is the last piece so far.
    func goesOn(_ whole: ByteView, _ line: ByteView, _ next: ByteView) -> Bool {
        guard next.count > 0, !next.trimmed.isEmpty, !whole.trimmed.isEmpty, Self.lacksRoom(line, next, width: width),
            !ElisionMark.isMark(next.trimmed)
        else { return false }
        if LineHead.isStepHeader(whole) { return !LineHead.mayBeginLine(next) && !LineHead.mayBeginOutput(next) }
        // An entry of a list stands alone, and so do a table's row and what is set in from the margin.
        let isEntry = next.contains("==") && next.trimmed.firstWord.count == next.trimmed.count || next.trimmed.contains("  ")
        return next.indentation == 0 && !isEntry && !LineHead.mayBeginLine(EscapeSequence.skipped(next))
    }
}

/// Looks in a log's beginning for lines that surely go on in the next one, and what width explains all of them.
private struct SoftWrapJudge {
    /// Where mails, issues and terminals wrap.
    private static let customary = [72, 76, 78, 79, 80, 90, 96, 100, 110, 120, 128, 132, 140, 150, 160, 180, 200]
    private static let maximumLengths = 4_000

    private var previous: (text: ByteView, length: Int)?
    /// The line at hand goes on a list that an earlier one began.
    private var isInList = false
    /// The same of one of pip's long sentences.
    private var isInSentence = false
    /// Lengths of lines that surely go on, and of what their first piece and the next word would have come to.
    private var cut: [(length: Int, wanted: Int)] = []
    private var blankEnds = 0
    /// The longest header that may go on.
    private var header: (length: Int, wanted: Int)?
    /// Of lines that hold several words.
    private var lengths = LengthSet()
    /// How many lines of a length are followed by one that nothing is known to begin with; those apart that end with a blank.
    private var ends: [Int: (plain: Int, blank: Int)] = [:]
    /// Bars whose time went into the next line: whatever their length, they were broken at a space.
    private var bars = 0

    var keepsBlanks: Bool { blankEnds * 2 > max(1, cut.count) }

    /// - Parameters:
    ///   - before: characters that take room before it.
    ///   - mayGoOn: it may be the rest of the line before.
    mutating func read(_ line: ByteView, before: Int, mayGoOn: Bool) {
        let length = WrapWidth.characters(in: line) + before
        defer { previous = (line, length) }
        if line.trimmed.contains(.space) { lengths.insert(length) }
        guard let (previous, last) = previous, mayGoOn, !line.isEmpty, !previous.isEmpty, line.indentation == 0,
            !LineHead.mayBeginLine(EscapeSequence.skipped(line))
        else {
            (isInList, isInSentence) = (false, false)
            return
        }
        let wanted = last + (SoftWrap.endsInHyphen(previous) ? 0 : 1) + WrapWidth.characters(in: line.firstWord)
        let isBar = Self.isOpenBar(previous, line)
        let endsInBlank = previous[previous.count - 1] == .space
        if !isBar, ends.count < Self.maximumLengths {
            if endsInBlank { ends[last, default: (0, 0)].blank += 1 } else { ends[last, default: (0, 0)].plain += 1 }
        }
        if LineHead.isStepHeader(previous), last > header?.length ?? 0, !LineHead.mayBeginOutput(line) { header = (last, wanted) }
        isInList = (isInList || Self.isList(previous)) && Self.mayContinueList(line)
        isInSentence = isInSentence ? !Self.endsSentence(previous) : Self.beginsSentence(previous)
        guard isBar || isInList || isInSentence || Self.isOpenCommand(previous) || Self.isOpenBracket(previous, line),
            cut.count < Self.maximumLengths
        else { return }
        cut.append((last, wanted))
        if isBar { bars += 1 }
        if endsInBlank { blankEnds += 1 }
    }

    private static func isList(_ line: ByteView) -> Bool {
        line.hasPrefix("Successfully installed ") || line.hasPrefix("Installing collected packages: ")
    }

    /// What pip says of root and of conflicts is longer than any wrap is wide: a line of it that does not end so goes on in the next one.
    private static func beginsSentence(_ line: ByteView) -> Bool {
        (line.hasPrefix("WARNING: Running pip as the 'root' user can ") || line.hasPrefix("ERROR: pip's dependency resolver does not "))
            && !endsSentence(line)
    }

    private static func endsSentence(_ line: ByteView) -> Bool {
        let text = line.trimmed
        return text.hasSuffix("/venv") || text.hasSuffix("warning.") || text.hasSuffix("conflicts.")
    }

    /// `     ━━━━━━━━ 96.9/96.9 kB 129.2 MB/s eta`, `0:00:00`; `===== Build Queued at … / Commit SHA: 0cdacde`, `=====`: a cut that is
    /// blind to words leaves the blank between them.
    private static func isOpenBar(_ line: ByteView, _ next: ByteView) -> Bool {
        guard next.count <= 20, line.count > 0, line[line.count - 1] != .space else { return false }
        if next.equals("=====") { return line.hasPrefix("===== Build Queued at ") && !line.hasSuffix("=====") }
        let isTime = next.hasPrefix("0:0") && line.hasSuffix(" eta")
        let isRest = isTime || next.hasPrefix("eta 0:") || next.hasPrefix("MB/s eta 0:") || next.hasPrefix("kB/s eta 0:")
        return isRest && line.contains("━━")
    }

    /// `--> RUN pip install a &&`, `--> FROM`
    private static func isOpenCommand(_ line: ByteView) -> Bool {
        let text = line.trimmed
        return text.hasSuffix(" &&") || text.hasSuffix(" ||") || text.hasSuffix(" -r") || text.equals("--> FROM") || text.equals("--> RUN")
            || text.equals("--> COPY")
    }

    /// `flask-3.1.3 click-8.1.7`, `flask, click,`; the last word may be a part of one.
    private static func mayContinueList(_ line: ByteView) -> Bool {
        guard RelevantLine.mayContinueList(line) else { return false }
        var strangers = 0
        line.dropLast(1).forEachWord { word in
            if !word.hasSuffix(","), !(0..<word.count).contains(where: { word[$0].isDigit }) { strangers += 1 }
        }
        return strangers <= 1
    }

    /// `Requirement already satisfied: click in /usr/local/lib/python3.13/site-packages (from`, `flask) (8.1.7)`
    private static func isOpenBracket(_ line: ByteView, _ next: ByteView) -> Bool {
        guard let close = next.firstIndex(of: UInt8(ascii: ")")) else { return false }
        var depth = 0
        for index in 0..<line.count {
            if line[index] == UInt8(ascii: "(") { depth += 1 }
            if line[index] == UInt8(ascii: ")") { depth -= 1 }
        }
        return depth == 1 && !next[0..<close].contains(UInt8(ascii: "("))
    }

    /// No line that was cut is longer, and each had no room for the word that follows it.
    func width(within range: ClosedRange<Int>) -> Int? {
        guard !cut.isEmpty else { return widthOfHeader(within: range) }
        // A few may be somebody's own lines.
        let longest = cut.map(\.length).max() ?? 0
        let fitting = cut.filter { $0.wanted > longest }
        guard fitting.count * 5 >= cut.count * 4, let least = fitting.map(\.wanted).min() else { return nil }
        let width = lengths.max(below: least).map { max($0, longest) } ?? longest
        // Lines that were cut wherever they were full are all as long as the longest, and few of them end with a blank.
        let full = ends[width] ?? (0, 0)
        // Whoever breaks lines at spaces breaks them all; a few may be somebody's own.
        guard lengths.count(above: width) <= cut.count / 4 else { return nil }
        guard fitting.count(where: { $0.length < width }) + bars > full.plain + (keepsBlanks ? 0 : full.blank) else { return nil }
        return range.contains(width) ? width : nil
    }

    /// A step's text may be the only long line of a short log. One that has a customary length itself may have been cut there.
    private func widthOfHeader(within range: ClosedRange<Int>) -> Int? {
        guard let header, header.length == lengths.max, !Self.customary.contains(header.length) else { return nil }
        // Other lines of the same length that go on were cut wherever they were full.
        let full = ends[header.length] ?? (0, 0)
        guard full.plain + full.blank <= 1 else { return nil }
        return Self.customary.first { range.contains($0) && $0 > header.length && header.wanted > $0 }
    }
}
