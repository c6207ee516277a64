import DriftCore

/// Whether a step's output accounts for everything that its command did, and what is hidden where it does not.
extension StepReplay {
    mutating func finish() {
        flushUnfinishedRun()
        let isRepeated = repeatsKnownSources
        // `pip lock` ends without a word.
        if let line = collectingLine, !isRepeated, speaker?.action != .download { gap(.cut, line) }
        if expected.isRemovalPending { expected.reports += 1 }
        if expected.installs > 0, expected.installs >= removed.count {
            // `- six==1.15.0` without its `+ six==…`: more was installed than the log shows, and this among it.
            for (name, line) in removed { set(Release(name: name, version: nil), line, in: otherTarget, kind: EvidenceKind.none) }
        }
        if expected.installs != 0 || expected.countsRemovals && expected.removals != 0
            || expected.operations > expected.seenOperations.count
        {
            let isRun = otherRuns.contains { $0.action == .run } || step.isStart
            gap(isRun ? .quiet : .cut, expected.line)
            // `uv run` names nothing of what it puts into the environment that it makes.
            if isRun, expected.installs > 0, let environment { state.fill(environment) }
        }
        if step.output.isTruncated { gap(.cut, step.scanned.line) }
        for invocation in step.invocations.dropFirst(settledInvocations)
        where !(isRepeated && invocation.tool == .pip && invocation.isVisible) { check(invocation) }
    }

    /// pip's last words (that it should not be root, that there is a newer one) without a line of what it did: somebody called it with
    /// `-q`, or cut its output short. Of a command that is in sight the command itself tells.
    mutating func spoke(_ line: Int) {
        let isGoingOn = lastWordLine.map { line - $0 <= Self.mostLinesOfLastWords } ?? false
        lastWordLine = line
        guard !isGoingOn else { return }
        let isInSight = step.invocations.contains { $0.tool == .pip } && !step.invocations.contains { $0.tool == .script }
        if !hasOutcome, !isInSight { gap(.quiet, line) }
        hasOutcome = false
    }

    /// Warning, blank line and two notices, with every line end doubled.
    private static let mostLinesOfLastWords = 8

    private mutating func check(_ invocation: InstallerInvocation) {
        guard invocation.changesEnvironment else { return }
        switch invocation.tool {
        case .conda, .pipenv, .pdm, .setupScript:
            gap(.unreadable, step.scanned.line)
            hide(invocation)
        case .script, .pipx:
            break
        case .pip, .uv, .poetry:
            if !invocation.isVisible {
                if invocation.touchesOnlyInstaller || wasPrintedLater(invocation) { return }
                gap(.quiet, step.scanned.line)
                hide(invocation)
            } else if !invocation.isConditional, !invocation.mayFail, invocation.action == .install, !isAccountedFor(invocation) {
                gap(.cut, step.scanned.line)
                hide(invocation, isHeard: true)
            }
        }
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
        if invocation.tool != .pip { return expected.reports >= otherRuns.filter { !$0.isConditional && $0.action == .install }.count }
        if output.mentioned.isEmpty && !output.events.contains(where: { if case .installed = $0.event { true } else { false } }) {
            return false
        }
        return roots(of: invocation).allSatisfy { name in
            output.mentioned.contains(NameHash.of(name)) || PackageName(name).map { state.contains($0) } ?? true
        }
    }

    /// The step's result is out of sight: what it certainly touched is there in a version nobody printed.
    /// - Parameter isHeard: what the output names is known from there.
    private mutating func hide(_ invocation: InstallerInvocation, isHeard: Bool = false) {
        guard invocation.action == .install, !invocation.isConditional else { return }
        for requirement in invocation.requirementNames {
            guard let name = PackageName(requirement), !FreezeRules.omits(name) else { continue }
            if isHeard, step.output.mentioned.contains(NameHash.of(name.normalized)), state.contains(name) { continue }
            setHeard(name, step.scanned.line, in: invocation.target)
        }
    }
}
