import DriftCore

/// Whether a step's output accounts for everything that its command did, and what is hidden where it does not.
extension StepReplay {
    mutating func finish() {
        flushUnfinishedRun()
        if let line = collectingLine { gap(.cut, line) }
        if expected.installs != 0 || expected.countsRemovals && expected.removals != 0
            || expected.operations > expected.seenOperations.count
        {
            gap(.cut, expected.line)
        }
        if step.scanned.isHeadless, let line = silentInstallerLine { gap(.quiet, line) }
        if step.output.isTruncated { gap(.cut, step.scanned.line) }
        for invocation in step.invocations { check(invocation) }
    }

    /// pip spoke of itself and of nothing that it installed: somebody called it with `-q`.
    private var silentInstallerLine: Int? {
        guard step.output.mentioned.isEmpty else { return nil }
        for located in step.output.events {
            if case .installerVersion = located.event { return located.line }
        }
        return nil
    }

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
                hide(invocation)
            }
        }
    }

    /// The platform installs `pre-requirements.txt` and `requirements.txt` of its mounts whether they hold anything or not;
    /// of an empty file pip says nothing but that it should not be root.
    private func readsEmptyFile(_ invocation: InstallerInvocation) -> Bool {
        step.text.contains("--mount=target=") && invocation.requirements.isEmpty && invocation.editables.isEmpty
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
    private mutating func hide(_ invocation: InstallerInvocation) {
        guard invocation.action == .install, !invocation.isConditional else { return }
        for requirement in invocation.requirementNames {
            guard let name = PackageName(requirement), !FreezeRules.omitted.contains(name.normalized) else { continue }
            set(Release(name: name, version: nil), step.scanned.line, in: invocation.target, kind: EvidenceKind.none)
        }
    }
}
