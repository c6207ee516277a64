import DriftCore

/// Whether a step's output accounts for everything that its command did, and what is hidden where it does not.
extension StepReplay {
    mutating func finish() {
        flushUnfinishedRun()
        checkList()
        doubtAwaitedRemovals()
        doubtUnlistedRemovals()
        doubtUnnamedPlace()
        if let line = surplusLine { gap(.cut, line) }
        readConfiguration(of: step.commands.drop { !Self.isInstall($0) })
        let isRepeated = repeatsKnownSources
        // `pip lock` ends without a word.
        if let intendedLine { gap(.quiet, intendedLine) }
        if let line = run.collectingLine, !isRepeated, speaker?.action != .download {
            gap(.cut, line)
            doubtCollected()
        }
        doubtCounts(isRepeated: isRepeated)
        if isCutShort { gap(.cut, step.scanned.line) }
        // An environment that uv made on the way, and not a word of what it put there.
        if let line = createdLine, counts.reports == 0, otherRuns.contains(where: { $0.action == .run }) { gap(.cut, line) }
        let isSilenced = hasLostItsWords
        if isSilenced { forgetTouched() }
        if step.output.isTruncated || isSilenced || step.scanned.transcript.hasElision && step.concernsPackages {
            gap(.cut, step.scanned.line)
        }
        missExactVersions()
        doubtLostRuns()
        for (index, invocation) in step.invocations.enumerated().dropFirst(lists.settledInvocations)
        where !(isRepeated && invocation.tool == .pip && invocation.isVisible) && !hasFailed(invocation, before: index + 1) {
            check(invocation)
        }
        doubtTouchedUnheard()
        doubtPlaces()
    }

    /// `uv pip install --target /opt/x a && uv pip install --prefix /opt/y b`, and lines are missing: which of the runs what is left belongs to
    /// no line tells.
    private mutating func doubtPlaces() {
        guard otherRuns.count > 1, gaps.contains(where: { $0.reason == .cut }), Set(otherRuns.map(\.target)).count > 1 else { return }
        for name in counts.changed { state.loseVersion(of: name) }
    }

    /// uv and poetry say how much they change, and list it: what was counted and not listed is hidden.
    private mutating func doubtCounts(isRepeated: Bool) {
        if counts.isRemovalPending { counts.reports += 1 }
        // Each run reports once.
        if counts.reports > otherRuns.count, !isRepeated, step.showsEveryRun, !otherRuns.isEmpty, otherRuns.allSatisfy(reportsOnce) {
            gap(.cut, counts.line)
        }
        if counts.installs > 0, counts.installs >= counts.removed.count {
            // `- six==1.15.0` without its `+ six==…`: more was installed than the log shows, and this among it.
            for (name, line) in counts.removed { set(Release(name: name, version: nil), line, in: otherTarget, kind: EvidenceKind.none) }
        }
        if counts.installs != 0 || counts.countsRemovals && counts.removals != 0
            || counts.operations > counts.seenOperations.count
        {
            let isRun = otherRuns.contains { $0.action == .run } || step.isStart
            gap(isRun ? .quiet : .cut, counts.line)
            // `uv run` names nothing of what it puts into the environment that it makes.
            if isRun, counts.installs > 0, let environment { state.fill(environment) }
        }
    }

    /// `uv run` may report of the project and of `--with`, a dry run of removals and installs.
    private func reportsOnce(_ run: InstallerInvocation) -> Bool {
        run.tool == .uv && [.install, .uninstall].contains(run.action) && !run.isDryRun
    }

    /// What was collected over another release that is there, and of which no line says that it was put in place.
    private mutating func doubtCollected() {
        // Each looks at all that is there.
        guard state.unfinishedRuns < Self.mostUnfinishedRuns else { return }
        state.unfinishedRuns += 1
        var installed: Set<PackageName> = []
        for located in step.output.events { if case .installed(let items, _) = located.event { installed.formUnion(items.map(\.name)) } }
        let place = state.resolved(pipTarget)
        for name in state.seenNames(at: place)
        where step.output.collected.contains(NameHash.of(name.normalized)) && !installed.contains(name) {
            state.loseVersion(of: name, at: place)
        }
    }

    /// More than any real log lost.
    private static let mostUnfinishedRuns = 64

    /// `pip install -q x || pip install y`, and y is heard: x failed, whatever pip had to say of it.
    private func hasFailed(_ invocation: InstallerInvocation, before next: Int) -> Bool {
        guard !invocation.isVisible, invocation.action == .install, next < step.invocations.count else { return false }
        let fallback = step.invocations[next]
        guard fallback.isFallback, fallback.isVisible, fallback.action == .install, fallback.tool == invocation.tool else { return false }
        let names = roots(of: fallback)
        return !names.isEmpty && names.allSatisfy { step.output.mentioned.contains(NameHash.of($0)) }
    }

    /// A step that started an installer which always says something, and printed nothing at all: its lines are gone from the log.
    private var hasLostItsWords: Bool {
        guard step.output.lineCount == 0, step.scanned.outcome == .done, !step.isStart else { return false }
        return step.invocations.contains { invocation in
            guard invocation.isVisible, !invocation.isDryRun, invocation.alwaysSpeaks || makesEnvironment(invocation) else { return false }
            // Behind a condition, or in a script, no installer need have run: in no time none did.
            let isCertain = !invocation.isConditional && invocation.tool != .script
            return isCertain || !takesTimeInSilence && step.scanned.seconds ?? .infinity >= invocation.leastSeconds
        }
    }

    /// `pip freeze --local || pip install x`, `pip show x > /dev/null || pip install x`: Python is started, and need not say anything.
    private var takesTimeInSilence: Bool {
        step.commands.contains { command in
            let starts = command.words.contains { InstallerCommandLine.isInstaller(InstallerCommandLine.baseName($0)) }
            return starts && !command.words.contains { word in Self.wordsThatSpeak.contains { word.contains($0) } }
        }
    }

    private static let wordsThatSpeak: Set<String> = ["install", "uninstall", "download", "wheel", "sync", "add", "remove", "run", "venv"]

    /// What the lost words were about is there in a version that nobody printed, or gone: what the commands name, and of a sync or an
    /// upgrade of a file's packages everything.
    private mutating func forgetTouched() {
        for invocation in step.invocations where invocation.isVisible && invocation.changesEnvironment {
            let isUv = invocation.tool == .uv && !invocation.usesSystem
            let target = invocation.tool == .poetry ? otherTarget : isUv ? uvTarget(of: invocation) : invocation.target
            let isUnnamed = invocation.requirements.isEmpty || !invocation.requirementFiles.isEmpty || !invocation.editables.isEmpty
            // What pip installs for what it is told to may replace what is there, unless it is to install that alone.
            let mayReplace = invocation.action == .install && !invocation.takesNoDependencies
            let isAnything = mayReplace || isUnnamed && (invocation.replacesOthers || invocation.action == .uninstall)
            let isSystem = state.resolved(target) == .system
            let names = Set(invocation.requirementNames.compactMap { PackageName($0) })
            let (touched, wanted) = ([state.resolved(target), .user], exactVersions(of: invocation))
            var keptAny = false
            // Of more environments than any image has, only those that the step names.
            let isUsual = state.sites.count <= Self.mostPlaces
            for place in isUsual ? state.sites.keys.sorted() : touched {
                let isAll = isAnything && touched.contains(place) && !(isSystem && state.isForgotten)
                if forget(isAll ? state.seenNames(at: place) : names, at: place, unless: wanted) { keptAny = true }
            }
            if isSystem, isAnything { state.isForgotten = !keptAny }
        }
    }

    static let mostPlaces = 64

    /// `pip install click==8.0.0 && pip install click==8.1.0`, and no line puts 8.1.0 in place or finds it there: the lines of that run are gone.
    private mutating func missExactVersions() {
        let runs = step.invocations.dropFirst(lists.settledInvocations).filter { run in
            run.tool == .pip && run.action == .install && run.isVisible && !run.isConditional && !run.mayFail && !run.isDryRun
        }
        guard step.scanned.outcome == .done, runs.count > 1, !run.goesToUser else { return }
        let wanted = runs.flatMap { run in exactVersions(of: run).compactMap { name, version in version.map { (name, $0, run.target) } } }
        guard !wanted.isEmpty else { return }
        var shown: [PackageName: Set<String>] = [:]
        for (name, _, _) in wanted { shown[name] = [] }
        for located in step.output.events {
            switch located.event {
            case .installed(let items, _): for item in items { shown[item.name]?.insert(item.version ?? "") }
            // Older releases of pip do not say which version they found.
            case .satisfied(let name, let version, _): shown[name]?.insert(version ?? "")
            case .sameAsInstalled(let name): shown[name]?.insert("")
            default: break
            }
        }
        for (name, version, target) in wanted {
            guard let seen = shown[name], PackageVersion.isValid(version), !seen.contains(where: { Self.fulfils($0, version) }) else {
                continue
            }
            gap(.cut, step.scanned.line)
            state.loseVersion(of: name, at: state.resolved(target))
        }
    }

    /// `2.1.2+cu118` does for `==2.1.2`.
    static func fulfils(_ seen: String, _ wanted: String) -> Bool {
        seen.isEmpty || PackageVersion(seen.prefix { $0 != "+" }).compared(to: PackageVersion(wanted.prefix { $0 != "+" })) == .equal
    }

    /// `1.26.4` of `pip install numpy==1.26.4`; `nil`: any.
    func exactVersions(of invocation: InstallerInvocation) -> [PackageName: String?] {
        guard invocation.action == .install else { return [:] }
        var versions: [PackageName: String?] = [:]
        for requirement in invocation.requirements {
            guard let name = PackageName(requirement.prefix { $0 != "=" }), versions[name] == nil else { continue }
            versions.updateValue(requirement.after("==").map(String.init), forKey: name)
        }
        return versions
    }

    /// - Returns: whether one was asked for in the very version that it has: that one stays known.
    private mutating func forget(_ names: Set<PackageName>, at place: InstallTarget, unless wanted: [PackageName: String?]) -> Bool {
        var keptAny = false
        for name in names where name.normalized != "pip" {
            if let version = wanted[name], version != nil, version == state.sites[place]?[name]?.release.version {
                keptAny = true
                continue
            }
            state.loseVersion(of: name, at: place)
        }
        return keptAny
    }

    /// `uv run` in a project that has no environment yet.
    private func makesEnvironment(_ invocation: InstallerInvocation) -> Bool {
        guard invocation.action == .run, case .virtual(let path) = invocation.target else { return false }
        return !state.environments.holds(path)
    }

    /// pip's last words (that it should not be root, that there is a newer one) without a line of what it did: somebody called it with
    /// `-q`, or cut its output short. Of a command that is in sight the command itself tells.
    /// - Parameter begins: it is the first of them: what came before it was another run's.
    mutating func spoke(_ line: Int, begins: Bool) {
        let isGoingOn = !begins && lastWordLine.map { line - $0 <= Self.mostLinesOfLastWords } ?? false
        lastWordLine = line
        guard !isGoingOn else { return }
        let isInSight = step.invocations.contains { $0.tool == .pip } && !step.invocations.contains { $0.tool == .script }
        if !hasOutcome, !isInSight {
            gap(.quiet, line)
            state.mayLackRemovals = true
            // What it was to do is gone with its header: any of what was there may be another release by now.
            if step.scanned.isHeadless, !step.isStart { state.loseAllVersions() }
        }
        hasOutcome = false
    }

    /// Warning, blank line and two notices, with every line end doubled.
    private static let mostLinesOfLastWords = 8

    private mutating func check(_ invocation: InstallerInvocation) {
        guard invocation.changesEnvironment else { return }
        switch invocation.tool {
        case .conda, .pipenv, .pdm, .setupScript:
            gap(.unreadable, step.scanned.line)
            var invocation = invocation
            if let environment, invocation.tool != .setupScript {
                state.fill(environment)
                invocation.target = environment
            }
            hide(invocation)
        case .script: checkScript(invocation)
        case .pipx, .hatch:
            break
        case .pip, .uv, .poetry:
            // `--target $(python -c …)`, `--prefix $PLACE`: whether Python looks there no line tells.
            if case .folder(let path) = invocation.target, path.holds("$") || path.holds("`") { gap(.unreadable, step.scanned.line) }
            if !invocation.isVisible {
                if invocation.touchesOnlyInstaller || wasPrintedLater(invocation) { return }
                if isCertainRemoval(invocation) { return doubtTouchedInSilence(invocation) }
                gap(.quiet, step.scanned.line)
                hide(invocation)
                if invocation.action == .install, case .virtual = invocation.target { state.fill(invocation.target) }
                doubtTouchedInSilence(invocation)
                if invocation.mayTakeAway { state.mayLackRemovals = true }
            } else if !invocation.isConditional, !invocation.mayFail, invocation.action == .install, !isAccountedFor(invocation) {
                gap(.cut, step.scanned.line)
                hide(invocation, isHeard: true)
            }
        }
    }

    /// What a script did that nobody has the text of: beside what an installer said aloud it may have called one quietly. The setup of an
    /// installer itself names the version that it brings, or is known by its address.
    private mutating func checkScript(_ invocation: InstallerInvocation) {
        guard let origin = invocation.script, step.output.lineCount > 0, step.scanned.seconds ?? .infinity >= invocation.leastSeconds else {
            return
        }
        let isSetup = step.output.events.contains { if case .toldVersion = $0.event { true } else { false } }
        if origin == .file, isSetup || ScriptOrigin.bringsNoPackages(step.text) { return }
        gap(.unreadable, step.scanned.line)
    }

    /// The platform installs `pre-requirements.txt` and `requirements.txt` of its mounts whether they hold anything or not;
    /// of an empty file pip says nothing but that it should not be root.
    private func readsEmptyFile(_ invocation: InstallerInvocation) -> Bool {
        step.text.holds("--mount=target=") && invocation.requirements.isEmpty && invocation.editables.isEmpty
            && step.scanned.outcome == .done && step.output.mentioned.isEmpty && step.output.lineCount <= 8
    }

    /// `pip install x > log; cat log`: the file was printed after all.
    private func wasPrintedLater(_ invocation: InstallerInvocation) -> Bool {
        let names = roots(of: invocation)
        return !names.isEmpty && !invocation.isQuiet && names.allSatisfy { step.output.mentioned.contains(NameHash.of($0)) }
            && invocation.requirementFiles.isEmpty
    }

    /// Whether the output shows that the invocation had its say.
    private func isAccountedFor(_ invocation: InstallerInvocation) -> Bool {
        let output = step.output
        if readsEmptyFile(invocation) { return true }
        if invocation.tool != .pip {
            return counts.reports >= otherRuns.filter { !$0.isConditional && $0.action == .install }.count && hasPutInPlace(invocation)
        }
        if farewells.isSilent { return false }
        return roots(of: invocation).allSatisfy { name in
            output.mentioned.contains(NameHash.of(name)) || PackageName(name).map { state.contains($0) } ?? true
        }
    }
}
