import DriftCore

/// Replays one step that ran: its installers' words become changes of the environment, their silence gaps.
struct StepReplay {
    let step: ReplayStep
    /// What its text tells, which may be a megabyte long: asked once, not at each of its lines.
    let isCutShort: Bool
    lazy var hasForeignInstaller = step.hasForeignInstaller
    lazy var mostPipRuns = step.mostPipRuns
    lazy var showsEveryRun = step.showsEveryRun
    lazy var filteredRuns = Self.filteredRuns(of: step)
    /// `log`, or `remembered` where an earlier log printed what this build only calls `CACHED`.
    let kind: EvidenceKind
    var gaps: [Gap] = []
    var state: EnvironmentState

    /// pip's invocations that print, in order, and which of them is speaking.
    let pipRuns: [InstallerInvocation]
    let pipRoots: [Set<String>]
    var pipIndex = 0
    let otherRuns: [InstallerInvocation]
    var otherIndex = 0
    /// The environment's line has said already whose report comes next.
    var isPlaced = false
    var environment: InstallTarget?
    var pythonOfNext: String?
    /// Of the line that says that it was made.
    var createdLine: Int?
    /// Where a step without a header worked, or with half of one.
    let unnamedTarget: InstallTarget

    /// The step's text is lost from the middle of a log, and nothing that it printed tells where it worked.
    let isHomeless: Bool

    /// What the run of pip that is speaking has said so far.
    var run = PipRun()
    var removals = RemovalsHeard()
    /// What runs were about to install that stopped at another package before.
    var untouched: Set<PackageName> = []
    /// What the latest run installed.
    var lastInstalled: [PackageName] = [] {
        didSet { (isLastSettled, hasAdvised) = (false, false) }
    }
    /// pip has minded who called it, since then.
    private var isLastSettled = false
    /// pip has said by which words it is called, since then.
    var hasAdvised = false
    /// Where each run said what it had put in place.
    var outcomeLines: [Int] = []
    /// Where a run of pip reports that none of the step's commands is: it is of a step whose header is lost.
    var surplusLine: Int?

    var latestPlace: SitePackagesPath.Place?
    /// What the step's commands name by address.
    let directSources: [PackageName: String]
    var indexes: IndexEvidence
    /// uv said what it would do.
    var isDryRun = false
    /// Since pip last said goodbye, a line told what a run came to.
    var hasOutcome = false
    var lastWordLine: Int?
    /// … and since then it has said that there is a newer one.
    var hasNoticed = false
    /// nox works in no environment of its own: with the interpreter's own place.
    var isInSession = false
    /// An app said that it installs something, and nothing has come of it yet.
    var intendedLine: Int?
    var counts = ChangeCounts()
    var lists = ListsRead()
    var farewells = Farewells()
    let dueRemovals: [(name: PackageName, place: InstallTarget)]

    /// Nothing before this step is missing from the logs.
    let isAccountedSoFar: Bool
    /// … or what is missing is of installers that were told to be quiet, and that take nothing away.
    let mayLackRemovals: Bool

    private init(_ step: ReplayStep, kind: EvidenceKind, after earlier: [Gap], state: EnvironmentState) {
        isAccountedSoFar = earlier.isEmpty
        mayLackRemovals = state.mayLackRemovals || earlier.contains { $0.reason != .quiet }
        self.step = step
        self.kind = kind
        self.state = state
        indexes = IndexEvidence(step.invocations)
        directSources = Self.directSources(of: step.invocations)
        isHomeless = step.isHomeless && !Self.tellsPlace(step, in: state)
        isCutShort = step.isCutShort
        unnamedTarget = step.scanned.isHeadless || isCutShort ? Self.target(ofHeadless: step, in: state) : .system
        dueRemovals = Self.dueRemovals(of: step, in: state)
        let visible = step.invocations.filter(\.isVisible)
        pipRuns = visible.filter { $0.tool == .pip && ($0.action == .install || $0.action == .download) }
        pipRoots = pipRuns.map(Self.roots)
        otherRuns = visible.filter {
            ($0.tool == .uv || $0.tool == .poetry) && [.install, .other, .uninstall, .run].contains($0.action)
        }
    }

    /// The state after the step, and the gaps that it leaves.
    static func replay(_ step: ReplayStep, kind: EvidenceKind, after earlier: [Gap] = [], in state: inout EnvironmentState) -> [Gap] {
        var replay = StepReplay(step, kind: kind, after: earlier, state: state)
        // The replay alone holds the state now: a change copies nothing.
        state = EnvironmentState()
        replay.makeEnvironments()
        // `echo Successfully installed torch-2.1.0` installs nothing.
        let events = step.cannotInstall ? [] : step.output.events
        for located in events { replay.apply(located.event, located.line) }
        replay.finish()
        replay.takeFromFolders()
        replay.forgetTouchedFiles()
        state = replay.state
        return replay.gaps
    }

    func evidence(_ line: Int, _ kind: EvidenceKind? = nil) -> Evidence {
        Evidence(kind: kind ?? self.kind, log: step.log, line: line)
    }

    mutating func gap(_ reason: Gap.Reason, _ line: Int) {
        guard !gaps.contains(where: { $0.reason == reason }) else { return }
        gaps.append(Gap(log: step.log, line: line, reason: reason, command: Printable.text(step.text)))
    }

    // MARK: - Events

    private mutating func apply(_ event: InstallerEvent, _ line: Int) {
        if case .spoke = event, lacksOutcome { gap(.cut, line) }
        farewells.note(event, line)
        if event.isOutcome { (hasOutcome, hasNoticed, intendedLine) = (true, false, nil) }
        applyPip(event, line)
    }

    private mutating func applyPip(_ event: InstallerEvent, _ line: Int) {
        switch event {
        case .satisfied(let name, let version, let location): satisfied(name, version, location, line)
        case .collecting(let name, let source, let isEditable): collecting(name, source, isEditable, line)
        case .looksInLinks:
            beginsToLook()
            run.looksInLinks = true
        case .looksInIndexes(let urls): looksIn(indexes: urls)
        case .downloaded(let name, let url): downloaded(name, url)
        case .cloning(let url, let name): cloning(url, name)
        case .resolvedCommit(let url, let commit): run.sources.resolve(url, commit)
        case .installing(let names): begins(names, line)
        case .found(let name, let version): found(name, version, line)
        case .uninstalled(let name, let version): uninstalled(name, version)
        case .rolledBack(let name): rolledBack(name, line)
        case .installFailed(let name): run.brokenName = name
        case .sameAsInstalled(let name): same(name, line)
        case .leftInPlace(let name): removals.awaited.removeAll { $0.name == name }
        case .installed(let items, let isWhole): installed(items, isWhole, line)
        case .notInstalled: endRun()
        case .builtFromSource(let name): run.built.insert(name)
        case .runsSetup(let name): runsSetup(name)
        case .defaultsToUser: run.goesToUser = true
        case .pipFolder(let folder): learnPlace(ofFolder: folder)
        case .toldToUpdate(let program): learnPlace(from: program)
        case .spoke:
            settleLastInstalled()
            // A run that found everything in place has no other end.
            if run.hasFoundAll { endRun() }
            hasNoticed = false
            spoke(line, begins: true)
        case .failed(let inResolution): breaks(inResolution: inResolution)
        case .conflict(let package, let version, let requirement, let found): conflict(package, version, requirement, found, line)
        default: applyOther(event, line)
        }
    }

    private mutating func applyOther(_ event: InstallerEvent, _ line: Int) {
        switch event {
        case .installerVersion(let installer): speaks(installer, line)
        case .toldVersion(let installer): state.facts.note(installer)
        case .count(let action, let count): counted(action, count, line)
        case .change(let change, let name, let version, let source): changed(change, name, version, source, line)
        case .toolInstalled: takeBackTool()
        case .seeds: counts.listsSeeds = true
        case .easyInstalled(let name, let version): easyInstalled(name, version, line)
        case .operations(let count): operations(count, line)
        case .operation(let change, let name, let version, let source): operation(change, name, version, source, line)
        case .project(let name, let version):
            set(Release(name: name, version: version, isEditable: true), line, in: otherTarget, always: true)
        case .environment(let path, let isCreated): goes(to: path, isCreated: isCreated, line)
        case .python(let version): state.notePython(version, of: environment ?? otherRuns.first?.target ?? .system)
        case .builtPython(let version): state.refinePython(version)
        case .pythonOfNext(let version): pythonOfNext = version
        case .session(let hasEnvironment): isInSession = !hasEnvironment
        case .intention: intends(line)
        case .list(let list): listed(list, line)
        case .systemPackage(let package): state.facts.note(package)
        case .systemPackageRemoved(let name): state.facts.forgetSystemPackage(name)
        // A line told that pip came to something, and nothing else; `applyPip` knows the others.
        case .unread, .satisfied, .collecting, .looksInLinks, .looksInIndexes, .downloaded, .cloning, .resolvedCommit, .installing, .found,
            .uninstalled, .rolledBack, .installFailed, .sameAsInstalled, .leftInPlace, .installed, .notInstalled, .builtFromSource,
            .runsSetup, .defaultsToUser, .pipFolder, .toldToUpdate, .spoke, .failed, .conflict:
            break
        }
    }

    /// In an environment pip does not mind who calls it.
    private mutating func settleLastInstalled() {
        guard isPlain else { return }
        state.noteSystemAtWork(isLastSettled ? [] : lastInstalled)
        isLastSettled = true
    }

    /// Only the output of an app, or of a script that a step starts, has no command that tells.
    private mutating func intends(_ line: Int) {
        guard step.isStart || step.runsScript else { return }
        if let intendedLine { gap(.quiet, intendedLine) }
        intendedLine = line
    }

    /// Whatever pip is at work, it was called by its plain name.
    var isPlain: Bool { !step.scanned.isHeadless && step.invocations.allSatisfy { $0.target == .system && $0.runner == nil } }

    /// pip says where it looks before it collects anything: of the run before it (`pip wheel`, `pip download`) there is no more to come.
    private mutating func beginsToLook() {
        if run.installing == nil, run.collectingLine != nil, speaker?.action == .download { endRun() }
    }

    private mutating func looksIn(indexes urls: [String]) {
        beginsToLook()
        run.looksInIndexes = true
        let knewNone = indexes.isEmpty
        for url in urls { indexes.note(index: url) }
        if knewNone, !indexes.isEmpty { state.facts.hasIndexOfItsOwn = true }
    }

    private mutating func downloaded(_ name: PackageName, _ url: String) {
        indexes.note(download: url, of: name)
        fetched(name, url)
    }

    private mutating func begins(_ names: [PackageName], _ line: Int) {
        beginNextRun()
        run.installing = (names, line)
        run.collectingLine = nil
        // What was said until now is of an earlier run, or of `pip check`.
        run.heardVersions.removeAll()
    }

    private mutating func same(_ name: PackageName, _ line: Int) {
        run.sameAsInstalled += 1
        satisfied(name, nil, nil, line)
    }

    /// A run says at most once that there is a newer pip.
    private mutating func speaks(_ installer: Installer, _ line: Int) {
        state.facts.note(installer)
        spoke(line, begins: hasNoticed || hasOutcome)
        hasNoticed = true
    }

    private mutating func breaks(inResolution: Bool) {
        failed(inResolution: inResolution)
        endRun()
    }

    private mutating func conflict(_ package: String, _ version: String, _ requirement: String, _ found: String?, _ line: Int) {
        let texts = (Printable.text(requirement), found.map(Printable.text))
        state.facts.note(Conflict(log: step.log, line: line, package: package, version: version, requirement: texts.0, found: texts.1))
        heard(package, version, line)
        if let words = found?.split(separator: " "), words.count == 2 { heard(words[0], words[1], line) }
    }

    private mutating func operation(
        _ change: InstallerEvent.Change,
        _ name: PackageName,
        _ version: String,
        _ source: String?,
        _ line: Int
    ) {
        if speakingOther?.isDryRun ?? false { return }
        counts.seenOperations.insert(name)
        put(change, name, version, source, line, in: otherTarget)
    }

    private mutating func goes(to path: String, isCreated: Bool, _ line: Int) {
        // `uv remove x && uv pip install y`: the removal alone was the first one's report.
        if !isCreated, counts.isRemovalPending {
            counts.isRemovalPending = false
            counts.reports += 1
        }
        if !isCreated { skipSilentTools() }
        if !isCreated, otherRuns.contains(where: mayWorkAnywhere) { state.hasNamedUvPlace = true }
        enter(path, isCreated: isCreated)
        counts.listsSeeds = false
        if let python = pythonOfNext, let environment {
            state.notePython(python, of: environment)
            // The pipenv that makes it fills it, and its command is gone.
            if step.scanned.isHeadless { state.fill(environment) }
        }
        pythonOfNext = nil
        if !isCreated { counts.namePlace() }
        if isCreated { createdLine = line }
    }
}
