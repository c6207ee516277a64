import DriftCore

/// What is known of a command whose result is out of sight.
extension StepReplay {
    /// What it certainly touched is there, in a version that nobody printed, unless the command itself tells.
    /// - Parameter isHeard: what the output names is known from there.
    mutating func hide(_ invocation: InstallerInvocation, isHeard: Bool = false) {
        guard invocation.action == .install, !invocation.isConditional else { return }
        // Each is held against all that the step starts; no real one starts more.
        let tellsNothing = isHeard || invocation.isVisible || isOnOneLine || step.invocations.count > Self.mostSilentRuns
        for text in invocation.requirements {
            guard let spelled = InstallerInvocation.name(of: text), let name = PackageName(spelled), !FreezeList.leavesOut(name) else {
                continue
            }
            if !invocation.mayFail { state.noteHidden(name, in: invocation.target) }
            if isHeard, step.output.mentioned.contains(NameHash.of(name.normalized)), state.contains(name) { continue }
            let asked = tellsNothing ? nil : try? Requirement(parsing: text)
            if let asked, isMet(asked, by: invocation) || isReplaced(name, behind: invocation) { continue }
            let line = step.scanned.line(of: spelled)
            if let asked, run.heardVersions[name] == nil, let version = certainVersion(of: asked, by: invocation) {
                set(Release(name: name, version: version), line, in: invocation.target)
            } else {
                setHeard(name, line, in: invocation.target)
            }
        }
    }

    /// A string holds the whole log: what came before what no line's number tells.
    var isOnOneLine: Bool { outcomeLines.last == step.scanned.line }

    /// `pip install -q 'six>=1.15'` over six 1.16.0: pip leaves it as it is.
    private func isMet(_ requirement: Requirement, by invocation: InstallerInvocation) -> Bool {
        guard requirement.url == nil, !invocation.replacesOthers, invocation.tool == .pip || invocation.tool == .uv,
            let version = state.entry(requirement.name, in: invocation.target)?.release.version
        else { return false }
        return requirement.specifiers.contains(PackageVersion(version), allowingPrereleases: true)
    }

    /// `1.15.0` of `pip install -q six==1.15.0` in a step that succeeded. A pipe hides that pip failed; with an index of its own the release
    /// may be a local one (`2.1.0+cu118`).
    private func certainVersion(of requirement: Requirement, by invocation: InstallerInvocation) -> String? {
        guard invocation.tool == .pip || invocation.tool == .uv, step.scanned.outcome == .done, !isCutShort, !invocation.mayFail,
            !invocation.isPiped, !invocation.isOverlay, requirement.url == nil, requirement.marker == nil,
            invocation.linkPages.isEmpty, indexes.isEmpty, !state.facts.hasIndexOfItsOwn, isLastWord(invocation)
        else { return nil }
        return requirement.specifiers.exactVersion.flatMap { PackageVersion.isValid($0) ? $0 : nil }
    }

    /// A later run of the step said what it put in its place.
    private func isReplaced(_ name: PackageName, behind invocation: InstallerInvocation) -> Bool {
        guard let known = state.entry(name, in: invocation.target), known.evidence.log == step.log else { return false }
        return known.evidence.line ?? 0 > lastLine(before: invocation)
    }

    /// No command of the step that comes behind it can have changed the package unheard.
    private func isLastWord(_ invocation: InstallerInvocation) -> Bool {
        let later = step.invocations.drop { $0 != invocation }.dropFirst().filter { $0.changesEnvironment || $0.action == .run }
        return later.isEmpty || later.allSatisfy { $0.tool == .pip && $0.action == .install } && lastLine(before: invocation) != .max
    }
}
