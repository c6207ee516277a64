/// What a plan asks of an installer: its requirements files as they shall be, and the platform's own requirements.
package struct FeasibilityQuestion: Sendable, Hashable {
    /// One pin of the plan.
    package struct Pin: Sendable, Hashable {
        /// Normalized.
        package var name: String
        package var version: String
        /// `numpy==1.26.4`
        package var line: String
        /// Its call says `--no-deps`: what it asks for is not looked at.
        package var isAlone = false
    }

    /// What one call of a Dockerfile asks for.
    struct Call: Sendable, Hashable {
        var pins: [Pin] = []
        var ownLines: [String] = []
        var aloneLines: [String] = []
        var renewal = BuildStep.Renewal.none

        /// It asks for nothing that a resolver could be asked about.
        var isEmpty: Bool { pins.isEmpty && aloneLines.isEmpty && ownLines.allSatisfy { $0.hasPrefix("--") } }
    }

    /// Sorted by name.
    package private(set) var pins: [Pin] = []
    /// A Docker Space's calls, in their order; otherwise one, of everything.
    private(set) var calls: [Call] = []
    /// The user's own lines about other packages, and the index options.
    package private(set) var ownLines: [String] = []
    /// Where an own line stands first: `requirements.txt:3`.
    private(set) var places: [String: String] = [:]
    /// Those of calls with `--no-deps`.
    package private(set) var aloneLines: [String] = []
    package private(set) var earlyOwnLines: [String] = []
    package private(set) var untried: [String] = []
    /// Indexes that the files name and that are not asked: with them, a release that is missing may be there.
    package private(set) var hiddenIndexes: [String] = []
    /// One of them takes the place of the index that is asked: what the other answers is about another index than the build's.
    package var hiddenMainIndex: String? { hiddenIndexes.first { $0.hasPrefix("--index-url") } }
    /// `requirements.txt:3`: a line for which an installer takes nothing of the file.
    package private(set) var refusedLines: [String] = []
    /// Lines for which the platform's build ends, whatever a resolver says of them, each with its place and the reason.
    package private(set) var failing: [String] = []
    /// `pre-requirements.txt` asks for a pip that still takes what newer ones refuse.
    let hasOldPip: Bool
    package let platformLine: [String]
    /// Whether something can be installed a step earlier: by `pre-requirements.txt`, or by a call of its own in the Dockerfile.
    package private(set) var canStage: Bool
    /// Whether the pins are all that a Docker Space's calls install, so that `--no-deps` loses nothing.
    package private(set) var canGoAlone: Bool
    /// It is one call's of several: that an index lacks all its pins says nothing about the index.
    private(set) var isPart = false
    /// `3.13`; `nil`: not known.
    package let python: String?
    /// On the platform's own SDKs a requirements file is installed by itself, without the repository around it.
    private let isByItself: Bool

    /// - Parameter files: the duplicate's.
    package init(plan: RestorePlan, files: [String: [UInt8]]) {
        let steps = plan.build?.steps ?? []
        let isBare = !steps.contains { $0.kind == .base || $0.kind == .platform } && (plan.build?.platformLine ?? []).isEmpty
        let isDocker = isBare || plan.build?.sdk == "docker" || plan.build?.origin == .dockerfile
        canStage =
            !isDocker || plan.build?.origin == .dockerfile && (files[InstallPlace.dockerPath].map { Dockerfile($0).canStage } ?? false)
        canGoAlone = plan.build?.origin == .dockerfile && Self.isWhole(plan)
        python = plan.build?.python
        isByItself = !isDocker
        hasOldPip = Self.content(of: StagedPins.earlyPath, plan, files).map { RestoreContext.asksForOldPip($0) } ?? false
        failing = plan.notes.filter { Self.ends.contains($0.code) }.map { "\($0.subject): \($0.sentence)" }
        // Without a marker that is false for the target, as pip reads it: the resolver does that itself.
        platformLine = isDocker ? [] : (plan.build?.platformLine ?? []).filter { !$0.contains("$") }
        let pinned = Self.pinned(by: plan)
        for step in steps where step.kind >= .requirements {
            let isAlone = step.arguments.contains("--no-deps")
            if isDocker || calls.isEmpty { calls.append(Call(renewal: step.renewal)) }
            let paths = RequirementsReferences.reading(step.files) { Self.content(of: $0, plan, files) }
            for path in paths { read(Self.content(of: path, plan, files), of: path, pinned: pinned, isAlone: isAlone) }
            if isDocker {
                read(step, pinned: pinned, isAlone: isAlone)
                noteChoices(of: step)
            }
        }
        ownLines += sharedChoices
        if isDocker {
            let dockerfile = Self.content(of: InstallPlace.dockerPath, plan, files).map { Dockerfile($0) }
            untried += dockerfile?.installs.compactMap(\.ownProject) ?? []
        } else if let early = Self.content(of: "pre-requirements.txt", plan, files) {
            readEarly(early)
        }
        // What is known to have no wheel cannot be asked about.
        let passedOver = Set((plan.feasibility?.sourceOnly ?? []) + (plan.feasibility?.untried ?? []))
        pass(over: passedOver)
        pins.sort { $0.name < $1.name }
        untried = Array(Set(untried)).sorted()
        hiddenIndexes = Array(Set(hiddenIndexes)).sorted()
    }

    private static let ends: Set<String> = ["requirements.outside-policy", "requirements.refused-metadata"]

    /// What the plan pins, by normalized name.
    private static func pinned(by plan: RestorePlan) -> [String: Decision] {
        let pinned = plan.decisions.filter { $0.action == .pinned || $0.reason == .alreadyPinned }
        return Dictionary(pinned.map { ($0.name.normalized, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// All at once, as the plan has it now.
    package var whole: ResolverQuestion { asking(pins, and: ownLines + platformLine, alone: aloneLines) }

    /// All pins, each without what it asks for; `nil`: something else is asked for as well, of which nobody knows what it needs.
    func alone(_ pins: [Pin]) -> ResolverQuestion? {
        guard canGoAlone, ownLines.allSatisfy({ $0.hasPrefix("--") }), aloneLines.isEmpty else { return nil }
        return ResolverQuestion(ownLines, alone: pins.map(\.line))
    }

    private mutating func pass(over names: Set<String>) {
        pins.removeAll { names.contains($0.name) }
        let isPassed = { (line: String) in (try? Requirement(parsing: line)).map { names.contains($0.name.normalized) } ?? false }
        ownLines.removeAll(where: isPassed)
        for index in calls.indices {
            calls[index].pins.removeAll { names.contains($0.name) }
            calls[index].ownLines.removeAll(where: isPassed)
        }
    }

    /// But for what is asked of these names.
    package func without(_ names: Set<String>) -> FeasibilityQuestion {
        var result = self
        result.pass(over: names)
        return result
    }

    /// But for some of the own lines.
    func without(lines: [String]) -> FeasibilityQuestion {
        var result = self
        result.ownLines.removeAll { lines.contains($0) }
        for index in calls.indices { result.calls[index].ownLines.removeAll { lines.contains($0) } }
        return result
    }

    /// As if the call were the only one.
    func alone(_ call: Call) -> FeasibilityQuestion {
        var result = self
        (result.pins, result.ownLines, result.aloneLines, result.calls) = (call.pins, call.ownLines, call.aloneLines, [call])
        (result.canStage, result.canGoAlone) = (false, false)
        result.isPart = calls.count > 1
        return result
    }

    /// About some of the pins, together with other lines.
    func asking(_ pins: [Pin], and lines: [String], alone: [String] = [], prefersLowest: Bool = false) -> ResolverQuestion {
        ResolverQuestion(
            pins.filter { !$0.isAlone }.map(\.line) + lines,
            alone: pins.filter(\.isAlone).map(\.line) + alone,
            prefersLowest: prefersLowest
        )
    }

    private static func isWhole(_ plan: RestorePlan) -> Bool {
        plan.mode == .full && plan.original.isComplete && plan.unknown.isEmpty
            && plan.decisions.allSatisfy { $0.action == .pinned || $0.reason == .alreadyPinned || $0.reason == .installer }
    }

    private static func content(of path: String, _ plan: RestorePlan, _ files: [String: [UInt8]]) -> [UInt8]? {
        // The steps name a file as the image has it; a Dockerfile may have put it elsewhere.
        let edit = plan.edits.first { $0.path == path } ?? plan.edits.first { $0.path.hasSuffix("/" + path) }
        if let edit { return edit.result }
        return files[path] ?? files.sorted { $0.key < $1.key }.first { $0.key.hasSuffix("/" + path) }?.value
    }

    /// A call of a Dockerfile: the words that no file holds.
    private mutating func read(_ step: BuildStep, pinned: [String: Decision], isAlone: Bool) {
        // An index of one call is none of the others, but every version that is asked for has to be found somewhere.
        let options = step.indexOptions.map { $0.replacing("--index-url ", with: "--extra-index-url ") }
        // What a shell would put there nobody knows.
        let isShown = { (text: String) in !text.contains("$") && !text.contains("REDACTED") }
        let shown = (options + step.requirements).filter(isShown)
        hiddenIndexes += step.indexOptions.filter { !isShown($0) }.map { option in
            option.prefix { $0 != " " } + (option.contains("$") ? " with a variable" : " with a password that the plan does not hold")
        }
        read(Array(shown.joined(separator: "\n").utf8), of: step.place ?? InstallPlace.dockerPath, pinned: pinned, isAlone: isAlone)
    }

    /// How the call chooses among versions. uv takes a package from the first index that has it, unless it is told otherwise; pip looks at all.
    private mutating func noteChoices(of step: BuildStep) {
        var options = step.choiceOptions.filter { $0 != "--index-strategy unsafe-best-match" }
        let hasIndexes = calls.last?.ownLines.contains { $0.hasPrefix("--extra-index-url ") } ?? false
        if step.program == .uv, hasIndexes, !step.arguments.contains("--index-strategy") { options.append("--index-strategy first-index") }
        noteInCall { $0.ownLines += options }
    }

    /// Of all calls together what each of them says, and what one of them allows: another may take what this one leaves out.
    private var sharedChoices: [String] {
        let asking = calls.filter { !$0.isEmpty }
        guard let first = asking.first else { return [] }
        let days = asking.compactMap { call in call.ownLines.first { $0.hasPrefix("--exclude-newer ") } }
        var result = first.ownLines.filter { line in
            BuildStep.isChoice(line) && !line.hasPrefix("--exclude-newer ") && asking.allSatisfy { $0.ownLines.contains(line) }
        }
        if days.count == asking.count, let latest = days.max() { result.append(latest) }
        for line in ["--pre", "--prerelease allow"] where !result.contains(line) {
            if asking.contains(where: { $0.ownLines.contains(line) }) { result.append(line) }
        }
        return result.filter { !ownLines.contains($0) }
    }

    /// What is installed a step earlier.
    private mutating func readEarly(_ requirements: [UInt8]) {
        for line in RequirementsFile.parse(requirements).lines {
            noteRefusal(of: line, in: StagedPins.earlyPath)
            let askable = AskableLine(line)
            earlyOwnLines += askable.lines
            hiddenIndexes += askable.hiddenIndex.map { [$0] } ?? []
        }
    }

    /// Where pip breaks off, whatever is pinned: a line that is none, and, where nothing but this file is there, one that needs another.
    private mutating func noteRefusal(of line: RequirementsFile.Line, in path: String) {
        let needsAnother = isByItself && (line.localSource != nil || line.otherFile != nil)
        let isLeftOut = line.isLeftOut(in: python.map { MarkerEnvironment(pythonFullVersion: $0) })
        if AskableLine(line).refused || needsAnother && !isLeftOut { refusedLines.append("\(path):\(line.number)") }
    }

    private mutating func read(_ bytes: [UInt8]?, of path: String, pinned: [String: Decision], isAlone: Bool) {
        for line in RequirementsFile.parse(bytes ?? []).lines {
            let askable = AskableLine(line)
            noteRefusal(of: line, in: path)
            untried += askable.untried.map { [$0] } ?? askable.variable.map { ["\(path):\($0)"] } ?? []
            hiddenIndexes += askable.hiddenIndex.map { [$0] } ?? []
            for text in askable.lines {
                add(text, line.requirement, pinned: pinned, isAlone: isAlone)
                if places[text] == nil { places[text] = path.contains(":") ? path : "\(path):\(line.number)" }
            }
        }
    }

    private mutating func add(_ text: String, _ requirement: Requirement?, pinned: [String: Decision], isAlone: Bool) {
        if let requirement, let decision = pinned[requirement.name.normalized], Self.isPinned(requirement) {
            let version = decision.version ?? requirement.specifiers.exactVersion ?? ""
            let pin = Pin(name: requirement.name.normalized, version: version, line: text, isAlone: isAlone)
            if let known = pins.firstIndex(where: { $0.line == text }) {
                pins[known].isAlone = pins[known].isAlone && isAlone
            } else {
                pins.append(pin)
            }
            noteInCall { $0.pins.append(pin) }
        } else if isAlone, requirement != nil {
            if !aloneLines.contains(text) { aloneLines.append(text) }
            noteInCall { $0.aloneLines.append(text) }
        } else {
            if !ownLines.contains(text) { ownLines.append(text) }
            noteInCall { $0.ownLines.append(text) }
        }
    }

    private mutating func noteInCall(_ body: (inout Call) -> Void) {
        guard !calls.isEmpty else { return }
        body(&calls[calls.count - 1])
    }

    private static func isPinned(_ requirement: Requirement) -> Bool {
        requirement.url != nil || requirement.specifiers.exactVersion != nil
    }
}
