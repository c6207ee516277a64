import DriftCore

/// Whose output is being read, and which environment it is about.
extension StepReplay {
    var speaker: InstallerInvocation? { pipIndex < pipRuns.count ? pipRuns[pipIndex] : nil }

    var pipTarget: InstallTarget {
        if isBeyondSight, let project = pipRuns.last?.runner.flatMap(projectTarget) { return project }
        return target(of: speaker ?? (isBeyondSight ? nil : pipRuns.last))
    }

    /// Where pip takes a package away: on the way to a new release where that goes, else where `pip uninstall` works.
    func removalTarget(of name: PackageName, _ version: String?) -> InstallTarget {
        guard run.installing == nil else { return pipTarget }
        let removals = step.invocations.filter { $0.tool == .pip && $0.action == .uninstall && $0.isVisible }
        // `pip uninstall -y -r old.txt`, `pip uninstall -y $(pip freeze)` may name anything.
        let asked = removals.filter { removal in
            let roots = Self.roots(of: removal)
            return roots.isEmpty || roots.contains(name.normalized)
        }
        // `a/bin/pip uninstall -y x && b/bin/pip uninstall -y x`: the one that has this release.
        let places = asked.map { target(of: $0) }
        return places.first { version != nil && state.entry(name, in: $0)?.release.version == version } ?? places.first ?? pipTarget
    }

    private func target(of speaker: InstallerInvocation?) -> InstallTarget {
        if let runner = speaker?.runner, let project = projectTarget(of: runner) { return project }
        // Debian's own Python looks in `dist-packages` below `/usr/local`; what pip makes of the prefix is no place of that name.
        if speaker?.isLocalPrefix == true, state.isPythonDistributions { return .folder("/usr/local") }
        let named = speaker.map { inhabited($0.target) } ?? unnamedTarget
        if isInSession, named == .folder(InstallerCommandLine.absolute(".nox", in: step.workingDirectory)) { return .system }
        let target = named == .system ? state.configuredFolder.map { .folder($0) } ?? named : named
        return run.goesToUser && (target == .system || target == .interpreter) ? .user : target
    }

    /// The command goes on where the log does not show it, and this run of pip is of that part: where there are several environments,
    /// it may work in any.
    var isBeyondSight: Bool {
        guard speaker == nil, isCutShort else { return false }
        return step.hasLostEnd || !state.environments.paths.isEmpty
            || step.invocations.contains { $0.target != .system && $0.action == .install }
    }

    /// `--prefix /opt/venv` names an environment by its folder.
    private func inhabited(_ target: InstallTarget) -> InstallTarget {
        guard case .folder(let path) = target, state.environments.holds(path) else { return target }
        return .virtual(path)
    }

    /// The environment that poetry or pipenv made for the project.
    private func projectTarget(of runner: InstallerInvocation.Tool) -> InstallTarget? {
        switch runner {
        case .poetry: state.poetryEnvironment
        case .pdm, .pipenv: state.environments.paths.last.map { .virtual($0) }
        default: nil
        }
    }

    var otherTarget: InstallTarget {
        let chosen = otherIndex < otherRuns.count ? otherRuns[otherIndex] : otherRuns.last
        if let environment, chosen?.target == .system || chosen == nil || chosen?.tool == .poetry { return environment }
        if let environment, case .virtual = environment { return environment }
        // `UV_SYSTEM_PYTHON` of the image wins over the command's own `VIRTUAL_ENV=/opt/venv`.
        if counts.isPlaceNamed, environment == .system, let chosen, case .virtual = chosen.target, !chosen.isProjectCommand {
            return .interpreter
        }
        guard let chosen else { return environment ?? unnamedTarget }
        if chosen.tool == .poetry, let project = state.poetryEnvironment { return project }
        if chosen.tool == .uv, !chosen.usesSystem { return uvTarget(of: chosen) }
        return chosen.target
    }

    /// `python -m venv /opt/venv`; `rm -rf /opt/venv` before it, `--clear` and uv make it anew.
    mutating func makeEnvironments() {
        for path in step.removedFolders {
            for known in state.environments.paths where known == path { state.clear(.virtual(known)) }
            state.environments.unlink(path)
        }
        for invocation in step.invocations where invocation.action == .createEnvironment {
            if invocation.tool == .uv || invocation.clearsEnvironment { state.clear(invocation.target) }
            state.note(invocation.target)
        }
        moveEnvironments(by: step.commands.prefix { !Self.isInstall($0) })
        readConfiguration(of: step.commands.prefix { !Self.isInstall($0) })
    }

    /// `pip install x`
    static func isInstall(_ command: ShellCommand) -> Bool {
        command.words.contains("install") && command.words.contains { InstallerCommandLine.isPip(InstallerCommandLine.baseName($0)) }
    }

    /// `pip config set global.target /opt/extra`, `pip config unset global.target`: where every later plain pip installs.
    mutating func readConfiguration(of commands: some Sequence<ShellCommand>) {
        for command in commands {
            guard let place = command.words.firstIndex(of: "config"), place > 0,
                InstallerCommandLine.isPip(InstallerCommandLine.baseName(command.words[place - 1]))
            else { continue }
            let words = command.words[place...].dropFirst().filter { !$0.hasPrefix("--") }
            guard words.count > 1, let key = words[1].parts(by: UInt8(ascii: ".")).last else { continue }
            if key.hasSuffix("index-url") || key == "find-links" { state.facts.hasIndexOfItsOwn = true }
            guard ["target", "prefix", "root"].contains(key) else { continue }
            if words[0] == "unset" { unsetFolder() }
            if words[0] == "set" { state.configuredFolder = words.count > 2 ? words[2] : Self.lostFolder }
        }
    }

    /// `pip config set global.target` at the end of a line that lost its own: elsewhere, wherever that is.
    private static let lostFolder = "/$TARGET"

    /// pip fails where there is nothing to unset: a step that is gone had set it, and any plain pip may have worked elsewhere until now.
    private mutating func unsetFolder() {
        if state.configuredFolder == nil, state.authoritativeLists == 0 {
            gap(.cut, step.scanned.line)
            for entry in state.entries(in: .interpreter) { state.loseVersion(of: entry.release.name, at: .system) }
        }
        state.configuredFolder = nil
    }

    /// Whether the step's output shows where it worked: by what it took away or found there.
    static func tellsPlace(_ step: ReplayStep, in state: EnvironmentState) -> Bool {
        step.output.events.contains { located in
            if case .satisfied(_, _, let location) = located.event, location != nil { return true }
            if case .environment = located.event { return true }
            guard let (name, version) = located.event.earlierRelease, let version else { return false }
            return state.sites.values.contains { $0[name]?.release.version == version }
        }
    }

    /// The environment that holds what the step took away or replaced; failing that, the one that the image was given for its app.
    static func target(ofHeadless step: ReplayStep, in state: EnvironmentState) -> InstallTarget {
        // In an environment pip does not mind that root calls it.
        if step.isStart, step.output.events.contains(where: { $0.event == .spoke }) { return .system }
        // Poetry works in the environment that it made.
        let isPoetry = step.output.events.contains { if case .operation = $0.event { true } else { false } }
        if isPoetry, let project = state.poetryEnvironment { return project }
        var matches: [InstallTarget: Int] = [:]
        for located in step.output.events {
            guard let (name, version) = located.event.earlierRelease else { continue }
            for (target, entries) in state.sites {
                guard let known = entries[name]?.release.version, version == nil || known == version else { continue }
                matches[target, default: 0] += 1
            }
        }
        let best = matches.max { ($0.value, $1.key.rank) < ($1.value, $0.key.rank) }
        if let best { return best.key }
        let chosen = EnvironmentChoice(state).target
        guard chosen == .system,
            let created = state.environments.paths.last(where: {
                !state.filled.contains(.virtual($0)) && !state.environments.passedBy.contains($0)
            })
        else { return chosen }
        return .virtual(created)
    }

    /// uv works in the `.venv` beside or above it. A project command that does not say it made one found another environment
    /// (`UV_PROJECT_ENVIRONMENT`).
    func uvTarget(of invocation: InstallerInvocation) -> InstallTarget {
        if invocation.isProjectCommand, case .virtual(let path) = invocation.target {
            return state.environments.holds(path) ? invocation.target : state.projectEnvironment ?? .system
        }
        guard invocation.target == .system else { return invocation.target }
        var folder = invocation.folder ?? step.workingDirectory
        while true {
            let candidate = InstallerCommandLine.absolute(".venv", in: folder)
            if state.environments.holds(candidate) { return .virtual(candidate) }
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return onlyEnvironment ?? .system }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    /// `uv venv /opt/venv`, then `uv pip install x`: uv works in an environment unless it is told otherwise, and its first releases do not say
    /// in which. The image's variables (`VIRTUAL_ENV`, `UV_SYSTEM_PYTHON`) do not print.
    private var onlyEnvironment: InstallTarget? {
        guard !state.hasNamedUvPlace, state.environments.paths.count == 1, let path = state.environments.paths.first,
            EnvironmentChoice.isForApps(path)
        else { return nil }
        return .virtual(path)
    }

    /// `pip install a | grep -v Collecting && /opt/venv/bin/pip install b`: what the filter let through of a is the first one's.
    mutating func filteredTarget(of items: [InstalledItem]) -> InstallTarget? {
        guard !(pipRuns.indices.contains(pipIndex) && names(items, of: pipRoots[pipIndex])) else { return nil }
        return filteredRuns.first { names(items, of: $0.roots) }.map { target(of: $0.run) }
    }

    /// The runs of pip whose words a filter may let through.
    static func filteredRuns(of step: ReplayStep) -> [(run: InstallerInvocation, roots: Set<String>)] {
        step.invocations.filter { $0.tool == .pip && $0.action == .install && $0.hidesOutput && !$0.isQuiet }.map { ($0, roots(of: $0)) }
    }

    private func names(_ items: [InstalledItem], of roots: Set<String>) -> Bool { items.contains { roots.contains($0.name.normalized) } }

    /// `[notice] To update, run: pip install --upgrade pip`: pip names itself by the word that the shell finds it by, if that finds the same
    /// pip, else by its interpreter. What `/opt/venv/bin/pip` says so tells where a plain `pip` works, and what a plain one says, if it names
    /// its interpreter. Source: pip's `utils/entrypoints.py` (`get_best_invocation_for_this_pip`).
    mutating func learnPlace(from program: String) {
        // Said again it tells nothing new, and a run may have installed much.
        guard !program.isEmpty, !step.isStart, !hasAdvised else { return }
        hasAdvised = true
        guard let target = targetThatAdvises else { return }
        if program.hasPrefix("/") {
            guard target == .system, let words = program.parts(by: .space).first else { return }
            guard let folder = InstallerCommandLine.environmentFolder(ofProgram: String(words)) else {
                return state.noteSystemAtWork(lastInstalled)
            }
            state.adoptPlainTarget(folder)
            for name in lastInstalled where state.entry(name, in: .virtual(folder)) == state.entry(name, in: .interpreter) {
                state.remove(name, from: .interpreter)
            }
            return
        }
        guard InstallerCommandLine.isPip(program), !Self.wordsThatActivate.contains(where: { step.text.holds($0) }) else { return }
        if case .virtual(let path) = target { state.adoptPlainTarget(path) }
        if target == .interpreter { state.noteSystemAtWork() }
    }

    /// `Using pip 23.0.1 from /opt/venv/lib/python3.10/site-packages/pip (python 3.10)` of a plain `pip -v`
    mutating func learnPlace(ofFolder folder: String) {
        guard !step.isStart, !pipRuns.isEmpty, pipRuns.allSatisfy({ $0.target == .system && $0.runner == nil }),
            !step.invocations.contains(where: { $0.tool == .script })
        else { return }
        switch SitePackagesPath.target(of: folder) {
        case .virtual(let path): state.adoptPlainTarget(path)
        case .system, .interpreter: state.noteSystemAtWork()
        case .user, .folder: break
        }
    }

    /// Where the run of pip works whose last words are being read: all of the step's work there, or it is the one that just put its own in place.
    private var targetThatAdvises: InstallTarget? {
        guard let first = pipRuns.first, !step.invocations.contains(where: { $0.tool == .script || $0.runner != nil }) else { return nil }
        if pipRuns.allSatisfy({ $0.target == first.target }) { return first.target }
        guard pipIndex > 0, pipIndex <= pipRuns.count, !farewells.hasFailed else { return nil }
        return pipRoots[pipIndex - 1].isDisjoint(with: lastInstalled.map(\.normalized)) ? nil : pipRuns[pipIndex - 1].target
    }

    private static let wordsThatActivate: [StaticString] = ["activate", "PATH=", "VIRTUAL_ENV", "--python"]

    /// A run of pip begins with `name`: if it is a later invocation's own requirement, the ones between had nothing to say.
    mutating func beginRun(with name: PackageName?) {
        guard let name, let speaker, run.collectingLine == nil, !pipRoots[pipIndex].contains(name.normalized) else { return }
        guard speaker.requirementFiles.isEmpty, speaker.editables.isEmpty else { return }
        if let later = pipRuns.indices.dropFirst(pipIndex + 1).first(where: { pipRoots[$0].contains(name.normalized) }) { pipIndex = later }
    }

    func roots(of invocation: InstallerInvocation) -> Set<String> { Self.roots(of: invocation) }

    static func roots(of invocation: InstallerInvocation) -> Set<String> {
        Set(invocation.requirementNames.compactMap { PackageName($0)?.normalized })
    }
}
