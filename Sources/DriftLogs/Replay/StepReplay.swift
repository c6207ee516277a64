import DriftCore

/// Replays one step that ran: its installers' words become changes of the environment, their silence gaps.
struct StepReplay {
    let step: ReplayStep
    /// `log`, or `remembered` where an earlier log printed what this build only calls `CACHED`.
    private let kind: EvidenceKind
    var gaps: [Gap] = []
    var state: EnvironmentState

    /// pip's invocations that print, in order, and which of them is speaking.
    let pipRuns: [InstallerInvocation]
    private let pipRoots: [Set<String>]
    private var pipIndex = 0
    let otherRuns: [InstallerInvocation]
    private var otherIndex = 0
    private var environment: InstallTarget?

    private var installing: (names: [PackageName], line: Int)?
    var collectingLine: Int?
    /// Far more than one run of pip ever takes from elsewhere than an index.
    private static let maximumSources = 200

    private var sources: [PackageName: (source: String, isEditable: Bool)] = [:]
    private var unnamedSources: [(source: String, isEditable: Bool)] = []
    private var built: Set<PackageName> = []
    private var goesToUser = false
    private var looksInLinks = false
    private var indexes: IndexEvidence
    private var isDryRun = false
    var expected = Expectation()

    /// What uv's and poetry's counts promise.
    struct Expectation {
        var installs = 0
        var removals = 0
        /// uv below 0.2 says nothing of what it removes.
        var countsRemovals = false
        var operations = 0
        var seenOperations: Set<PackageName> = []
        var line = 0
        var reports = 0
    }

    private init(_ step: ReplayStep, kind: EvidenceKind, state: EnvironmentState) {
        self.step = step
        self.kind = kind
        self.state = state
        indexes = IndexEvidence(step.invocations)
        let visible = step.invocations.filter(\.isVisible)
        pipRuns = visible.filter { $0.tool == .pip && ($0.action == .install || $0.action == .download) }
        pipRoots = pipRuns.map(Self.roots)
        otherRuns = visible.filter {
            ($0.tool == .uv || $0.tool == .poetry) && ($0.action == .install || $0.action == .other || $0.action == .uninstall)
        }
    }

    /// The state after the step, and the gaps that it leaves.
    static func replay(_ step: ReplayStep, kind: EvidenceKind, in state: inout EnvironmentState) -> [Gap] {
        var replay = StepReplay(step, kind: kind, state: state)
        // The replay alone holds the state now: a change copies nothing.
        state = EnvironmentState()
        for invocation in step.invocations where invocation.action == .createEnvironment { replay.state.note(invocation.target) }
        // `echo Successfully installed torch-2.1.0` installs nothing.
        let events = step.cannotInstall ? [] : step.output.events
        for located in events { replay.apply(located.event, located.line) }
        replay.finish()
        state = replay.state
        return replay.gaps
    }

    private func evidence(_ line: Int, _ kind: EvidenceKind? = nil) -> Evidence {
        Evidence(kind: kind ?? self.kind, log: step.log, line: line)
    }

    mutating func gap(_ reason: Gap.Reason, _ line: Int) {
        guard !gaps.contains(where: { $0.reason == reason }) else { return }
        gaps.append(Gap(log: step.log, line: line, reason: reason, command: Printable.text(step.text)))
    }

    // MARK: - Who speaks, and where it installs

    private var speaker: InstallerInvocation? { pipIndex < pipRuns.count ? pipRuns[pipIndex] : nil }

    private var pipTarget: InstallTarget {
        let target = speaker?.target ?? pipRuns.last?.target ?? .system
        return goesToUser && target == .system ? .user : target
    }

    private var otherTarget: InstallTarget {
        let chosen = otherIndex < otherRuns.count ? otherRuns[otherIndex] : otherRuns.last
        if let environment, chosen?.target == .system || chosen == nil || chosen?.tool == .poetry { return environment }
        if let environment, case .virtual = environment { return environment }
        guard let chosen else { return environment ?? .system }
        if chosen.tool == .poetry, let project = state.poetryEnvironment { return project }
        if chosen.tool == .uv, !chosen.usesSystem { return uvTarget(of: chosen) }
        return chosen.target
    }

    /// uv works in the `.venv` beside or above it. A project command that does not say it made one found another environment
    /// (`UV_PROJECT_ENVIRONMENT`).
    private func uvTarget(of invocation: InstallerInvocation) -> InstallTarget {
        if invocation.isProjectCommand, case .virtual(let path) = invocation.target {
            return state.virtualEnvironments.contains(path) ? invocation.target : .system
        }
        guard invocation.target == .system else { return invocation.target }
        var folder = step.workingDirectory
        while true {
            let candidate = InstallerCommandLine.absolute(".venv", in: folder)
            if state.virtualEnvironments.contains(candidate) { return .virtual(candidate) }
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return .system }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    /// A run of pip begins with `name`: if it is a later invocation's own requirement, the ones between had nothing to say.
    private mutating func beginRun(with name: PackageName?) {
        guard let name, let speaker, collectingLine == nil, !pipRoots[pipIndex].contains(name.normalized) else { return }
        guard speaker.requirementFiles.isEmpty, speaker.editables.isEmpty else { return }
        if let later = pipRuns.indices.dropFirst(pipIndex + 1).first(where: { pipRoots[$0].contains(name.normalized) }) { pipIndex = later }
    }

    func roots(of invocation: InstallerInvocation) -> Set<String> { Self.roots(of: invocation) }

    private static func roots(of invocation: InstallerInvocation) -> Set<String> {
        Set(invocation.requirementNames.compactMap { PackageName($0)?.normalized })
    }

    // MARK: - Events

    private mutating func apply(_ event: InstallerEvent, _ line: Int) {
        switch event {
        case .satisfied(let name, let version, let location): satisfied(name, version, location, line)
        case .collecting(let name, let source, let isEditable): collecting(name, source, isEditable, line)
        case .looksInLinks: looksInLinks = true
        case .looksInIndexes(let urls): for url in urls { indexes.note(index: url) }
        case .downloaded(let name, let url): indexes.note(download: url, of: name)
        case .resolvedCommit(let url, let commit): resolve(url, commit)
        case .installing(let names):
            flushUnfinishedRun()
            installing = (names, line)
            collectingLine = nil
        case .found: break
        case .uninstalled(let name, _): state.remove(name, from: pipTarget)
        case .leftInPlace: break
        case .installed(let items, let isWhole): installed(items, isWhole, line)
        case .notInstalled: endRun()
        case .builtFromSource(let name): built.insert(name)
        case .defaultsToUser: goesToUser = true
        case .installerVersion(let installer): state.noteInstaller(installer)
        case .failed:
            // `pip install x || …` may fail half-way; elsewhere an error behind an unfinished run is another run's.
            if speaker?.mayFail != true { flushUnfinishedRun() }
            endRun()
        case .conflict(let package, let version, let requirement, let found):
            let texts = (Printable.text(requirement), found.map(Printable.text))
            state.conflicts.append(
                Conflict(log: step.log, line: line, package: package, version: version, requirement: texts.0, found: texts.1)
            )
        case .count(let action, let count): counted(action, count, line)
        case .change(let change, let name, let version, let source): changed(change, name, version, source, line)
        case .operations(let count):
            expected.operations += count
            expected.line = line
            expected.reports += 1
        case .operation(let change, let name, let version, let source):
            expected.seenOperations.insert(name)
            put(change, name, version, source, line, in: otherTarget)
        case .project(let name, let version):
            let release = Release(name: name, version: version, isEditable: true)
            set(release, line, in: otherTarget, always: true)
        case .environment(let path, let isCreated): enter(path, isCreated: isCreated)
        case .python(let version): state.notePython(version, of: environment ?? otherRuns.first?.target ?? .system)
        case .list(let list): listed(list, line)
        case .systemPackage(let package): state.note(package)
        }
    }

    private mutating func satisfied(_ name: PackageName, _ version: String?, _ location: String?, _ line: Int) {
        beginRun(with: name)
        if let location {
            let place = SitePackagesPath.target(of: location)
            if case .virtual(let path) = place, pipTarget == .system { state.adoptPlainTarget(path) }
            if let minor = SitePackagesPath.pythonMinor(of: location) { state.notePython(minor, of: place) }
        }
        let target = location.map(SitePackagesPath.target) ?? pipTarget
        let known = state.entry(name, in: target) ?? state.entry(name, in: .system) ?? state.entry(name, in: .user)
        if let known, known.release.version == version || version == nil { return }
        // pip found a version that no line installed: an earlier step is missing from the log.
        if known?.isInstalled == true, known?.release.version != nil { gap(.cut, line) }
        state.set(
            EnvironmentState.Entry(release: Release(name: name, version: version), evidence: evidence(line), isInstalled: false),
            in: target
        )
    }

    private mutating func collecting(_ name: PackageName?, _ source: String?, _ isEditable: Bool, _ line: Int) {
        beginRun(with: name)
        if collectingLine == nil { collectingLine = line }
        guard let source, sources.count + unnamedSources.count < Self.maximumSources else { return }
        if looksInLinks, source.hasPrefix("file:"), !isEditable, !isNamedByCommand(source) { return }
        if let name { sources[name] = (source, isEditable) } else { unnamedSources.append((source, isEditable)) }
    }

    /// The branch or tag of the latest source with this URL becomes the commit.
    private mutating func resolve(_ url: String, _ commit: String) {
        let matches: (String) -> Bool = { source in source.contains(url) || url.contains(source.drop { $0 != "+" }.dropFirst()) }
        for (name, entry) in sources where matches(entry.source) { sources[name]?.source = Self.pinned(entry.source, url, commit) }
        for index in unnamedSources.indices where matches(unnamedSources[index].source) {
            unnamedSources[index].source = Self.pinned(unnamedSources[index].source, url, commit)
        }
    }

    /// `git+https://github.com/o/r@main#subdirectory=x` at a commit: `git+https://github.com/o/r@3f2a…#subdirectory=x`.
    private static func pinned(_ source: String, _ url: String, _ commit: String) -> String {
        let fragment = source.firstIndex(of: "#").map { source[$0...] } ?? ""
        let scheme = source.hasPrefix("git+") ? "git+" : ""
        let kept = fragment.dropFirst().split(separator: "&").filter { !$0.hasPrefix("egg=") }.joined(separator: "&")
        return scheme + url + "@" + commit + (kept.isEmpty ? "" : "#" + kept)
    }

    private mutating func installed(_ items: [InstalledItem], _ isWhole: Bool, _ line: Int) {
        let target = pipTarget
        let announced = installing?.names ?? []
        // An unnamed source belongs to the one package that nothing else named.
        let orphan = unnamedSources.count == 1 ? items.filter { sources[$0.name] == nil && isUnnamedRoot($0.name) } : []
        for item in items {
            var release = Release(name: item.name, version: item.version, isBuiltFromSource: built.contains(item.name))
            let origin =
                sources[item.name] ?? direct(item).map { ($0, false) }
                ?? (orphan.count == 1 && orphan[0].name == item.name ? unnamedSources[0] : nil)
            if let origin {
                release.source = Self.freezeSource(origin.source)
                release.isEditable = origin.isEditable
            }
            set(release, line, in: target)
        }
        let seen = Set(items.map(\.name))
        for name in announced where !seen.contains(name) {
            set(Release(name: name, version: nil), line, in: target, kind: EvidenceKind.none)
        }
        if !isWhole { gap(.cut, line) }
        endRun()
    }

    /// A source without a commit or a place is no source that a freeze would print.
    private static func freezeSource(_ source: String) -> String? {
        guard source != "file:" else { return nil }
        guard source.hasPrefix("git+") else { return source }
        let path = source.prefix { $0 != "#" }
        guard let at = path.lastIndex(of: "@") else { return nil }
        let commit = path[path.index(after: at)...]
        return commit.count == 40 && commit.utf8.allSatisfy { $0.isDigit || $0.isLetter } ? source : nil
    }

    /// The archive that the command itself asks for: pip shows the version of one, not where it came from.
    private func direct(_ item: InstalledItem) -> String? {
        for requirement in step.invocations.flatMap(\.requirements) {
            guard let scheme = requirement.firstRange(of: "http") else { continue }
            let url = String(requirement[scheme.lowerBound...])
            let path = url.prefix { $0 != "#" && $0 != "?" }
            guard let archive = ArchiveFileName(of: String(path.split(separator: "/").last ?? "")), archive.name == item.name else {
                continue
            }
            return PipLine.cleanSource(url)
        }
        return nil
    }

    /// `pip install --find-links /wheels /wheels/foo-1.0-py3-none-any.whl`
    private func isNamedByCommand(_ source: String) -> Bool {
        let name = source.split(separator: "/").last ?? ""
        return !name.isEmpty && step.invocations.contains { $0.requirements.contains { $0.hasSuffix(name) } }
    }

    /// pip named this package in no `Collecting NAME` line.
    private func isUnnamedRoot(_ name: PackageName) -> Bool { !step.output.collected.contains(NameHash.of(name.normalized)) }

    mutating func set(
        _ release: Release,
        _ line: Int,
        in target: InstallTarget,
        always: Bool = false,
        kind: EvidenceKind? = nil
    ) {
        let known = release.version == nil ? EvidenceKind.none : self.kind
        let entry = EnvironmentState.Entry(
            release: release,
            evidence: evidence(line, kind ?? known),
            isInstalled: true,
            isListedAlways: always,
            index: indexes.index(of: release)
        )
        state.set(entry, in: target)
    }

    private mutating func endRun() {
        installing = nil
        collectingLine = nil
        sources.removeAll()
        unnamedSources.removeAll()
        built.removeAll()
        goesToUser = false
        looksInLinks = false
        pipIndex += 1
    }

    /// The line that says what became of the run is missing.
    mutating func flushUnfinishedRun() {
        guard let unfinished = installing else { return }
        for name in unfinished.names { set(Release(name: name, version: nil), unfinished.line, in: pipTarget, kind: EvidenceKind.none) }
        gap(.cut, unfinished.line)
        installing = nil
    }

    // MARK: - uv, poetry

    private mutating func counted(_ action: InstallerEvent.CountedAction, _ count: Int, _ line: Int) {
        isDryRun = action == .wouldChange
        if action == .installed || action == .audited, expected.reports > 0 { otherIndex += 1 }
        expected.line = line
        switch action {
        case .installed:
            expected.installs += count
            expected.reports += 1
        case .uninstalled:
            expected.removals += count
            expected.countsRemovals = true
        case .audited, .wouldChange: expected.reports += 1
        }
    }

    private mutating func changed(_ change: InstallerEvent.Change, _ name: PackageName, _ version: String, _ source: String?, _ line: Int) {
        guard !isDryRun else { return }
        if change != .remove { expected.installs -= 1 }
        if change != .add { expected.removals -= 1 }
        // `uv tool install` has environments of its own.
        let speaking = otherIndex < otherRuns.count ? otherRuns[otherIndex] : otherRuns.last
        guard speaking?.action != .other else { return }
        put(change, name, version, source, line, in: otherTarget)
    }

    private mutating func put(
        _ change: InstallerEvent.Change,
        _ name: PackageName,
        _ version: String,
        _ source: String?,
        _ line: Int,
        in target: InstallTarget
    ) {
        if change == .remove { return removeListed(name, version, from: target) }
        let release = Release(name: name, version: version, source: source, isBuiltFromSource: built.contains(name))
        set(release, line, in: target, always: true)
    }

    /// uv lists `- a==1` and `+ a==2` in the order of names, not of events: a removal never undoes what was put there just now.
    private mutating func removeListed(_ name: PackageName, _ version: String, from target: InstallTarget) {
        guard let entry = state.entry(name, in: target), entry.release.version == version || entry.release.version == nil else { return }
        state.remove(name, from: target)
    }

    private mutating func enter(_ path: String, isCreated: Bool) {
        let absolute = InstallerCommandLine.absolute(path, in: step.workingDirectory)
        let isSystem = ["/usr", "/usr/local", "/"].contains(absolute) || absolute.contains("/.pyenv/")
        environment = isSystem ? .system : .virtual(absolute)
        guard let environment else { return }
        state.note(environment)
        if isCreated, otherIndex < otherRuns.count, otherRuns[otherIndex].tool == .poetry { state.poetryEnvironment = environment }
    }

    // MARK: - Lists

    private mutating func listed(_ list: PackageList, _ line: Int) {
        let asks = step.invocations.first { ($0.action == .freeze || $0.action == .list) && $0.isVisible }
        guard list.origin == .beacon || asks != nil, list.isWhole || list.origin != .beacon else { return }
        let entries = list.entries.map {
            EnvironmentState.Entry(release: $0.release, evidence: evidence($0.line, .freeze), isInstalled: true)
        }
        state.replace(asks?.target ?? .system, with: entries)
        state.authoritativeLists += 1
    }
}
