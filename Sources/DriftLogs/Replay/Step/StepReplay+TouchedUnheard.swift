import DriftCore

/// What a step of which a part is gone may have changed behind what is left of it.
extension StepReplay {
    /// `pip install click==8.0.0 && pip install -U click`, heard up to the end of the first: which release of click is there is open.
    mutating func doubtTouchedUnheard() {
        guard !step.isStart, step.lacksEnd || gaps.contains(where: { $0.reason == .cut }) else { return }
        let changes = step.invocations.dropFirst(lists.settledInvocations).filter { $0.changesEnvironment && !$0.hidesOutput }
        guard !changes.isEmpty else { return }
        let settled = settledNames(mayBeReplaced: changes.contains(where: \.replacesOthers)).union(untouched)
        var latest: [PackageName: (pinned: String?, isCertain: Bool)] = [:]
        for invocation in changes {
            let versions = exactVersions(of: invocation)
            for name in invocation.requirementNames.compactMap({ PackageName($0) }) {
                let isCertain = latest[name] == nil && !invocation.isConditional && settled.contains(name)
                latest[name] = (versions[name] ?? nil, isCertain)
            }
        }
        // Of more environments than any image has, only the plain one.
        let places = state.sites.count <= Self.mostPlaces ? Array(state.sites.keys) : [state.resolved(.system)]
        for (name, request) in latest where !request.isCertain {
            for place in places {
                guard let known = state.sites[place]?[name]?.release.version, known != request.pinned else { continue }
                state.loseVersion(of: name, at: place)
            }
        }
    }

    /// `pip install -q -r more.txt`, `uv pip install -qU x`, `pip uninstall -y x > /dev/null`: what it may have replaced or taken away, whatever that is.
    mutating func doubtTouchedInSilence(_ invocation: InstallerInvocation) {
        guard !invocation.isFallback, state.silentRuns < Self.mostSilentRuns else { return }
        let isUnnamed =
            !invocation.requirementFiles.isEmpty || !invocation.editables.isEmpty
            || invocation.requirementNames.count < invocation.requirements.count || invocation.requirements.isEmpty
        let isUninstall = invocation.action == .uninstall
        let isAnything = isUnnamed || !isUninstall && invocation.replacesOthers && !replacesOnlyNamed(invocation)
        guard isAnything || isUninstall else { return }
        state.silentRuns += 1
        let place = state.resolved(invocation.tool == .uv && !invocation.usesSystem ? uvTarget(of: invocation) : invocation.target)
        let named = Set(invocation.requirementNames.compactMap { PackageName($0) })
        let before = lastLine(before: invocation)
        let hasSucceeded = step.scanned.outcome == .done && !invocation.mayFail && !invocation.isPiped
        let isCertain = isUninstall && !invocation.isConditional && hasSucceeded && !isOnOneLine
        // pip replaces what it finds in the user's site as well.
        for place in place == .system ? [place, .user] : [place] {
            for name in isAnything ? state.seenNames(at: place) : named {
                guard let known = state.sites[place]?[name] else { continue }
                // What a later run of the step put in place it left alone.
                if known.evidence.log == step.log, known.evidence.line ?? 0 > before { continue }
                // A distribution's own package pip leaves where it is.
                if isCertain, known.isInstalled, named.contains(name) {
                    state.remove(name, from: place == .system ? .interpreter : place)
                } else {
                    state.loseVersion(of: name, at: place)
                }
            }
        }
        // What came by a copy from another stage is seen later.
        guard isUninstall, !invocation.isConditional else { return }
        for name in named where state.sites[place]?[name]?.isInstalled != true { state.noteRemoved(name, nil) }
    }

    /// `pip uninstall -y -q six` of a step that succeeded: six is not there any more, whether it was or not.
    func isCertainRemoval(_ invocation: InstallerInvocation) -> Bool {
        guard invocation.tool == .pip, invocation.action == .uninstall, !invocation.isConditional, !invocation.isFallback,
            !invocation.mayFail, !invocation.isPiped, step.scanned.outcome == .done, !isCutShort, !isOnOneLine,
            state.silentRuns < Self.mostSilentRuns, invocation.requirementFiles.isEmpty, invocation.editables.isEmpty
        else { return false }
        let names = invocation.requirementNames.compactMap { PackageName($0) }
        guard !names.isEmpty, names.count == invocation.requirements.count else { return false }
        // Of two copies pip takes away the user's.
        return names.allSatisfy { name in state.sites.values.count { $0[name] != nil } < 2 }
    }

    /// `--no-deps`; `-U` alone: pip below 10 took it for all that the named packages need as well.
    private func replacesOnlyNamed(_ invocation: InstallerInvocation) -> Bool {
        if invocation.takesNoDependencies { return true }
        guard invocation.upgradesOnlyNamed else { return false }
        guard let pip = state.facts.installers["pip"]?.version else { return true }
        return PackageVersion(pip).compared(to: PackageVersion("10")) != .less
    }

    /// Where the runs of the step that came before it said what they had put in place.
    func lastLine(before silent: InstallerInvocation) -> Int {
        let earlier = step.invocations.prefix { $0 != silent }.count { $0.tool == .pip && $0.action == .install && $0.isVisible }
        if earlier == 0 { return pipRuns.isEmpty ? .max : step.scanned.line }
        return earlier < pipRuns.count && earlier <= outcomeLines.count ? outcomeLines[earlier - 1] : .max
    }

    /// Each looks at all that is there; no image has more.
    static let mostSilentRuns = 64

    /// What the step's output shows in the version that it has now.
    /// - Parameter mayBeReplaced: that it was found there need not be the last word on it.
    private func settledNames(mayBeReplaced: Bool) -> Set<PackageName> {
        var names: Set<PackageName> = []
        for located in step.output.events {
            switch located.event {
            case .installed(let items, _): names.formUnion(items.map(\.name))
            case .change(.add, let name, _, _), .change(.replace, let name, _, _): names.insert(name)
            case .operation(_, let name, _, _): names.insert(name)
            case .satisfied(let name, _, _), .sameAsInstalled(let name): if !mayBeReplaced { names.insert(name) }
            default: break
            }
        }
        return names
    }
}
