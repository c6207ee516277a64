import DriftCore

/// Runs of installers of which a part is gone: with the end of one step and the head of the next, or from the middle of a step. What is
/// left of such a run shows in what the step's text cannot have printed, or in what it must have.
extension StepReplay {
    mutating func doubtLostRuns() {
        guard !step.isStart, !step.scanned.isHeadless else { return }
        if step.cannotInstall, !step.saysAnything, let line = wordsOfPip { gap(.cut, line) }
        doubtSurplusFarewells()
        doubtUnheardRemovals()
        doubtUnheardFallback()
        doubtUnheardCandidates()
        doubtUnheardRounds()
    }

    /// `RUN useradd app`, and pip puts something in place: the head of another step is gone.
    private var wordsOfPip: Int? {
        guard !step.text.holds(".log"), !step.text.holds(".out") else { return nil }
        let words = step.output.events.first { located in
            switch located.event {
            case .installing, .installed, .uninstalled, .spoke, .toldToUpdate: true
            default: false
            }
        }
        return words?.line
    }

    /// pip says once a run that it should not be root, and that there is a newer one: `RUN pip install six` prints each once,
    /// `RUN mkdir -p /data` neither.
    private mutating func doubtSurplusFarewells() {
        let most = max(farewells.warned, farewells.noticed, farewells.told)
        guard most > 0 else { return }
        if let runs = mostPipRuns {
            let changes = step.invocations.count { $0.tool == .pip && ($0.action == .install || $0.action == .uninstall) }
            let lacksFirst = farewells.told > farewells.noticed
            if most > runs || farewells.warned > changes || lacksFirst { gap(.cut, farewells.line) }
        }
        if farewells.told > 0, farewells.noticed > 0, farewells.told != farewells.noticed { gap(.cut, farewells.line) }
        // Each run of a chain warns root if one does.
        if farewells.warned > 0, let runs = step.certainPipRuns, farewells.warned < runs - runsWithoutWarning { gap(.cut, farewells.line) }
    }

    /// `pip install -U pip && pip install x`: a pip below 21.1 does not mind root, the one that takes its place does, or the other way round
    /// (`pip install pip==20.2.4 && pip install x`).
    private var runsWithoutWarning: Int {
        guard let change = step.invocations.firstIndex(where: { $0.requirementNames.contains("pip") }) else { return 0 }
        let mindsRoot = { (version: String) in PackageVersion(version).compared(to: PackageVersion("21.1")) != .less }
        var (before, behind) = (0, 0)
        for located in step.output.events {
            switch located.event {
            case .found(let name, let version) where name.normalized == "pip":
                if !mindsRoot(version) { before = change + 1 }
            case .installed(let items, _):
                guard let version = items.first(where: { $0.name.normalized == "pip" })?.version else { continue }
                if !mindsRoot(version) { behind = step.invocations.count - change - 1 }
            default: break
            }
        }
        return before + behind
    }

    /// `RUN pip uninstall -y six`, six is there, and no line finds it or takes it away.
    private mutating func doubtUnheardRemovals() {
        guard step.scanned.outcome == .done, !dueRemovals.isEmpty else { return }
        var heard: Set<PackageName> = []
        for located in step.output.events {
            switch located.event {
            case .found(let name, _), .uninstalled(let name, _), .leftInPlace(let name), .change(_, let name, _, _): heard.insert(name)
            default: break
            }
        }
        for (name, place) in dueRemovals where !heard.contains(name) {
            gap(.cut, step.scanned.line)
            state.loseVersion(of: name, at: place)
        }
    }

    /// What the step's commands take away by name, and is there.
    static func dueRemovals(of step: ReplayStep, in state: EnvironmentState) -> [(name: PackageName, place: InstallTarget)] {
        var due: [(name: PackageName, place: InstallTarget)] = []
        for invocation in step.invocations
        where invocation.action == .uninstall && invocation.isVisible && !invocation.isConditional && !invocation.isDryRun {
            let place = state.resolved(invocation.target)
            for name in invocation.requirementNames.compactMap({ PackageName($0) }) {
                guard let known = state.sites[place]?[name], known.isInstalled, known.release.version != nil else { continue }
                due.append((name, place))
            }
        }
        return due
    }

    /// `Collecting six` by a command or a file, `Created wheel for six`, of a step that succeeded: six is put in place, or found there.
    private mutating func doubtUnheardCandidates() {
        guard step.scanned.outcome == .done, step.installsAloud, !farewells.hasFailed else { return }
        let named = pipRoots.reduce(into: Set()) { $0.formUnion($1) }.map(NameHash.of)
        var rest = step.output.collected.intersection(named)
        if step.output.namesParents { rest.formUnion(step.output.asked) }
        for located in step.output.events {
            switch located.event {
            case .builtFromSource(let name), .runsSetup(let name): rest.insert(NameHash.of(name.normalized))
            default: break
            }
        }
        for located in step.output.events {
            switch located.event {
            case .installed(let items, _): for item in items { rest.remove(NameHash.of(item.name.normalized)) }
            case .satisfied(let name, _, _), .sameAsInstalled(let name): rest.remove(NameHash.of(name.normalized))
            // `PIP_DRY_RUN=1 pip install six`
            case .notInstalled where step.text.holds("PIP_DRY_RUN"): return
            default: break
            }
        }
        guard !rest.isEmpty, !repeatsKnownSources else { return }
        gap(.cut, step.scanned.line)
        let place = state.resolved(pipTarget)
        for name in state.seenNames(at: place) where rest.contains(NameHash.of(name.normalized)) { state.loseVersion(of: name, at: place) }
    }

    /// `pip install a || pip install b`, of a step that succeeded: one of them did. pip's last word was that it failed, or neither is heard.
    private mutating func doubtUnheardFallback() {
        guard step.scanned.outcome == .done,
            let index = step.invocations.lastIndex(where: { $0.action == .install && $0.changesEnvironment && $0.tool != .script }),
            index >= lists.settledInvocations
        else { return }
        var last = step.invocations[index]
        guard last.isVisible, !last.mayFail, last.isFallback || !last.isConditional else { return }
        // Behind what failed it had to run.
        let isFallback = last.isFallback
        last.isConditional = false
        if last.tool == .pip, farewells.endedInFailure {
            gap(.cut, step.scanned.line)
            return hide(last)
        }
        guard isFallback, index > 0 else { return }
        let first = step.invocations[index - 1]
        guard first.tool == last.tool, first.action == .install, first.isVisible, !first.isConditional else { return }
        let isHeard =
            switch last.tool {
            case .pip: !farewells.isSilent || (roots(of: first).union(roots(of: last))).contains { isMentioned($0) }
            case .uv: counts.reports > 0
            default: true
            }
        guard !isHeard else { return }
        gap(.cut, step.scanned.line)
        hide(first)
        hide(last)
    }

    /// pip warns root when a run has come to something, and says what before, unless it was told to be quiet: those lines are gone.
    var lacksOutcome: Bool {
        guard !step.isStart, !step.scanned.isHeadless, run.collectingLine == nil, run.sources.isEmpty, run.installing == nil else {
            return false
        }
        guard !hasOutcome || farewells.endedInFailure, !step.invocations.isEmpty else { return false }
        return step.invocations.allSatisfy { invocation in
            let isPlain = invocation.tool == .pip && invocation.action == .install && invocation.isVisible
            return isPlain && !(invocation.requirements.isEmpty && invocation.editables.isEmpty)
        }
    }

    /// `uv pip install six`: uv lists six, unless it was there.
    func hasPutInPlace(_ invocation: InstallerInvocation) -> Bool {
        guard invocation.tool == .uv, !counts.hasAudited else { return true }
        if invocation.isProjectCommand, Self.wordsOfOtherGroups.contains(where: { step.text.holds($0) }) { return true }
        return invocation.requirementNames.compactMap { PackageName($0) }.allSatisfy {
            // `uv add six && uv remove six`
            FreezeList.leavesOut($0) || state.contains($0) || counts.changed.contains($0)
        }
    }

    /// `uv add --group docs sphinx` writes down what the environment does not get.
    private static let wordsOfOtherGroups: [StaticString] = [
        "--group", "--optional", "--no-sync", "--frozen", "--script", " lock", "--no-install",
    ]

    private func isMentioned(_ name: String) -> Bool { step.output.mentioned.contains(NameHash.of(name)) }
}
