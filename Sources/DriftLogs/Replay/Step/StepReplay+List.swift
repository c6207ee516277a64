import DriftCore

/// Lists of a whole environment: `pip freeze`, `pip list`, the beacon.
extension StepReplay {
    /// How many packages a list has to name before anything is made of it that nothing bears out.
    private static let leastUnprovenEntries = 5

    /// A list settles what is there if a command of the step asked for it; one that comes unasked (from an app, from a script),
    /// if it bears out what is known.
    mutating func listed(_ list: PackageList, _ line: Int) {
        if list.origin == .beacon {
            // A line of it is lost or changed: nothing of it can be trusted, and where it is all there is, that has to be said.
            guard list.isWhole else { return state.filled.isEmpty ? gap(.cut, line) : () }
            return settle(list, in: unnamedTarget, line)
        }
        let asking = step.invocations.indices.filter { step.invocations[$0].listsEverything && step.invocations[$0].isVisible }
        if asking.isEmpty {
            guard step.scanned.isHeadless || step.invocations.contains(where: { $0.tool == .script }) else { return }
            return listedUnasked(list, line)
        }
        let index = asking[min(lists.count, asking.count - 1)]
        let isOneTooMany = lists.count >= asking.count
        lists.count += 1
        let invocation = step.invocations[index]
        if invocation.tool == .pip, invocation.target == .system, invocation.runner == nil, let path = state.environment(listedBy: list) {
            state.adoptPlainTarget(path)
        }
        let target = invocation.tool == .uv && !invocation.usesSystem ? uvTarget(of: invocation) : invocation.target
        if isOneTooMany, goesOn(list, in: target) { return }
        lists.settledInvocations = index + 1
        lists.lastNames = Set(list.entries.map(\.release.name))
        settle(list, in: target, line)
    }

    /// A line that is nobody's entry stood in the middle: the rest of the same list.
    private mutating func goesOn(_ list: PackageList, in target: InstallTarget) -> Bool {
        guard lists.lastNames.isDisjoint(with: list.entries.map(\.release.name)) else { return false }
        for entry in list.entries {
            set(completed(entry.release, in: target), entry.line, in: target, kind: .freeze)
            lists.lastNames.insert(entry.release.name)
        }
        lists.missing?.names.subtract(lists.lastNames)
        return true
    }

    private mutating func listedUnasked(_ list: PackageList, _ line: Int) {
        let versions = Dictionary(list.entries.map { ($0.release.name, $0.release.version) }) { first, _ in first }
        if namesAllKnown(versions.keys) {
            let known = knownReleases(in: unnamedTarget)
            let changed = known.filter { versions[$0.name] != $0.version }
            // Only `pip list` prints a table; bare lines may be a requirements file that the app prints.
            if changed.count * 5 <= known.count, list.origin == .table || known.count >= 2 {
                let hidden = hiddenNames(in: unnamedTarget)
                let isUnheard = known.allSatisfy { hidden.contains($0.name) }
                settle(list, in: unnamedTarget, line)
                // Whether it was asked for everything is lost with the step's text, and nothing else tells: of what a quiet run brought along none.
                if isUnheard, step.scanned.isHeadless, !step.isStart { gap(.cut, line) }
                return
            }
            if known.count >= 2 { return doubt(changed.map(\.name), line) }
        }
        let names = list.entries.map(\.release.name)
        guard state.filled.isEmpty || namesWhatIsHidden(names), names.count >= Self.leastUnprovenEntries, names == names.sorted() else {
            return
        }
        for entry in list.entries { set(entry.release, entry.line, in: unnamedTarget, kind: .freeze) }
    }

    /// Every build step was told to be quiet, and the app's list has what they asked for.
    private func namesWhatIsHidden(_ names: [PackageName]) -> Bool {
        guard step.isStart, knownReleases(in: unnamedTarget).isEmpty else { return false }
        let hidden = hiddenNames(in: unnamedTarget)
        return !hidden.isEmpty && hidden.isSubset(of: names)
    }

    /// A list names all that is known, and some of it in another version: either those were replaced by what printed nothing, or it is some
    /// file's list. No line tells which.
    private mutating func doubt(_ names: [PackageName], _ line: Int) {
        for layer in layers(of: unnamedTarget) { for name in names { state.loseVersion(of: name, at: layer) } }
        gap(.quiet, line)
    }

    private func layers(of target: InstallTarget) -> [InstallTarget] {
        target == .system || target == .interpreter ? [target, .user] : [target]
    }

    /// What is installed there in a version that the log shows, apart from what a freeze leaves out.
    private func knownReleases(in target: InstallTarget) -> [Release] {
        layers(of: target).flatMap { state.entries(in: $0) }.filter(Self.isKnown).map(\.release)
    }

    /// Ends at the first that is not named: a script may print many short lists.
    private func namesAllKnown(_ names: Dictionary<PackageName, String?>.Keys) -> Bool {
        layers(of: unnamedTarget).allSatisfy { layer in
            (state.sites[state.resolved(layer)] ?? [:]).values.allSatisfy { !Self.isKnown($0) || names.contains($0.release.name) }
        }
    }

    private static func isKnown(_ entry: EnvironmentState.Entry) -> Bool {
        entry.isInstalled && entry.release.version != nil && !FreezeList.leavesOut(entry.release.name)
    }

    private mutating func settle(_ list: PackageList, in target: InstallTarget, _ line: Int) {
        let isUnclear =
            mayLackRemovals || gaps.contains { $0.reason != .quiet }
            || step.invocations.prefix(lists.settledInvocations).contains { !$0.isVisible && $0.mayTakeAway }
        let editables = state.entries(in: target).filter { $0.release.source.map(list.unnamed.contains) ?? false }
        let names = Set(list.entries.map(\.release.name) + editables.map(\.release.name))
        let missing = isUnclear ? [] : hiddenNames(in: target).union(knownReleases(in: target).map(\.name)).subtracting(names)
        let entries = list.entries.map { entry in
            let release = completed(entry.release, in: target)
            return EnvironmentState.Entry(release: release, evidence: evidence(entry.line, .freeze), order: step.order, isInstalled: true)
        }
        checkList()
        state.replace(target, with: entries + editables)
        for entry in list.entries { state.facts.noteInstaller(entry.release) }
        state.authoritativeLists += 1
        gaps.removeAll()
        if editables.count < Set(list.unnamed).count { gap(.unreadable, line) }
        lists.missing = (missing, line)
        if list.lacksWidestRow { gap(.cut, line) }
    }

    /// The log shows its installation, or the command that certainly installed it, and no removal, and the list is without it: a line of one
    /// or the other is gone.
    mutating func checkList() {
        if let (names, line) = lists.missing, !names.isEmpty { gap(.cut, line) }
        lists.missing = nil
    }

    /// What commands before the list asked for that were told to be quiet.
    private func hiddenNames(in target: InstallTarget) -> Set<PackageName> {
        var names = state.hidden[state.resolved(target)] ?? []
        for invocation in step.invocations.prefix(lists.settledInvocations)
        where !invocation.isVisible && invocation.action == .install && invocation.changesEnvironment && !invocation.isConditional
            && !invocation.mayFail && state.resolved(invocation.target) == state.resolved(target)
        {
            names.formUnion(invocation.requirementNames.compactMap { PackageName($0) })
        }
        return names.filter { !FreezeList.leavesOut($0) }
    }

    /// A table has no sources and a freeze no versions of direct references: what the installation said of the same release stays.
    private func completed(_ release: Release, in target: InstallTarget) -> Release {
        guard let known = state.entry(release.name, in: target)?.release else { return release }
        if release.version != nil { return release.version == known.version && release.source == nil ? known : release }
        return known.source != nil || known.isEditable
            ? Release(
                name: release.name,
                version: known.version,
                source: release.source ?? known.source,
                isEditable: release.isEditable,
                isBuiltFromSource: known.isBuiltFromSource
            ) : release
    }
}
