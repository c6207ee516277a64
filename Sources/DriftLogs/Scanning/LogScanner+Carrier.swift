/// From the bytes of a log to the lines that were printed: chunks, the carrier, line ends, and runs of output that need no look at each.
extension LogScanner {
    /// How much of a log its carrier is judged by.
    private static let headBytes = 65_536

    /// Takes the next bytes of the log; where it is cut into chunks makes no difference.
    mutating func consume(_ chunk: UnsafeRawBufferPointer) {
        guard let begun = head?.count else { return split(chunk) }
        if begun == 0, chunk.count >= Self.headBytes {
            judgeCarrier(chunk)
            return split(chunk)
        }
        head?.append(contentsOf: chunk)
        if begun + chunk.count >= Self.headBytes { readHead() }
    }

    /// The log ends here.
    mutating func finish() {
        readHead()
        scan { scanner, normalizer, splitter in
            splitter.finish { scanner.readUnfinished($0, $1, &normalizer) }
            normalizer.finish { scanner.read($0, $1, $2) }
        }
        closeSection()
    }

    private mutating func readHead() {
        guard let begun = head else { return }
        begun.withUnsafeBytes { bytes in
            judgeCarrier(bytes)
            split(bytes)
        }
    }

    private mutating func judgeCarrier(_ bytes: UnsafeRawBufferPointer) {
        head = nil
        guard let view = ByteView(bytes)?[0..<Self.headBytes] else { return }
        endsLinesWithReturns = LineEnds.areReturns(view)
        guard endsLinesWithReturns else { return normalizer.judge(view) }
        LineEnds.withLineFeeds(UnsafeRawBufferPointer(start: view.start, count: view.count)).withUnsafeBytes { lines in
            if let head = ByteView(lines) { normalizer.judge(head) }
        }
    }

    private mutating func split(_ chunk: UnsafeRawBufferPointer) {
        guard endsLinesWithReturns else { return splitLines(chunk) }
        LineEnds.withLineFeeds(chunk).withUnsafeBytes { splitLines($0) }
    }

    private mutating func splitLines(_ chunk: UnsafeRawBufferPointer) {
        guard let view = ByteView(chunk) else { return }
        let isPlain = normalizer.isPlain
        var run = OutputRun(isPossible: isPlain && !normalizer.hasEvents)
        scan { scanner, normalizer, splitter in
            var position = splitter.endCarry(with: view) { scanner.read(physical: $0, $1, &normalizer) }
            while true {
                splitter.skip(scanner.readOutput(&run, of: view, from: &position, by: &splitter))
                guard let line = splitter.next(in: view, from: &position) else { return }
                if run.isAsPrinted(line, holdsControls: splitter.holdsControls), splitter.lineCount > 1 {
                    scanner.read(line, splitter.lineCount, [])
                } else {
                    normalizer.mayHaveControls = splitter.holdsControls || !isPlain
                    scanner.read(physical: line, splitter.lineCount, &normalizer)
                    normalizer.mayHaveControls = true
                    if normalizer.hasEvents { run.stop() }
                }
            }
        }
    }

    /// Splitter and normalizer are taken out while they call back, once a chunk.
    private mutating func scan(_ body: (inout LogScanner, inout LineNormalizer, inout LineSplitter) -> Void) {
        var splitter = LineSplitter()
        var normalizer = LineNormalizer()
        swap(&splitter, &self.splitter)
        swap(&normalizer, &self.normalizer)
        body(&self, &normalizer, &splitter)
        swap(&splitter, &self.splitter)
        swap(&normalizer, &self.normalizer)
    }

    private mutating func read(physical: ByteView, _ number: Int, _ normalizer: inout LineNormalizer) {
        // The byte order mark of a UTF-8 file stands before its first line.
        let line = number == 1 ? physical.afterPrefix("\u{FEFF}") ?? physical : physical
        if let width = normalizer.traits.cropWidth, WrapWidth.characters(in: line) >= width,
            !normalizer.traits.isFilled || WrapWidth.isFull(line, width, isFilled: true)
        {
            return readCropped(line, number, &normalizer)
        }
        let cropWidth = normalizer.insideCropWidth ?? .max
        normalizer.normalize(line, number) { line, number, joints in
            if cropWidth != .max, WrapWidth.characters(in: line) >= cropWidth { return readCropped(line, number, joints) }
            read(line, number, joints)
        }
        if normalizer.hasEvents { build?.hasBlankLines = false }
    }

    /// The last line, which has no end.
    private mutating func readUnfinished(_ physical: ByteView, _ number: Int, _ normalizer: inout LineNormalizer) {
        let isClosed = normalizer.traits.holdsLiterals && StringLiteral.isClosed(physical)
        let certain = isClosed ? physical : UnfinishedLine.certain(physical)
        read(physical: certain, number, &normalizer)
        if certain.count < physical.count, UnfinishedLine.lists(physical) { noteTruncation() }
    }

    /// A line whose end was taken away: its last word may be the beginning of a longer one, and others may have stood behind it.
    private mutating func readCropped(_ physical: ByteView, _ number: Int, _ normalizer: inout LineNormalizer) {
        var isOfInstall = false
        normalizer.normalize(UnfinishedLine.certain(physical), number) { line, number, joints in
            isOfInstall = isOfInstall || Self.isOfInstall(line)
            read(line, number, joints)
        }
        if isOfInstall { noteTruncation() }
    }

    private mutating func readCropped(_ line: ByteView, _ number: Int, _ joints: [LineJoint]) {
        read(UnfinishedLine.certain(line), number, joints)
        if Self.isOfInstall(line) { noteTruncation() }
    }

    private static func isOfInstall(_ line: ByteView) -> Bool { UnfinishedLine.lists(line) || line.hasPrefix("--> RUN ") }

    private mutating func noteTruncation() {
        start?.isTruncated = true
        if let current { build?.steps[current].transcript.isTruncated = true }
    }

    private mutating func read(_ line: ByteView, _ number: Int, _ places: [LineJoint]) {
        if !(places.isEmpty && joints.isEmpty) { joints = places }
        printed += 1
        read(line, number)
    }

    /// Reads what is output for sure, as `output` would line by line. Returns how many lines.
    private mutating func readOutput(
        _ run: inout OutputRun,
        of view: ByteView,
        from position: inout Int,
        by splitter: inout LineSplitter
    ) -> Int {
        guard !fences.isBehindPart else { return 0 }
        let number = splitter.lineCount + 1
        run.mayHaveFrames = mayHaveFrames
        if isInStart { return start?.append(&run, of: view, from: &position, by: &splitter, number: number) ?? 0 }
        guard isCurrentOpen, let current, current > 0 || !isHeadless else { return 0 }
        let lines = build?.steps[current].transcript.append(&run, of: view, from: &position, by: &splitter, number: number) ?? 0
        if lines > 0 {
            printed += lines
            build?.steps[current].lastOrder = printed
        }
        return lines
    }
}
