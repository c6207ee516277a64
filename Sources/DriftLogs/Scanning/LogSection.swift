import DriftCore

/// A part of a log, taken from it but not yet interpreted.
enum LogSection {
    case build(ScannedBuild)
    case start(ScannedStart)
}

/// One build: from its banner (or where the log begins) to the next banner.
struct ScannedBuild {
    var line: Int
    /// ISO 8601.
    var queuedAt: String?
    var commit: String?
    /// The banner was seen: nothing is missing before it.
    var hasBanner = false
    var steps: [ScannedStep] = []
    /// `--> Pushing image` or `--> Exporting cache` was reached, which needs every step done.
    var hasReachedPush = false
    var hasFailed = false
    /// `Job failed with exit code: 1. Reason: cache miss: …` stood before the build's log, or instead of it.
    var cacheMisses: [LocatedText] = []
    var hasErrorPage = false
    /// Where the log shows that it lost a step or a step's header: a `DONE` or `CACHED` that belongs to none, a number or a blank line that
    /// nothing stands for; or a step too many.
    var lostStepLine: Int?
    var numbers = StepNumbers()
    /// `linux/amd64`, where BuildKit names it.
    var platform: String?
    /// The service whose image this is, where `docker compose` builds.
    var service: String?
    /// Others whose images are built in the same log, and where the first of them begins.
    var otherServices: [String] = []
    var otherServiceLine: Int?
    var spacing = StepSpacing()
    /// The log's blank lines are those that the platform printed.
    var hasBlankLines = true

    /// Some step's header was seen. By index: a step that is only looked at need not be copied.
    var hasHeader: Bool { steps.indices.contains { !steps[$0].isHeadless } }

    /// The build is over: what its steps' numbers and blank lines tell.
    mutating func noteLostStep() { lostStepLine = lostStepLine ?? numbers.lostStepLine ?? (hasBlankLines ? spacing.lostStepLine : nil) }

    mutating func note(service name: String, line: Int) {
        if service == nil { service = name }
        guard service != name, otherServices.count < 64, !otherServices.contains(name) else { return }
        otherServices.append(name)
        if otherServiceLine == nil { otherServiceLine = line }
    }

    func record(log: Int) -> BuildRecord {
        let outcome: BuildRecord.Outcome = hasFailed ? .failed : hasReachedPush ? .succeeded : .cut
        return BuildRecord(log: log, line: line, queuedAt: queuedAt, commit: commit, outcome: outcome)
    }

    /// The step whose command an error names: `process "/bin/sh -c pip install x" did not complete successfully: exit code: 1`
    func runningStep(namedIn message: ByteView) -> Int? {
        let quoted = message.dropFirst(message.firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 } ?? 0)
        // A quote inside the command has a backslash before it.
        var command: [UInt8] = []
        for index in 0..<quoted.count where quoted[index] != UInt8(ascii: "\\") || !quoted.dropFirst(index + 1).hasPrefix("\"") {
            command.append(quoted[index])
        }
        return command.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return nil }
            let command = ByteView(start: base, count: bytes.count)
            return steps.lastIndex { step in
                guard step.outcome == .open, step.instruction == .run else { return false }
                return Array(step.text.utf8.suffix(60)).withUnsafeBufferPointer { end in
                    end.baseAddress.map { command.contains(ByteView(start: $0, count: end.count)) } ?? false
                }
            }
        }
    }

    /// Nothing has been seen but output that belongs to nothing.
    var isHeadless: Bool { !hasBanner && !hasErrorPage && steps.count == 1 && steps[0].isHeadless }

    /// An error page whose build's log has not begun yet.
    var isPageAlone: Bool { hasErrorPage && !hasBanner && steps.allSatisfy { $0.isHeadless && $0.transcript.isEmpty } }
}

struct LocatedText: Equatable {
    var line: Int
    var text: String
}

/// One `--> INSTRUCTION …` with what it printed.
struct ScannedStep {
    enum Outcome: Equatable { case open, done, cached, failed }

    /// The Dockerfile's instructions that bear on packages.
    enum Instruction { case run, from, copy, add, workingDirectory, other }

    /// Without the arrow; empty for output whose header the log does not show.
    let text: String
    /// `ByteView.hash` of the text; 0: there is none.
    let textHash: UInt64
    /// `RUN` of `RUN pip install x`.
    let instruction: Instruction
    var line: Int
    var outcome = Outcome.open
    /// Where a wrap had cut its text.
    var joints: [LineJoint] = []
    /// How long it ran, where its end says so.
    var seconds: Double?
    var transcript: StepTranscript
    /// Where it begins and ends among the printed lines, of which one physical line may hold several: `DONE 1.3s` and the next header
    /// come in one event. A `FROM` ends once a layer.
    var order = 0
    var lastOrder = 0

    init(text: String, line: Int) {
        var text = text
        self = text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return ScannedStep(headless: line) }
            let view = ByteView(start: base, count: bytes.count)
            return ScannedStep(view, hash: view.hash, line: line)
        }
    }

    init(_ text: ByteView, hash: UInt64, line: Int) {
        self.text = text.string
        textHash = hash
        instruction = Instruction(of: text)
        self.line = line
        transcript = StepTranscript(headerWidth: WrapWidth.characters(in: text) + "--> ".utf8.count)
    }

    /// Output without a header.
    init(headless line: Int) {
        text = ""
        textHash = 0
        instruction = .other
        self.line = line
        transcript = StepTranscript()
    }

    /// A step whose text was taken apart before.
    init(text: String, hash: UInt64, instruction: Instruction, line: Int, transcript: StepTranscript) {
        self.text = text
        textHash = hash
        self.instruction = instruction
        self.line = line
        self.transcript = transcript
    }

    /// Asked where the hashes agree.
    func hasText(_ bytes: ByteView) -> Bool { Self.isText(text, bytes) }

    static func isText(_ text: String, _ bytes: ByteView) -> Bool {
        let isSame = text.utf8.withContiguousStorageIfAvailable {
            ByteView.areEqual(UnsafeRawBufferPointer($0), UnsafeRawBufferPointer(start: bytes.start, count: bytes.count))
        }
        // What is no UTF-8 was mended in the text.
        return isSame ?? false || text == bytes.string
    }

    /// - Parameter printed: how many lines the log has had.
    /// - Returns: `false`: it was over before, and stays what it was. A `FROM` says `DONE` once a layer.
    mutating func end(_ outcome: Outcome, after printed: Int, among known: inout KnownSteps) -> Bool {
        guard instruction == .from || self.outcome == .open else { return false }
        self.outcome = outcome
        lastOrder = printed
        if instruction != .from { known.settle(&self) }
        return true
    }

    var isHeadless: Bool { text.isEmpty }

    /// In memory, about.
    var byteCount: Int { MemoryLayout<ScannedStep>.size + text.utf8.count + transcript.byteCount }

    /// The physical line that a word of its text stands on.
    func line(of word: String) -> Int {
        guard !joints.isEmpty, let place = text.firstRange(of: word)?.lowerBound else { return line }
        let offset = text.utf8.distance(from: text.startIndex, to: place)
        return joints.last { $0.offset <= offset }?.number ?? line
    }
}

extension ScannedStep.Instruction {
    init(of text: ByteView) {
        let word = text.firstWord
        if word.equals("RUN") {
            self = .run
        } else if word.equals("FROM") {
            self = .from
        } else if word.equals("COPY") {
            self = .copy
        } else if word.equals("ADD") {
            self = .add
        } else {
            self = word.equals("WORKDIR") ? .workingDirectory : .other
        }
    }
}
