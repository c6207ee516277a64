import DriftCore

/// Puts the logs of one Space together, oldest first: the state after the last build that succeeded, and what its last start did.
struct ReadingAssembler {
    private var reading = EnvironmentReading()
    /// Of the capture that the logs stand in.
    private let files: CapturedFiles?
    /// Logs of earlier captures; `earlier[0]` is log -1.
    private let earlier: [String]
    private var memory = LayerMemory()
    private var lastSucceeded: Attempt?
    private var lastAttempt: Attempt?
    /// The newest start after the build that counts.
    private var lastStart: (start: ScannedStart, log: Int)?
    /// The newest page that shows the end of one.
    private var lastPage: ScannedStart?
    private var hasContent = false
    /// The environments that make up the result, and where a plain installer works; `nil`: there is no result yet.
    private(set) var appEnvironment: (layers: [InstallTarget], plain: InstallTarget)?

    /// A build that may turn out to count, and what had been printed before it. A class, as it is handed on build by build.
    private final class Attempt: Sendable {
        let build: ScannedBuild
        let log: Int
        /// How many builds had been remembered.
        let earlierBuilds: Int

        init(build: consuming ScannedBuild, log: Int, earlierBuilds: Int) {
            self.build = build
            self.log = log
            self.earlierBuilds = earlierBuilds
        }

        var record: BuildRecord { build.record(log: log) }

        func replayed(_ memory: LayerMemory, files: CapturedFiles?, newest: BuildRecord?) -> BuildReplay {
            let identity = BuildIdentity(commit: build.commit, known: files, isNewest: record == newest)
            return BuildReplay(build, log: log, memory: memory.after(builds: earlierBuilds), identity: identity)
        }
    }

    /// - Parameter earlier: logs of earlier captures, newest first.
    init(files: CapturedFiles? = nil, earlier: [EarlierLog] = []) {
        self.files = files
        self.earlier = earlier.map(\.name)
        for (index, log) in earlier.enumerated().reversed() {
            let builds = LogScanner.builds(in: log.bytes)
            for (place, build) in builds.enumerated() {
                let identity = BuildIdentity(commit: build.commit, known: log.files, isNewest: place == builds.count - 1)
                memory.remember(build, log: -1 - index, identity: identity, oldest: memory.buildCount)
            }
        }
    }

    /// Of the log being read: it holds a build or a start, or it holds something.
    private var isLogRecognised = false
    private var isLogPrinted = false
    /// Logs that hold something else.
    private var unrecognised: [Int] = []
    /// The newest build of the log being read: a start right behind it would prove that it was finished.
    private var pending: ScannedBuild?

    mutating func add(_ section: consuming LogSection, log: Int) {
        switch consume section {
        case .build(let build):
            settlePending(log, isFollowedByStart: false)
            pending = build
        case .start(let start):
            settlePending(log, isFollowedByStart: true)
            (hasContent, isLogRecognised) = (true, true)
            if start.isPage { lastPage = start }
            // A page shows the end of a start, and not which: one that a log shows from its beginning tells more.
            if !isOlder(start), !start.isPage || lastStart?.start.isPage ?? true { lastStart = (start, log) }
        }
    }

    mutating func endLog(_ log: Int, didCutLine: Bool) {
        settlePending(log, isFollowedByStart: false)
        if !isLogRecognised, isLogPrinted { unrecognised.append(log) }
        (isLogRecognised, isLogPrinted) = (false, false)
        if didCutLine {
            diagnose("log.line-too-long", "a line of more than \(LineSplitter.maximumLineBytes) bytes was read only in part", log)
        }
    }

    private mutating func settlePending(_ log: Int, isFollowedByStart: Bool) {
        guard var build = pending.take() else { return }
        if isFollowedByStart, !build.hasFailed { build.hasReachedPush = true }
        add(consume build, log)
    }

    private mutating func add(_ build: consuming ScannedBuild, _ index: Int) {
        let isRecognised =
            build.hasBanner || build.hasErrorPage || !build.cacheMisses.isEmpty
            || build.steps.contains { !$0.isHeadless || !$0.transcript.read().events.isEmpty }
        guard isRecognised else { return isLogPrinted = true }
        (hasContent, isLogRecognised) = (true, true)
        // Whether a newer build follows is not known yet; only a commit tells whether the files are this build's.
        let identity = BuildIdentity(commit: build.commit, known: files, isNewest: false)
        let earlierBuilds = memory.buildCount
        memory.remember(build, log: index, identity: identity, oldest: lastSucceeded?.earlierBuilds ?? 0)
        let attempt = Attempt(build: consume build, log: index, earlierBuilds: earlierBuilds)
        lastAttempt = attempt
        let record = attempt.record
        reading.builds.append(record)
        if record.outcome == .succeeded {
            lastSucceeded = attempt
            (lastStart, lastPage) = (nil, nil)
        }
    }

    /// A start from before the build that counts is another image's.
    private func isOlder(_ start: ScannedStart) -> Bool {
        guard let begun = start.startedAt, let queued = lastSucceeded?.record.queuedAt else { return false }
        return begun < queued
    }

    private mutating func diagnose(_ code: String, _ message: String, _ log: Int? = nil, _ line: Int? = nil) {
        reading.diagnostics.append(Diagnostic(code: code, message: message, log: log, line: line))
    }

    // MARK: - The result

    mutating func finish() -> EnvironmentReading {
        guard hasContent else {
            diagnose("log.unrecognised", "nothing in the logs looks like a build, an installer or the start of an app")
            return reading
        }
        for log in unrecognised {
            diagnose("log.unrecognised", "nothing in it looks like a build, an installer or the start of an app: it tells nothing", log)
        }
        // A build that failed left no image; one whose log is cut may have, and what it shows is the best there is.
        let cut = lastAttempt.flatMap { $0.record.outcome == .cut ? $0 : nil }
        let newest = lastAttempt?.record
        let build = (lastSucceeded ?? cut)?.replayed(memory, files: files, newest: newest)
        let described = build ?? lastAttempt?.replayed(memory, files: files, newest: newest)
        var state = build?.state ?? EnvironmentState()
        var gaps = build?.gaps ?? []
        var isSettledByStart = build?.isListAlone ?? false
        if isSettledByStart { gaps.removeAll() }
        if let page = lastPage, !(lastStart?.start.isPage ?? false) { Self.notePythons(of: page.content(), in: &state) }
        if let (start, log) = lastStart { isSettledByStart = replay(start, log, &state, &gaps) }
        describe(described)
        for step in build?.unprinted ?? [] {
            let message = "\(step.place) asks for what the log does not show: \(Printable.text(step.command))"
            diagnose("log.step-missing", message, build?.record.log, build?.record.line)
        }
        fill(from: state, gaps: &gaps, build: build, described: described)
        reading.gaps = gaps
        let isSuperseded = lastAttempt?.record.outcome == .cut && lastSucceeded != nil
        if isSuperseded, let newer = lastAttempt?.record {
            let message = "a newer build's log ends before the build does: whether it replaced this state is not known"
            diagnose("build.newer-cut", message, newer.log, newer.line)
        }
        reading.isComplete = !isSuperseded && reading.unknown.isEmpty && gaps.isEmpty && (isSettledByStart || isWhole(build))
        if lastSucceeded == nil, lastAttempt != nil {
            diagnose("build.none-succeeded", "no build in the logs is seen to succeed: what is listed is what its finished steps show")
        }
        return reading
    }

    private func isWhole(_ build: BuildReplay?) -> Bool {
        guard let build, build.record.outcome == .succeeded else { return false }
        return !build.images.all.isEmpty
    }

    /// Facts about the build as such.
    private mutating func describe(_ build: BuildReplay?) {
        guard let build else { return }
        reading.baseImage = build.images.final
        reading.sdk = build.layout.sdk
        reading.platformLine = build.layout.platformLine
        if build.layout.sdk == nil, !build.layout.isPlatformBuild, !build.images.all.isEmpty { reading.sdk = SDK(name: "docker") }
        if build.images.isAmbiguous {
            diagnose(
                "base-image.several",
                "several images of the build bring Python; the last one is taken for the app's",
                build.record.log,
                build.record.line
            )
        }
    }

    /// What the app's last start printed; `true` if a whole list settles everything.
    private mutating func replay(_ start: ScannedStart, _ log: Int, _ state: inout EnvironmentState, _ gaps: inout [Gap]) -> Bool {
        let content = start.content()
        Self.notePythons(of: content, in: &state)
        for name in content.doubted { state.loseVersion(of: name) }
        var step = ScannedStep(text: "", line: start.line)
        step.transcript = content.transcript
        let (lists, filled) = (state.authoritativeLists, state.filled)
        var replayed = ReplayStep(step, log: log, workingDirectory: "/")
        replayed.isStart = true
        replayed.order = .max
        replayed.isGarbled = content.isGarbled
        let found = StepReplay.replay(replayed, kind: .log, after: gaps, in: &state)
        let isSettled = state.authoritativeLists > lists
        gaps = isSettled ? found : gaps + found
        // The app filled an environment that the build had left empty, or added to the system's packages: no line tells which.
        let isGuess = state.filled.subtracting(filled).contains { $0 != .system && $0 != .user } && content.sitePackages.isEmpty
        if isGuess, !isSettled, state.entries(in: .interpreter).contains(where: \.isInstalled) {
            gaps.append(Gap(log: log, line: start.line, reason: .stages, command: ""))
        }
        return isSettled
    }

    /// The interpreter that the app ran on, as the paths in its tracebacks have it.
    private static func notePythons(of content: ScannedStart.Content, in state: inout EnvironmentState) {
        for folder in content.sitePackages.sorted() {
            let target = SitePackagesPath.target(of: folder)
            if case .virtual(let path) = target, state.plainTarget == .system { state.adoptPlainTarget(path) }
            if let minor = SitePackagesPath.python(of: folder) { state.notePython(minor, of: target) }
        }
        for folder in content.libraries.sorted() {
            if let python = SitePackagesPath.python(of: folder) { state.notePython(python, of: SitePackagesPath.target(of: folder)) }
        }
    }

    private mutating func fill(from state: EnvironmentState, gaps: inout [Gap], build: BuildReplay?, described: BuildReplay?) {
        let choice = EnvironmentChoice(state)
        appEnvironment = (choice.layers, state.plainTarget)
        if let other = choice.passedOver {
            diagnose(
                "environment.several",
                "packages went into several environments; \(choice.name) is taken for the app's, not \(Printable.text(other))"
            )
        }
        reading.python = PythonVersion.best(of: [
            state.pythons[choice.target], described?.images.final.flatMap(BaseImages.pythonVersion), state.pythons[.system],
            state.pythons[.user], described?.state.pythons[.system], state.pythons[state.plainTarget],
            // Of an image that the log does not name, the interpreter at work may be another one.
            state.isHeadMissing && described?.images.final == nil ? nil : Self.distributionPython(state),
        ])
        var packages = choice.layers.first.flatMap { state.sites[$0] } ?? [:]
        for target in choice.layers.dropFirst() { packages.merge(state.sites[target] ?? [:]) { _, upper in upper } }
        if let rival = choice.rival { Self.keepShared(&packages, with: state.sites[.virtual(rival)] ?? [:]) }
        keepCertain(&packages, choice, state)
        let listed = packages.keys.sorted().compactMap { packages[$0] }.filter { FreezeRules.lists($0, python: reading.python) }
        reading.packages = listed.map { ResolvedPackage(release: $0.release, evidence: named($0.evidence), index: $0.index) }
        if let rival = choice.rival, let first = state.entries(in: .virtual(rival)).first {
            gaps.append(Gap(log: first.evidence.log ?? 0, line: first.evidence.line ?? 0, reason: .stages, command: ""))
        }
        if case .virtual(let path) = choice.target,
            let first = state.systemInstalls(since: path).first ?? state.installBeside(path) ?? state.installPast(path)
        {
            // Whether a plain `pip` meant the environment (by PATH) or the system's Python does not show in its lines.
            gaps.append(Gap(log: first.evidence.log ?? 0, line: first.evidence.line ?? 0, reason: .stages, command: ""))
        }
        if choice.target == .system, let first = state.unclearInstall() {
            gaps.append(Gap(log: first.evidence.log ?? 0, line: first.evidence.line ?? 0, reason: .stages, command: ""))
        }
        checkUnexplained(listed, state, build, &gaps)
        reading.installers = state.facts.installers.values.sorted { $0.name < $1.name }
        reading.systemPackages = state.facts.systemPackages.values.sorted { $0.name < $1.name }
        reading.conflicts = state.facts.conflicts
    }

    /// Two environments of a size, either of which may be the app's: known is what both hold.
    private static func keepShared(
        _ packages: inout [PackageName: EnvironmentState.Entry],
        with others: [PackageName: EnvironmentState.Entry]
    ) {
        guard packages.count < 2 * others.count else { return }
        for name in packages.keys where packages[name]?.release.version != others[name]?.release.version {
            packages[name]?.loseVersion()
        }
    }

    /// Where the environment that was chosen need not be the app's: known is what is there either way.
    private func keepCertain(
        _ packages: inout [PackageName: EnvironmentState.Entry],
        _ choice: EnvironmentChoice,
        _ state: EnvironmentState
    ) {
        if case .virtual(let path) = choice.target, state.installPast(path) != nil {
            let others = state.sites[.system] ?? [:]
            for name in packages.keys where packages[name]?.release.version != others[name]?.release.version {
                packages[name]?.loseVersion()
            }
        }
        // What a plain pip installs behind it is where that works; what stood there before may be elsewhere.
        // Where pip warned root before and does not any more, that is the environment.
        if choice.target == .system, state.wasSystemAtWork, let path = state.unclearEnvironment() {
            for (name, entry) in state.environments.systemAtCreation[path] ?? [:] where packages[name] == entry {
                packages[name]?.loseVersion()
            }
        }
    }

    /// `3.10` of apt's `python3 (3.10.6-1~22.04)`, which stands for the newest 3.10 of the distribution.
    private static func distributionPython(_ state: EnvironmentState) -> String? {
        guard let parts = state.facts.systemPackages["python3"]?.version?.split(separator: "."), parts.count > 2, parts[0] == "3",
            parts[1].allSatisfy(\.isNumber)
        else { return nil }
        return "3." + parts[1]
    }

    /// A log of an earlier capture is no log of this reading: it is named, not counted.
    private func named(_ evidence: Evidence) -> Evidence {
        guard let log = evidence.log, log < 0, earlier.indices.contains(-1 - log) else { return evidence }
        return Evidence(kind: evidence.kind, line: evidence.line, file: earlier[-1 - log])
    }

    /// A plain Python image brings pip alone: a package that pip found there and no step installed comes from a step that the log lost.
    private func checkUnexplained(
        _ entries: [EnvironmentState.Entry],
        _ state: EnvironmentState,
        _ build: BuildReplay?,
        _ gaps: inout [Gap]
    ) {
        guard let build, let image = build.images.final, BaseImages.isPlainPython(image), gaps.isEmpty else { return }
        let found = entries.filter { !$0.isInstalled }.min { ($0.evidence.line ?? 0) < ($1.evidence.line ?? 0) }
        guard let place = found.map({ ($0.evidence.log, $0.evidence.line) }) ?? state.unexplained.map({ ($0.log, $0.line) }) else { return }
        // A log of an earlier capture has no number of its own here.
        guard let log = place.0, log >= 0 else {
            return gaps.append(Gap(log: build.record.log, line: build.record.line, reason: .cut, command: ""))
        }
        gaps.append(Gap(log: log, line: place.1 ?? 0, reason: .cut, command: ""))
    }
}
