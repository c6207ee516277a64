/// Which step of a build, or which start of the app, a line of a log belongs to.
struct StepTracker {
    struct Step {
        /// Without the arrow; empty for output whose header the log does not show.
        var text: String
        var log: Int
        var line: Int
        var hasFailed = false
        var isDone = false
        /// A step of the app's: the line of its `Application Startup`.
        var isStart = false
        /// Between uv's `Would install 3 packages` and its next summary.
        var isDryRun = false
        /// How deep inside pip's environments for building wheels.
        var isolationDepth = 0
        var isInIsolation: Bool { isolationDepth > 0 }
        /// Inside the beacon's markers.
        var isInBeacon = false
        /// Inside `pip list`'s table.
        var isInTable = false
    }

    private static let maximumSteps = 20_000

    private(set) var steps: [Step] = []
    private(set) var current: Int?
    private var open: [String: Int] = [:]
    private var vertices: [Int: String] = [:]
    /// Lines of `===== Application Startup`, in the order of the logs.
    private(set) var starts: [(log: Int, line: Int)] = []
    private var log = 0
    /// `--> ERROR` lines of this log: a build ends with its first; what goes on failing is not searched for.
    private var errorCount = 0
    /// Steps come in the words of another builder.
    private var hasForeignFrame = false
    private var awaitsFirstSnapshot = false
    /// Steps were seen.
    private var hasSteps = false

    mutating func beginLog(_ number: Int) {
        log = number
        errorCount = 0
        reset()
    }

    /// What the line says to the step's own reader; `nil`: it only frames steps.
    mutating func take(_ line: ByteView, _ number: Int) -> ByteView? {
        if line.count > 0, BuilderFrame.mayBegin(line), readFrame(line, number) { return nil }
        if let header = line.afterPrefix("--> ")?.trimmed, StepHeader.isHeader(header, behind: speaker) {
            readHeader(header, number)
            return nil
        }
        if line.hasPrefix("===== "), readBanner(line, number) { return nil }
        if line.count > 1, line[0] == UInt8(ascii: "#"), line[1].isDigit { return vertex(line, number) }
        if readOutcome(line.trimmed) { return nil }
        if current == nil { select("", number) }
        return line
    }

    mutating func change(_ body: (inout Step) -> Void) {
        if let current { body(&steps[current]) }
    }

    private mutating func reset() {
        current = nil
        open.removeAll()
        vertices.removeAll()
        (hasForeignFrame, hasSteps, awaitsFirstSnapshot) = (false, false, false)
    }

    private var speaker: StepHeader.Speaker {
        guard let step = current.map({ steps[$0] }) else { return .nobody }
        return step.isStart ? .app : step.isDone ? .nobody : .step
    }

    /// The words of another builder, where no step of the platform's came before: `Step 3/9 : RUN pip install x`.
    private mutating func readFrame(_ line: ByteView, _ number: Int) -> Bool {
        guard hasForeignFrame || !hasSteps, !(current.map { steps[$0].isStart } ?? false),
            let frame = BuilderFrame(line, isOpen: hasForeignFrame)
        else { return false }
        switch frame {
        case .step(let text, _, _, _):
            hasForeignFrame = true
            endStep()
            select(text, number)
        case .cachedStep(let text):
            hasForeignFrame = true
            endStep()
            select(text, number)
            endStep()
        case .done where awaitsFirstSnapshot: awaitsFirstSnapshot = false
        case .done, .cached, .finished: endStep()
        case .firstSnapshot: awaitsFirstSnapshot = true
        case .failed: change { $0.hasFailed = true }
        case .noise: break
        }
        return true
    }

    private mutating func endStep() {
        guard let current else { return }
        steps[current].isDone = true
        open[steps[current].text] = nil
    }

    private mutating func readHeader(_ header: ByteView, _ number: Int) {
        if current.map({ steps[$0].isStart }) ?? false { reset() }
        guard let error = header.afterPrefix("ERROR: ") else { return select(header.string, number) }
        let message = error.string.replacing("\\\"", with: "\"")
        errorCount += 1
        let failed = steps.indices.suffix(errorCount <= 100 ? 200 : 0).last { index in
            steps[index].log == log && steps[index].text.hasPrefix("RUN") && !steps[index].isDone
                && message.contains(steps[index].text.suffix(60))
        }
        if let index = failed ?? current { steps[index].hasFailed = true }
    }

    private mutating func readBanner(_ line: ByteView, _ number: Int) -> Bool {
        if line.hasPrefix("===== Build Queued at ") {
            reset()
            return true
        }
        guard line.hasPrefix("===== Application Startup") else { return false }
        reset()
        starts.append((log, number))
        select("", number)
        change { $0.isStart = true }
        return true
    }

    private mutating func select(_ text: String, _ number: Int) {
        if !text.isEmpty { hasSteps = true }
        if !text.isEmpty, let index = open[text] {
            current = index
            return
        }
        guard steps.count < Self.maximumSteps else {
            current = nil
            return
        }
        steps.append(Step(text: text, log: log, line: number))
        current = steps.count - 1
        if !text.isEmpty { open[text] = current }
    }

    /// `DONE 12.3s`, `CACHED`
    private mutating func readOutcome(_ body: ByteView) -> Bool {
        guard body.equals("CACHED") || body.hasPrefix("DONE ") && body.hasSuffix("s") && body.count < 20,
            let current, !steps[current].isStart
        else { return false }
        steps[current].isDone = true
        if !steps[current].text.hasPrefix("FROM") { open[steps[current].text] = nil }
        return true
    }

    /// `#12 [base 3/7] RUN pip install x`, `#12 0.345 Collecting x`
    private mutating func vertex(_ line: ByteView, _ number: Int) -> ByteView? {
        guard let space = line[0..<9].firstIndex(of: .space), let vertex = Int(line[1..<space].string) else { return line }
        let rest = line.dropFirst(space + 1)
        if rest.hasPrefix("["), let close = rest.firstIndex(of: "] ") {
            let text = rest.dropFirst(close + 2).string
            if vertices.count < Self.maximumSteps { vertices[vertex] = text }
            select(text, number)
            return nil
        }
        guard let text = vertices[vertex] else { return rest }
        select(text, number)
        if rest.hasPrefix("ERROR") { change { $0.hasFailed = true } }
        if readOutcome(rest) { return nil }
        let time = rest.firstWord
        let isTime = time.count > 2 && time[0].isDigit && time.contains(UInt8(ascii: "."))
        return isTime ? rest.dropFirst(time.count + 1) : rest
    }
}
