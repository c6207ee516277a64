/// One `--> INSTRUCTION …` with what it printed.
struct ScannedStep {
    enum Outcome: UInt64 { case open, done, cached, failed }

    /// The Dockerfile's instructions that bear on packages.
    enum Instruction { case run, from, copy, add, workingDirectory, other }

    let head: StepHead
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
    /// The stage's name, where the builder says it: `builder` of `#12 [builder 3/7] RUN …`.
    var stage = ""

    init(text: String, line: Int) {
        var text = text
        self = text.withUTF8 { bytes in
            guard let view = ByteView(UnsafeRawBufferPointer(bytes)) else { return ScannedStep(headless: line) }
            return ScannedStep(StepHead(view, digest: view.digest), line: line)
        }
    }

    /// Output without a header.
    init(headless line: Int) {
        head = .none
        self.line = line
        transcript = StepTranscript()
    }

    /// - Parameter room: for what it will print.
    init(_ head: StepHead, line: Int, room: consuming KeptLines.Room = .init()) {
        self.head = head
        self.line = line
        transcript = StepTranscript(headerWidth: head.width, room: room)
    }

    /// Without the arrow; empty for output whose header the log does not show.
    var text: String { head.text }

    /// `RUN` of `RUN pip install x`.
    var instruction: Instruction { head.instruction }

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
