/// Edits. Each changes only the bytes it is about, and doing it twice is doing it once. Texts from outside cannot smuggle a line in: what
/// would not read back as what it was meant to be is refused, and the file stays as it was.
extension RequirementsFile {
    package static let blockBegin = "# >>> driftd: restored versions; this block is replaced as a whole"
    package static let blockEnd = "# <<< driftd"
    /// What a block's first line is known by, whatever explanation follows.
    private static let blockBeginPrefix = "# >>> driftd:"

    /// Gives the requirement at `index` the version clauses `specifier` (`==1.2.3`) instead of its own, or of its URL. Name, extras, marker,
    /// other options and comment stay; hashes go, for they were the old version's. `false`: no such requirement, or no valid clauses.
    @discardableResult
    package mutating func replaceVersion(ofLineAt index: Int, with specifier: String) -> Bool {
        guard let specifiers = VersionSpecifierSet(specifier), !specifiers.isEmpty, isPlainASCII(specifier) else { return false }
        return replaceVersionPart(ofLineAt: index) { _, parsed in
            let isURL = parsed.requirement.url != nil
            let start = isURL ? parsed.nameEnd : parsed.versionPart.lowerBound
            return (start..<parsed.versionPart.upperBound, Array(specifier.utf8))
        } check: { new in
            new.specifiers == specifiers && new.url == nil
        }
    }

    /// Makes the requirement at `index` a direct one: `name[extras] @ url ; marker`. As `replaceVersion` otherwise.
    @discardableResult
    package mutating func replaceSource(ofLineAt index: Int, with url: String) -> Bool {
        guard !url.isEmpty, isPlainASCII(url), !url.contains(" ") else { return false }
        return replaceVersionPart(ofLineAt: index) { syntax, parsed in
            let end = syntax.subject.lowerBound + parsed.versionPart.upperBound
            // A `;` right behind would become a part of the URL.
            let needsSpace = end < syntax.subject.upperBound && !syntax.joined[end].isBlank
            return (parsed.nameEnd..<parsed.versionPart.upperBound, Array(" @ \(url)\(needsSpace ? " " : "")".utf8))
        } check: { new in
            new.url == url
        }
    }

    /// Replaces requirement and options of the line at `index` by `text`; indentation, comment and line end stay.
    /// `false`: `text` is not exactly one requirement, reference or option, or the line has none.
    @discardableResult
    package mutating func replaceLine(at index: Int, with text: String) -> Bool {
        guard lines.indices.contains(index), isPlainASCII(text) else { return false }
        let syntax = RequirementsLineSyntax(lines[index].bytes)
        let alone = Line(bytes: Array(text.utf8), number: 1)
        guard !syntax.code.isEmpty, alone.isUsable, !RequirementsLineSyntax(alone.bytes).hasComment else { return false }
        var bytes = lines[index].bytes
        bytes.replaceSubrange(syntax.origin(of: syntax.code), with: text.utf8)
        let line = Line(bytes: bytes, number: lines[index].number)
        guard line.kind == alone.kind, line.options == alone.options else { return false }
        put(line, at: index)
        return true
    }

    /// Puts `# reason: ` before each physical line of the line at `index`.
    package mutating func commentOut(lineAt index: Int, because reason: String) {
        guard lines.indices.contains(index), isPlainASCII(reason) else { return }
        let bytes = lines[index].bytes
        let mark = Array("# \(reason): ".utf8)
        var result: [UInt8] = []
        for line in LineSplitting.lines(of: bytes) { result += mark + bytes[line.content] + bytes[line.terminator] }
        lines[index] = Line(bytes: result, number: lines[index].number)
        reparse()
        renumber()
    }

    /// Puts `block`, one requirement, option or comment a line, between two marker comments at the file's end, in place of every older block.
    /// Empty: only takes older blocks away. `false`: a line of `block` is not one line that pip would take.
    @discardableResult
    package mutating func setMarkedBlock(_ block: [String]) -> Bool {
        for text in block {
            let line = Line(bytes: Array(text.utf8), number: 1)
            let isMarker = text.contains(Self.blockBeginPrefix) || text.contains(Self.blockEnd)
            guard isPlainASCII(text), !text.hasSuffix("\\"), !isMarker, line.isUsable || line.kind == .comment || line.kind == .blank else {
                return false
            }
        }
        removeMarkedBlocks()
        guard !block.isEmpty else { return true }
        let end = lineEnd
        closeLastLine(with: end)
        for text in [Self.blockBegin] + block + [Self.blockEnd] {
            lines.append(Line(bytes: Array(text.utf8) + end, number: 0))
        }
        renumber()
        return true
    }

    /// The indices in `lines` of what the marked blocks hold, without the marker comments.
    package var markedBlockLines: [Int] {
        blockRanges.flatMap { Array($0.dropFirst().dropLast()) }
    }

    /// From a begin marker to the next end marker. A begin without an end bounds nothing: what follows it is the user's.
    private var blockRanges: [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        var begin: Int?
        for (index, line) in lines.enumerated() where line.kind == .comment {
            if line.text.hasPrefix(Self.blockBeginPrefix) {
                begin = index
            } else if line.text == Self.blockEnd, let start = begin {
                result.append(start...index)
                begin = nil
            }
        }
        return result
    }

    private mutating func removeMarkedBlocks() {
        for range in blockRanges.reversed() { lines.removeSubrange(range) }
        lines.removeAll { $0.kind == .comment && ($0.text.hasPrefix(Self.blockBeginPrefix) || $0.text == Self.blockEnd) }
        reparse()
    }

    /// Ends the last line, and the joining if it ends in `\`.
    mutating func closeLastLine(with end: [UInt8]) {
        guard let last = lines.last, let physical = LineSplitting.lines(of: last.bytes).last else { return }
        var bytes = last.bytes
        if physical.terminator.isEmpty { bytes += end }
        // The line's own end once more, for `\n` behind its `\r` would be no new line.
        let own = physical.terminator.isEmpty ? end : Array(last.bytes[physical.terminator])
        if RequirementsLineSyntax.isContinued(last.bytes, physical.content) { bytes += own }
        lines[lines.count - 1] = Line(bytes: bytes, number: last.number)
    }

    private mutating func replaceVersionPart(
        ofLineAt index: Int,
        replacement: (RequirementsLineSyntax, ParsedRequirement) -> (part: Range<Int>, text: [UInt8]),
        check: (_ new: Requirement) -> Bool
    ) -> Bool {
        guard lines.indices.contains(index) else { return false }
        let syntax = RequirementsLineSyntax(lines[index].bytes)
        guard let parsed = syntax.requirement else { return false }
        let (part, text) = replacement(syntax, parsed)
        let offset = syntax.subject.lowerBound
        var bytes = lines[index].bytes
        // From the back, so that the positions before stay right.
        for range in syntax.hashOrigins.reversed() { bytes.removeSubrange(range) }
        bytes.replaceSubrange(syntax.origin(of: part.lowerBound + offset..<part.upperBound + offset), with: text)
        let line = Line(bytes: bytes, number: lines[index].number)
        let old = parsed.requirement
        guard let new = line.requirement, new.name == old.name, new.extras == old.extras, new.marker == old.marker, check(new),
            line.options == lines[index].options.filter({ $0.name != "--hash" })
        else { return false }
        put(line, at: index)
        return true
    }

    /// After a removal: a `\r` and a `\n` that have become neighbours are one line end.
    mutating func reparse() {
        lines = Self.logicalLines(of: lines.reduce(into: []) { $0 += $1.bytes })
    }

    /// One line for another: those behind it keep their numbers, unless it is longer or shorter than the old one.
    mutating func put(_ line: Line, at index: Int) {
        let isAsLong = line.physicalLineCount == lines[index].physicalLineCount
        lines[index] = line
        if !isAsLong { renumber() }
    }

    mutating func renumber() {
        var number = 1
        for index in lines.indices {
            lines[index].number = number
            number += lines[index].physicalLineCount
        }
    }

    /// No control characters, no line ends of any kind, nothing that looks like something else.
    func isPlainASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.hasSuffix("\\")
    }
}

extension RequirementsFile.Line {
    /// Something that pip acts on.
    fileprivate var isUsable: Bool {
        switch kind {
        case .requirement, .editable, .directReference, .option: true
        case .comment, .blank, .unparsable: false
        }
    }
}

extension RequirementsLineSyntax {
    /// Every `--hash` in the line's own bytes, from the end of what stands before it: with white space and line joints.
    var hashOrigins: [Range<Int>] {
        var result: [Range<Int>] = []
        var previousEnd = subject.upperBound
        for parsed in options {
            if parsed.option.name == "--hash", previousEnd > 0 {
                result.append(origins[previousEnd - 1] + 1..<origins[parsed.range.upperBound - 1] + 1)
            }
            previousEnd = parsed.range.upperBound
        }
        return result
    }
}
