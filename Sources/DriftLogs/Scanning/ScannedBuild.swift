import DriftCore

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
    /// Where somebody left out what stood between two steps, and said so, for the last time.
    var elisionLine: Int?
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
        return BuildRecord(log: log, line: line, queuedAt: queuedAt, commit: commit, outcome: outcome, rebuilt: rebuilt)
    }

    /// `COPY . .` stands there twice, as itself and as what links it in.
    private var rebuilt: [RebuiltStep]? {
        guard !cacheMisses.isEmpty else { return nil }
        var seen: Set<String> = []
        return cacheMisses.filter { seen.insert($0.text).inserted }.map { RebuiltStep(line: $0.line, step: Printable.text($0.text)) }
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
