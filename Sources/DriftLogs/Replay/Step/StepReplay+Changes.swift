import DriftCore

/// uv's and poetry's lines: counts, and one change a line.
extension StepReplay {
    mutating func counted(_ action: InstallerEvent.CountedAction, _ count: Int, _ line: Int) {
        isDryRun = action == .wouldChange
        counts.listsSeeds = false
        counts.line = line
        let completesReport = action == .installed && counts.isRemovalPending
        if counts.isRemovalPending, !completesReport { counts.reports += 1 }
        if !completesReport { counts.beginReport() }
        counts.isRemovalPending = action == .uninstalled
        if !completesReport { counts.isRemovalCounted = action == .uninstalled }
        // Each report is the next invocation's.
        if action != .wouldChange, !completesReport, counts.reports > 0, !isPlaced { otherIndex += 1 }
        isPlaced = false
        switch action {
        case .installed:
            counts.reports += 1
            // What `uv run --with` and `uvx` bring is not named, and gone when the program ends.
            if let speaker = speakingOther, speaker.action == .other, speaker.tool == .uv, !speaker.listsToolPackages { break }
            counts.installs += count
        case .uninstalled:
            counts.removals += count
            counts.countsRemovals = true
        case .audited, .wouldChange:
            counts.reports += 1
            if action == .audited { counts.hasAudited = true }
        }
    }

    /// `Package operations: 12 installs, 1 update, 0 removals`: the next poetry's, which may only say what it would do.
    mutating func operations(_ count: Int, _ line: Int) {
        if counts.reports > 0 { otherIndex += 1 }
        counts.reports += 1
        counts.line = line
        if !(speakingOther?.isDryRun ?? false) { counts.operations += count }
    }

    mutating func changed(_ change: InstallerEvent.Change, _ name: PackageName, _ version: String, _ source: String?, _ line: Int) {
        if isDryRun || speakingOther?.isDryRun ?? false { return }
        if counts.listsSeeds, change == .add, let environment {
            if lacksSeed(of: name, version, in: environment) { gap(.cut, line) }
            return set(Release(name: name, version: version), line, in: environment, always: true)
        }
        // Nobody counted: the line may be another program's, or the count is lost.
        guard speaksUv else {
            if !step.isStart, mostPipRuns != nil && !step.saysAnything || step.invocations.isEmpty { gap(.cut, line) }
            return
        }
        if change == .remove, counts.isRemovalPending {
            // `uv pip uninstall x`: what comes behind its list is another report.
            counts.isRemovalPending = false
            counts.reports += 1
        }
        if !counts.isInOrder(name) { gap(.cut, line) }
        if change != .remove { counts.installs -= 1 }
        if change != .add, counts.isRemovalCounted { counts.removals -= 1 }
        if listsForNobody { return doubtEverywhere(name, line) }
        // `uv tool install` has environments of its own.
        guard speakingOther?.action != .other else { return doubtBeyondSight(name, line) }
        if change == .remove { counts.removed[name] = line } else { counts.removed[name] = nil }
        put(change, name, version, source, line, in: otherTarget)
    }

    /// uv counts no seeds. From 0.46 on wheel needs packaging, which stands before it in the list.
    private func lacksSeed(of name: PackageName, _ version: String, in environment: InstallTarget) -> Bool {
        guard name.normalized == "wheel", PackageVersion(version).compared(to: PackageVersion("0.46")) != .less else { return false }
        return PackageName("packaging").flatMap { state.entry($0, in: environment) } == nil
    }

    /// `python setup.py install` names what it puts in place, and what it finds there; pip's own call of it does so when it is verbose.
    mutating func easyInstalled(_ name: PackageName, _ version: String, _ line: Int) {
        guard let setup = step.invocations.first(where: { $0.tool == .setupScript }), !FreezeList.leavesOut(name) else { return }
        set(Release(name: name, version: version), line, in: setup.target)
    }

    /// `RUN uv pip compile in.txt | sed`, the rest of which is gone: uv lists what a command of that changed, wherever that was.
    private var listsForNobody: Bool {
        otherRuns.isEmpty && !step.isStart && !step.scanned.isHeadless && !isCutShort
            && step.invocations.allSatisfy { $0.tool == .uv || $0.tool == .pip }
            && step.commands.contains { $0.words.first.map(InstallerCommandLine.baseName) == "uv" }
    }

    private mutating func doubtEverywhere(_ name: PackageName, _ line: Int) {
        gap(.cut, line)
        state.loseVersion(of: name)
    }

    /// More reports than the commands that are left of the step's text, or one that none of them makes (`uv pip compile`, `uv lock`): it is of
    /// a command that nobody sees.
    private mutating func doubtBeyondSight(_ name: PackageName, _ line: Int) {
        let isNobodys = !otherRuns.contains { $0.action != .other || $0.listsToolPackages }
        guard isNobodys || isCutShort && otherIndex >= otherRuns.count else { return }
        if isNobodys { return doubtEverywhere(name, line) }
        state.loseVersion(of: name)
    }

    /// uv counts before it lists; a line of an app's own, or of another program's, may look like one of its changes.
    private var speaksUv: Bool {
        if counts.reports > 0 || counts.isRemovalPending { return true }
        return !step.isStart && (step.scanned.isHeadless || step.invocations.contains { $0.tool != .pip })
    }

    var speakingOther: InstallerInvocation? { otherIndex < otherRuns.count ? otherRuns[otherIndex] : otherRuns.last }

    mutating func put(
        _ change: InstallerEvent.Change,
        _ name: PackageName,
        _ version: String,
        _ source: String?,
        _ line: Int,
        in target: InstallTarget
    ) {
        if change == .remove { return removeListed(name, version, from: target) }
        counts.changed.insert(name)
        if counts.latest.count < DirectSources.maximum { counts.latest.append(name) }
        if change == .add, state.entry(name, in: target) != nil { counts.unlistedRemovals += 1 }
        let release = Release(name: name, version: version, source: source, isBuiltFromSource: run.built.contains(name))
        set(release, line, in: target, always: true)
    }

    /// A script called `uv tool install`: the tool has an environment of its own.
    mutating func takeBackTool() {
        guard speakingOther?.listsToolPackages != true else { return }
        for name in counts.latest { state.remove(name, from: otherTarget) }
        counts.latest.removeAll()
    }

    /// More was taken away than the log lists: it may be anything that the step did not put there itself.
    mutating func doubtUnlistedRemovals() {
        guard counts.countsRemovals, counts.removals > counts.unlistedRemovals else { return }
        let place = state.resolved(otherTarget)
        for known in state.entries(in: otherTarget) where !counts.changed.contains(known.release.name) {
            state.loseVersion(of: known.release.name, at: place)
        }
    }

    /// `uv pip install x`: into the environment that is active or nearest.
    func mayWorkAnywhere(_ run: InstallerInvocation) -> Bool {
        run.tool == .uv && !run.isProjectCommand && (run.action == .install || run.action == .uninstall) && run.target == .system
    }

    /// uv said earlier in which environment it works, and here that line is missing: what the step changed may be anywhere.
    mutating func doubtUnnamedPlace() {
        if counts.reports > 0, environment == nil, !state.hasNamedUvPlace, let run = otherRuns.first(where: mayWorkAnywhere),
            isSupposed(uvTarget(of: run))
        {
            gap(.unreadable, counts.line)
        }
        guard counts.reports > 0 || counts.isRemovalPending, environment == nil, state.hasNamedUvPlace,
            let run = otherRuns.first(where: mayWorkAnywhere),
            uvTarget(of: run) == .system
        else { return }
        gap(.cut, counts.line)
        for name in counts.changed.union(counts.removed.keys) {
            state.loseVersion(of: name)
        }
    }

    /// It is no `.venv` beside the project.
    private func isSupposed(_ target: InstallTarget) -> Bool {
        guard case .virtual(let path) = target else { return false }
        return !path.hasSuffix("/.venv")
    }

    /// uv lists `- a==1` and `+ a==2` in the order of names, not of events: a removal never undoes what was put there just now.
    mutating func removeListed(_ name: PackageName, _ version: String, from target: InstallTarget) {
        guard let entry = state.entry(name, in: target) else {
            state.noteRemoved(name, version)
            return state.doubt(name, version)
        }
        guard entry.release.version == version || entry.release.version == nil else { return }
        state.remove(name, from: target)
    }

    /// `Using Python 3.11.7 environment at: /usr/local`: `uv pip` begins to speak. A tool's run before it may have had nothing to say.
    mutating func skipSilentTools() {
        let begin = counts.reports > 0 ? otherIndex + 1 : otherIndex
        guard let next = otherRuns.indices.dropFirst(begin).first(where: { otherRuns[$0].action != .other }), next > begin,
            otherRuns[next].tool == .uv
        else { return }
        (otherIndex, isPlaced) = (next, true)
    }

    /// `.venv` as a command means it that stands behind a `cd`: uv makes an environment where there is none.
    private func place(of path: String) -> String {
        let meant = step.invocations.compactMap { invocation -> String? in
            guard case .virtual(let own) = invocation.target, own.hasSuffix("/" + path) else { return nil }
            return own
        }
        return meant.first { !state.environments.paths.contains($0) } ?? meant.first
            ?? InstallerCommandLine.absolute(path, in: speakingOther?.folder ?? step.workingDirectory)
    }

    mutating func enter(_ path: String, isCreated: Bool) {
        let absolute = path.hasPrefix("/") ? path : place(of: path)
        let isSystem = ["/usr", "/usr/local", "/"].contains(absolute) || absolute.holds("/.pyenv/")
        environment = isSystem ? .system : .virtual(absolute)
        guard let environment else { return }
        state.note(environment)
        // uv and poetry make an environment only where there is none, or none that is of use.
        if isCreated { state.clear(environment) }
        // `poetry lock` makes the environment as well, and later commands work in it whatever the configuration says by then.
        let isPoetry = otherIndex < otherRuns.count ? otherRuns[otherIndex].tool == .poetry : step.runsPoetry
        if isCreated, isPoetry { state.poetryEnvironment = environment }
        guard isCreated, let project = speakingOther, project.isProjectCommand else { return }
        state.projectEnvironment = environment
        let isAside =
            step.workingDirectory != "/" && project.folder.map { $0 != step.workingDirectory && absolute.hasPrefix($0 + "/") } ?? false
        if isAside { state.environments.noteAside(absolute) }
    }
}
