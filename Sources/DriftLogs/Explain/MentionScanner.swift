import DriftCore

/// Collects the lines that speak of one package, in one pass over the logs.
struct MentionScanner {
    /// More lines than anybody reads; an app that prints a name in a loop costs no memory beyond them.
    static let maximumMentions = 5_000

    struct Mention {
        var line: ExplainedLine
        /// The line that evidence names: where a list that was wrapped begins.
        var evidenceLine: Int
        var step: Int?
    }

    private(set) var mentions: [Mention] = []
    private(set) var isTruncated = false
    private(set) var tracker = StepTracker()
    private let grammar: MentionGrammar
    private var log = 0
    /// By step, the mentions of the installer's run that is still going on.
    private var runs: [Int: [Int]] = [:]
    private var list = WrappedList()
    /// Of the line at hand.
    private var joints: [LineJoint] = []
    /// The longest line so far.
    private var widest = 0
    /// The physical lines of `list`, as far as they name the package.
    private var listLines: [(number: Int, text: String)] = []
    private var listKind = ExplainedLine.Kind.installed
    private var announced: Set<PackageName> = []
    /// pip's `Collecting` line was of the package: the indented lines below it are too.
    private var isBelowCollected = false

    /// Takes out of a whole line what may not be shown, before it is cut.
    private let redact: ([UInt8]) -> [UInt8]

    init(_ name: PackageName, redact: @escaping ([UInt8]) -> [UInt8]) {
        grammar = MentionGrammar(name)
        self.redact = redact
    }

    mutating func beginLog(_ number: Int) {
        log = number
        tracker.beginLog(number)
    }

    mutating func endLog() { closeList() }

    /// - Parameter places: where a wrap had cut the line.
    mutating func read(_ line: ByteView, _ number: Int, _ places: [LineJoint] = []) {
        joints = places
        if list.isOpen, list.accepts(line, widest: widest) { return append(line, number) }
        widest = max(widest, line.count)
        closeList()
        guard let output = tracker.take(line, number) else { return readFrame(line, number) }
        // What a builder puts before a line is taken off.
        if !joints.isEmpty {
            let lost = line.count - output.count
            joints = joints.map { LineJoint(offset: $0.offset - lost, number: $0.number) }
        }
        readPage(output, number)
        if openList(output, number) { return }
        readLists(output)
        let isIndented = output.indentation > 0
        if let meaning = row(output) ?? grammar.meaning(of: output) {
            isBelowCollected = meaning.kind == .collected
            add(meaning, excerpt(output), place(in: output, number), evidenceLine: number, ignored: ignored(meaning.kind, isIndented))
        } else if isBelowCollected, isIndented, output.trimmed.hasPrefix("Resolved ") || output.trimmed.hasPrefix("Cloning ") {
            add(MentionGrammar.Meaning(.noted), excerpt(output), number)
        } else if !isIndented {
            isBelowCollected = false
        }
        readRun(output)
    }

    private mutating func add(
        _ meaning: MentionGrammar.Meaning,
        _ text: String,
        _ number: Int,
        evidenceLine: Int? = nil,
        ignored: ExplainedLine.Ignored? = nil
    ) {
        guard mentions.count < Self.maximumMentions else {
            isTruncated = true
            return
        }
        let line = ExplainedLine(
            log: log,
            line: number,
            kind: meaning.kind,
            version: meaning.version,
            text: text,
            ignored: ignored
        )
        if let step = tracker.current { runs[step, default: []].append(mentions.count) }
        mentions.append(Mention(line: line, evidenceLine: evidenceLine ?? number, step: tracker.current))
    }

    /// The physical line that the name stands on, in a line that begins on `number`.
    private func place(in line: ByteView, _ number: Int) -> Int {
        guard !joints.isEmpty, let begin = (grammar.search.firstWhole(in: line) ?? grammar.search.first(in: line))?.lowerBound else {
            return number
        }
        return joints.last { $0.offset <= begin }?.number ?? number
    }

    private func excerpt(_ line: ByteView) -> String {
        let whole = redact(Array(UnsafeBufferPointer(start: line.start, count: line.count)))
        return LineExcerpt.around(grammar.search, in: whole)
    }

    // MARK: - Headers and pages

    /// `--> RUN pip install flask`
    private mutating func readFrame(_ line: ByteView, _ number: Int) {
        isBelowCollected = false
        guard grammar.search.first(in: line) != nil, let run = line.firstIndex(of: "RUN ") else { return }
        readCommand(line.dropFirst(run), line, number)
    }

    /// `cache miss: [base 6/7] RUN pip install flask`
    private mutating func readPage(_ line: ByteView, _ number: Int) {
        guard line.contains("cache miss: ["), let run = line.firstIndex(of: "] RUN ") else { return }
        readCommand(line.dropFirst(run + 2), line, number)
    }

    private mutating func readCommand(_ command: ByteView, _ line: ByteView, _ number: Int) {
        let step = ScannedStep(text: command.string, line: number)
        for invocation in ReplayStep(step, log: log, workingDirectory: "/").invocations {
            for requirement in invocation.requirements + invocation.editables where Self.name(of: requirement) == grammar.name {
                let exact = requirement.split(separator: "=", omittingEmptySubsequences: false)
                let version = exact.count == 3 && exact[1].isEmpty && PackageVersion.isValid(exact[2]) ? String(exact[2]) : nil
                let isDry = invocation.isDryRun && invocation.action == .install
                add(
                    MentionGrammar.Meaning(.requested, version),
                    excerpt(line),
                    place(in: line, number),
                    evidenceLine: number,
                    ignored: isDry ? .dryRun : nil
                )
                return
            }
        }
    }

    private static func name(of requirement: String) -> PackageName? {
        if let egg = requirement.firstRange(of: "#egg=") { return VersionText.leadingName(of: String(requirement[egg.upperBound...])) }
        if let archive = ArchiveFileName(of: requirement) { return archive.name }
        return VersionText.leadingName(of: requirement)
    }

    // MARK: - Lists that may go on over several lines

    private mutating func openList(_ line: ByteView, _ number: Int) -> Bool {
        if let rest = line.afterPrefix("Installing collected packages: ") {
            list.open(.installing, line, rest: rest, number: number, known: [], joints: joints)
            listKind = .announced
        } else if let rest = line.afterPrefix("Successfully installed ") {
            list.open(.installed, line, rest: rest, number: number, known: announced, joints: joints)
            listKind = .installed
        } else if let rest = line.afterPrefix("Would install "), rest.firstIndex(of: " package") == nil {
            list.open(.installed, line, rest: rest, number: number, known: announced, joints: joints)
            listKind = .wouldInstall
        } else {
            return false
        }
        listLines = []
        note(line, number)
        return true
    }

    private mutating func append(_ line: ByteView, _ number: Int) {
        list.append(line, number: number, joints: joints)
        note(line, number)
    }

    private mutating func note(_ line: ByteView, _ number: Int) {
        guard grammar.search.first(in: line) != nil else { return }
        listLines.append((place(in: line, number), excerpt(line)))
    }

    private mutating func closeList() {
        guard let finished = list.close() else { return }
        let item = finished.items.first { $0.name == grammar.name }
        if item != nil || finished.names.contains(grammar.name) {
            let place = listLines.first ?? (finished.line, "")
            add(MentionGrammar.Meaning(listKind, item?.version), place.text, place.number, evidenceLine: item?.line ?? finished.line)
        }
        switch listKind {
        case .announced: announced = Set(finished.names)
        case .wouldInstall: endRun(.dryRun)
        default: endRun(nil)
        }
    }

    // MARK: - What a run of the installer comes to

    /// Everything that the run said so far came to nothing, or to what it says itself.
    private mutating func endRun(_ outcome: ExplainedLine.Ignored?) {
        announced.removeAll()
        guard let step = tracker.current, let indices = runs.removeValue(forKey: step), let outcome else { return }
        for index in indices where mentions[index].line.ignored == nil && Self.isOfRun(mentions[index].line.kind) {
            mentions[index].line.ignored = outcome
        }
    }

    private static func isOfRun(_ kind: ExplainedLine.Kind) -> Bool {
        [.collected, .downloaded, .announced, .wouldInstall, .built].contains(kind)
    }

    private mutating func readRun(_ line: ByteView) {
        switch line.count > 5 ? line[0] : 0 {
        case UInt8(ascii: "S"):
            if line.hasPrefix("Saved ") || line.hasPrefix("Successfully downloaded ") { endRun(.downloadOnly) }
        case UInt8(ascii: "E"):
            if let text = line.afterPrefix("ERROR: "), PipLine.named(text) == nil, PipLine.isLastWord(text, indentation: 0) {
                endRun(.failedRun)
            }
        case UInt8(ascii: "W"):
            if line.hasPrefix("Would "), line.contains(" package") { tracker.change { $0.isDryRun = true } }
        case UInt8(ascii: "I"):
            if line.hasPrefix("Installed "), line.contains(" package") { tracker.change { $0.isDryRun = false } }
        default: break
        }
    }

    private mutating func readLists(_ line: ByteView) {
        if line.hasPrefix(Beacon.beginBytes) { return tracker.change { $0.isInBeacon = true } }
        if line.hasPrefix(Beacon.endBytes) { return tracker.change { $0.isInBeacon = false } }
        if line.hasPrefix("Package "), line.contains("Version") { return tracker.change { $0.isInTable = true } }
        let body = line.trimmed
        // A blank line ends no table, as some carriers double every line end.
        if body.isEmpty { return }
        if !RelevantLine.mayBeTableRow(line) { tracker.change { $0.isInTable = false } }
        if body.hasPrefix("Running command pip subprocess to install ") { tracker.change { $0.isolationDepth += 1 } }
        if body.hasPrefix("Installing "), body.contains(" dependencies: finished") {
            tracker.change { $0.isolationDepth = max(0, $0.isolationDepth - 1) }
        }
    }

    private func row(_ line: ByteView) -> MentionGrammar.Meaning? {
        guard let step = tracker.current, tracker.steps[step].isInTable else { return nil }
        return grammar.row(line)
    }

    /// What the line itself, or what stands around it, says against it.
    private func ignored(_ kind: ExplainedLine.Kind, _ isIndented: Bool) -> ExplainedLine.Ignored? {
        guard let step = tracker.current.map({ tracker.steps[$0] }) else { return nil }
        switch kind {
        case .collected, .satisfied: return isIndented || step.isInIsolation ? .buildIsolation : nil
        case .installed, .uninstalled: return step.isDryRun ? .dryRun : step.isInIsolation ? .buildIsolation : nil
        default: return nil
        }
    }
}
