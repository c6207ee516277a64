/// Makes the plan that restores an original's state in its duplicate.
///
/// The pins are not tried here: `FeasibilitySearch` asks a resolver about a plan, and its answer comes back in as `arrangement`.
package enum Planner {
    /// - Parameters:
    ///   - duplicateFiles: the duplicate repository's files by path: `requirements.txt`, `Dockerfile`.
    ///   - duplicateFrontMatter: the values of its README's front matter.
    ///   - duplicateSteps: what its last build ran, as its log shows it.
    ///   - arrangement: what is known of whether the pins go together.
    package static func plan(
        original: Snapshot,
        duplicate: Snapshot,
        duplicateFiles: [String: [UInt8]],
        duplicateFrontMatter: [String: String],
        duplicateSteps: [BuildStep] = [],
        originalFiles: [String: [UInt8]] = [:],
        originalFrontMatter: [String: String] = [:],
        policy: Policy = .current,
        mode: RestorePlan.Mode = .full,
        allowInferred: Bool = false,
        arrangement: PinArrangement = .cautious
    ) -> RestorePlan {
        let context = RestoreContext(
            original: original,
            duplicate: duplicate,
            policy: policy,
            mode: mode,
            allowInferred: allowInferred,
            arrangement: arrangement,
            duplicateFiles: duplicateFiles,
            originalFiles: originalFiles,
            duplicateFrontMatter: duplicateFrontMatter,
            drift: Drift.between(original: original, duplicate: duplicate, requireComplete: false)
        )
        let frontMatter = FrontMatterPlan(context: context)
        let (decisions, edits, requirementNotes) = planPackages(context)
        let build = BuildRecipe(
            context: context,
            steps: duplicateSteps,
            requirementsPath: InstallPlace(sdk: context.sdk, files: duplicateFiles).path,
            edited: Set(edits.map(\.path)),
            sdkVersion: frontMatter.edits.first { $0.key == "sdk_version" }?.value ?? duplicateFrontMatter["sdk_version"]
        )
        return RestorePlan(
            mode: mode,
            original: context.drift.original,
            duplicate: context.drift.duplicate,
            policyDate: policy.date,
            decisions: decisions,
            edits: edits,
            frontMatterEdits: frontMatter.edits,
            notRestored: frontMatter.notRestored + FactNotes(context: context, frontMatterEdits: frontMatter.edits).notRestored,
            notes: requirementNotes + FeasibilityNotes(feasibility: arrangement.feasibility, python: context.python).notes
                + FileNotes(context: context, originalFrontMatter: originalFrontMatter).notes,
            unknown: original.reading.packages.map(\.release).filter { $0.version == nil && $0.source == nil }.map(\.name.normalized),
            extra: extra(context),
            settings: SettingsPlan(context: context).steps,
            build: build,
            feasibility: arrangement.feasibility
        )
    }

    /// Decides for every package of the original, and edits the file that the platform reads.
    private static func planPackages(_ context: RestoreContext) -> ([Decision], [FileEdit], [RestoreNote]) {
        let place = InstallPlace(sdk: context.sdk, files: context.duplicateFiles)
        let path = place.path
        let base = path.flatMap { context.duplicateFiles[$0] }
        let indexes = ExtraIndexes(
            duplicate: base.map(RequirementsFile.parse),
            original: path.flatMap { context.originalFiles[$0] }.map(RequirementsFile.parse),
            packages: context.original.reading.packages
        )
        let classifier = PinClassifier(context: context, indexes: indexes)
        var decisions: [Decision] = []
        var pins: [Pin] = []
        for releases in grouped(context.original.reading.packages) {
            switch classifier.verdict(on: releases) {
            case .leave(let decision)?: decisions.append(decision)
            case .pin(let pin)? where path == nil: decisions.append(withoutFile(pin, place))
            case .pin(let pin)?: if let kept = leftAlone(pin, context) { decisions.append(kept) } else { pins.append(pin) }
            case nil: break
            }
        }
        guard let path else { return (decisions.sorted { $0.name < $1.name }, [], []) }
        if context.isDocker, base.map(isHashed) ?? false {
            let sentence = "\(path) is locked by hashes; unhashed pins would break its installation"
            decisions += pins.map { refused($0, .noRequirementsFile, sentence) }
            return (decisions.sorted { $0.name < $1.name }, [], [RestoreNote("requirements.hashes", path, sentence)])
        }
        let staged = StagedPins(pins, context.arrangement.feasibility)
        var requirements = RequirementsPlan(path: path, base: base, pins: staged.late, movedAway: staged.earlyNames, context: context)
        requirements.run(indexes: indexes)
        var made = requirements.decisions
        var edits = requirements.edit.map { [$0] } ?? []
        var notes = requirements.notes
        if !staged.first.isEmpty {
            let early = earlyFile(staged, requirements: base, context)
            made.merge(early.decisions.filter { staged.earlyNames.contains($0.key) }) { $1 }
            edits = (early.edit.map { [$0] } ?? []) + edits
            notes += early.notes
        }
        decisions += made.values
        return (decisions.sorted { $0.name < $1.name }, edits, notes)
    }

    /// `pre-requirements.txt`, which the platform installs in a call of its own.
    private static func earlyFile(_ staged: StagedPins, requirements: [UInt8]?, _ context: RestoreContext) -> RequirementsPlan {
        let path = StagedPins.earlyPath
        let base = context.duplicateFiles[path]
        var plan = RequirementsPlan(path: path, base: base, pins: staged.first, context: context)
        let others = (requirements ?? []) + [UInt8(ascii: "\n")] + (context.originalFiles["requirements.txt"] ?? [])
        plan.run(indexes: ExtraIndexes(duplicate: base.map(RequirementsFile.parse), original: RequirementsFile.parse(others)))
        return plan
    }

    /// In mode `minimal`, what did not drift is left to the resolver.
    private static func leftAlone(_ pin: Pin, _ context: RestoreContext) -> Decision? {
        let drift = context.drift(of: pin.name)
        guard context.mode == .minimal, !drift.contains(where: { $0.change != .unknown }) else { return nil }
        var decision = pin.decision
        decision.action = .kept
        decision.requirement = nil
        decision.reason = drift.isEmpty ? .notDrifted : .notKnownToDrift
        decision.sentence = drift.isEmpty ? "the duplicate has the same" : "what the duplicate has is not shown; mode full pins it"
        return decision
    }

    private static func withoutFile(_ pin: Pin, _ place: InstallPlace) -> Decision {
        guard case .none(let sentence) = place else { return pin.decision }
        return refused(pin, .noRequirementsFile, sentence)
    }

    private static func refused(_ pin: Pin, _ reason: Decision.Reason, _ sentence: String) -> Decision {
        var decision = pin.decision
        decision.action = .notRestorable
        decision.reason = reason
        decision.requirement = nil
        decision.sentence = sentence
        return decision
    }

    private static func isHashed(_ bytes: [UInt8]) -> Bool {
        RequirementsFile.parse(bytes).lines.contains { line in
            line.options.contains { $0.name == "--hash" || $0.name == "--require-hashes" }
        }
    }

    /// Runs of one name, in the order of the names.
    private static func grouped(_ packages: [ResolvedPackage]) -> [ArraySlice<ResolvedPackage>] {
        let sorted = packages.sorted { Release.isOrderedBefore($0.release, $1.release) }
        var result: [ArraySlice<ResolvedPackage>] = []
        var start = 0
        while start < sorted.count {
            let run = sorted[start...].prefix { $0.release.name == sorted[start].release.name }
            result.append(run)
            start = run.endIndex
        }
        return result
    }

    /// Said only where the original is known in full.
    private static func extra(_ context: RestoreContext) -> [String] {
        context.drift.packages.filter { $0.change == .added && $0.original == nil && !$0.isAnomaly }.map(\.name.normalized)
    }
}
