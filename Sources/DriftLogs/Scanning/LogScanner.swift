import DriftCore

/// Takes one log apart, in one pass and in memory bounded by what it says, not by its length.
struct LogScanner {
    /// More steps than any real build has; a hostile one stops costing memory here.
    static let maximumSteps = 20_000
    /// More steps than any build runs at the same time; of more, the oldest are over.
    private static let maximumOpenSteps = 256

    var sections: [LogSection] = []
    var normalizer = LineNormalizer()
    var splitter = LineSplitter()
    /// The log's beginning, until there is enough of it to judge the carrier by; `nil`: it has been judged.
    var head: [UInt8]? = []

    var build: ScannedBuild?
    var start: ScannedStart?
    /// Whether there is one: asked of every line, where a look at `start` itself would be a call.
    private(set) var isInStart = false
    /// Index of the step that output belongs to.
    var current: Int?
    /// Whether that step still prints.
    var isCurrentOpen = false
    var knownSteps = KnownSteps()
    /// Steps that may be resumed; the newest is the last.
    var openSteps: [(head: ContentDigest, index: Int)] = []
    /// BuildKit's own numbering, where the log has it: `#12 [base 3/7] RUN …`.
    var vertices: [Int: String] = [:]
    /// Some step's header was seen.
    var hasHeader = false
    /// Steps come in the words of another builder: `BuilderFrame`.
    var hasForeignFrame = false
    /// kaniko takes a snapshot of the image before its first `RUN` does anything.
    var awaitsFirstSnapshot = false
    /// `Building web` of docker-compose, whose build has not begun yet, and those before it.
    var announcedService: (name: String, line: Int)?
    var builtServices: [String] = []
    /// Lines end with carriage returns alone.
    var endsLinesWithReturns = false
    /// Of a paste in several parts.
    var fences = PasteFences()
    /// Where a wrap had cut the line at hand.
    var joints: [LineJoint] = []
    /// Printed lines so far; those of an app's start left out.
    var printed = 0
    /// `--> ERROR` lines of this build.
    private var errorCount = 0
    var strayCount = 0
    /// `DONE` behind the header of a `FROM`, and no other header since.
    var hasBaseEnded = false
    var strayCandidate: Int?

    /// A line was too long to be read whole.
    var didCutLine: Bool { splitter.didCutLine }

    /// Hands over the sections that have ended since the last call, in their order. Each is moved, not copied: they are large.
    mutating func takeSections(_ body: (consuming LogSection) -> Void) {
        guard !sections.isEmpty else { return }
        var ended: [LogSection] = []
        swap(&ended, &sections)
        ended.reverse()
        while !ended.isEmpty { body(ended.removeLast()) }
        // Its memory serves the next ones.
        if sections.isEmpty { swap(&ended, &sections) }
    }

    // MARK: - One printed line

    mutating func read(_ line: ByteView, _ number: Int) {
        if fences.isBehindPart, readBehindPart(line, number) { return }
        guard line.count > 0 else {
            // Between steps it says nothing.
            if isInStart || isCurrentOpen { output(line, number) }
            return
        }
        if mayHaveFrames, BuilderFrame.mayBegin(line), readFrame(line, number) { return }
        switch line[0] {
        case UInt8(ascii: "-"):
            if let header = line.afterPrefix("--> ")?.trimmed, StepHeader.isHeader(header, behind: speaker) {
                readHeader(header, number)
                return noteJoints(before: header.start - line.start, number)
            }
        case UInt8(ascii: "="):
            if line.hasPrefix("===== "), readBanner(line, number) { return }
        case UInt8(ascii: "D"), UInt8(ascii: "C"), .space:
            if readOutcome(line.trimmed, number) { return }
        case UInt8(ascii: "J"), UInt8(ascii: "B"), UInt8(ascii: "c"):
            if readPage(line, number) || readService(line, number) { return }
        case UInt8(ascii: "#"):
            if readVertex(line, number) || readHeading(line, number) { return }
        case UInt8(ascii: "E"), UInt8(ascii: "S"):
            if readRunPage(line, number) { return }
        case UInt8(ascii: "e"):
            if line.hasPrefix("error: failed to solve") { fail(number) }
        case UInt8(ascii: "`"):
            if readFence(line, number) { return }
        default: break
        }
        output(line, number)
    }

    private var speaker: StepHeader.Speaker { isInStart ? .app : isCurrentOpen ? .step : .nobody }

    /// `===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====`, `===== Application Startup at 2026-05-13 16:54:42 =====`
    private mutating func readBanner(_ line: ByteView, _ number: Int) -> Bool {
        if let rest = line.afterPrefix("===== Build Queued at ") {
            if !(build?.isPageAlone ?? false) { closeSection() }
            var next = build.take() ?? ScannedBuild(line: number)
            next.line = number
            next.steps = []
            next.hasBanner = true
            next.queuedAt = BannerTime.iso8601(rest)
            if let sha = rest.firstIndex(of: "Commit SHA: ") {
                let commit = rest.dropFirst(sha + 12).firstWord
                if commit.count <= 64, VersionText.isPlausible(commit) || commit.string.utf8.allSatisfy(\.isLetter) {
                    next.commit = commit.string
                }
            }
            next.spacing.noteEnd(after: printed)
            build = next
            start = nil
            isInStart = false
            resetSteps()
            return true
        }
        guard line.hasPrefix("===== Application Startup") else { return false }
        closeSection()
        begin(ScannedStart(line: number, startedAt: line.afterPrefix("===== Application Startup at ").flatMap(BannerTime.iso8601)))
        return true
    }

    private mutating func readHeader(_ header: ByteView, _ number: Int) {
        leaveStart(number)
        ensureBuild(number)
        settleStray()
        build?.spacing.noteHeader(at: printed, line: number)
        if let rest = header.afterPrefix("ERROR: ") { return readError(rest, number) }
        if header.hasPrefix("Pushing image") || header.hasPrefix("Exporting cache") { build?.hasReachedPush = true }
        select(header, number)
    }

    /// - Parameter offset: where the step's text begins in its line.
    private mutating func noteJoints(before offset: Int, _ number: Int) {
        guard !joints.isEmpty, let current, build?.steps[current].line == number else { return }
        build?.steps[current].joints = joints.map { LineJoint(offset: $0.offset - offset, number: $0.number) }
    }

    /// A header that is already open goes on where it was (its output was interleaved with another step's).
    mutating func select(_ text: ByteView, _ number: Int) {
        hasBaseEnded = false
        let digest = text.digest
        if let open = openSteps.last(where: { $0.head == digest }) {
            current = open.index
            isCurrentOpen = build?.steps[open.index].outcome == .open
            return
        }
        guard addStep(knownSteps.step(text, digest: digest, line: number)), let current else { return }
        hasHeader = hasHeader || text.count > 0
        if openSteps.count == Self.maximumOpenSteps { openSteps.removeFirst() }
        openSteps.append((digest, current))
    }

    mutating func select(_ text: String, _ number: Int) {
        var text = text
        text.withUTF8 { bytes in
            if let base = bytes.baseAddress { select(ByteView(start: base, count: bytes.count), number) }
        }
    }

    /// `process "/bin/sh -c pip install x" did not complete successfully: exit code: 1`
    mutating func readError(_ rest: ByteView, _ number: Int) {
        build?.hasFailed = true
        errorCount += 1
        // A build ends with its first error; what goes on failing is not searched for.
        finishStep((errorCount <= 100 ? build?.runningStep(namedIn: rest) : nil) ?? current, .failed, number)
    }

    mutating func fail(_ number: Int) {
        leaveStart(number)
        ensureBuild(number)
        build?.hasFailed = true
        finishStep(current, .failed, number)
    }

    // MARK: - Output

    mutating func output(_ line: ByteView, _ number: Int) {
        if isInStart || beginsCutStart(line, number) || beginsUnclearStart(line, number) {
            return start?.append(line, number: number, joints: joints) ?? ()
        }
        if build == nil {
            guard line.trimmed.count > 0 else { return }
            ensureBuild(number)
        }
        if !isCurrentOpen {
            // Between steps the log has blank lines only; anything that speaks of packages has lost its header.
            guard line.trimmed.count > 0 else { return }
            if ElisionMark.isMark(line.trimmed) { return noteElision(number) }
            // The end of a banner that a wrap had cut; what begins so too is a line of its own.
            if line.trimmed.hasSuffix("====="), !line.hasPrefix("===== "), build?.steps.isEmpty ?? false { return }
            build?.spacing.noteOutput()
            guard addStep(ScannedStep(headless: number)) else { return }
        }
        guard let current else { return }
        build?.steps[current].transcript.append(line, number: number, joints: joints)
        build?.steps[current].lastOrder = printed
    }

    /// `false`: there are too many, and the build is said to be cut.
    private mutating func addStep(_ step: consuming ScannedStep) -> Bool {
        let count = build?.steps.count ?? 0
        guard count < Self.maximumSteps else {
            if build?.lostStepLine == nil { build?.lostStepLine = step.line }
            current = nil
            isCurrentOpen = false
            return false
        }
        // What most builds have.
        if count == 0 { build?.steps.reserveCapacity(16) }
        (step.order, step.lastOrder) = (printed, printed)
        build?.steps.append(step)
        current = count
        isCurrentOpen = true
        return true
    }

    // MARK: - Sections

    mutating func ensureBuild(_ number: Int) {
        if build == nil, !isInStart { build = ScannedBuild(line: number) }
    }

    /// A step's header after an app's start: another build's log was pasted behind it, without its banner.
    mutating func leaveStart(_ number: Int) {
        if isInStart { closeSection() }
    }

    mutating func begin(_ start: ScannedStart) {
        self.start = start
        isInStart = true
    }

    mutating func resetSteps() {
        current = nil
        isCurrentOpen = false
        errorCount = 0
        hasHeader = false
        hasForeignFrame = false
        awaitsFirstSnapshot = false
        openSteps.removeAll(keepingCapacity: true)
        if !vertices.isEmpty { vertices.removeAll() }
    }

    mutating func closeSection() {
        settleStray()
        build?.noteLostStep()
        if let ended = build.take() { sections.append(.build(ended)) }
        if let ended = start.take() { sections.append(.start(ended)) }
        isInStart = false
        resetSteps()
    }
}
