/// Makes the plan that restores an original's state in its duplicate.
///
/// The pins are not tried here: `FeasibilitySearch` asks a resolver about a plan, and its answer comes back in as `arrangement`.
package enum Planner {
    /// - Parameters:
    ///   - duplicateFiles: the duplicate repository's files by path: `requirements.txt`, `Dockerfile`.
    ///   - duplicateFrontMatter: the values of its README's front matter.
    ///   - duplicateSteps: what its last build ran, as its log shows it.
    ///   - arrangement: what is known of whether the pins go together.
    ///   - fixedKeys: keys of that front matter that cannot be edited, each with the reason.
    ///   - frontMatterFault: why that front matter cannot be read at all, so that none of its keys is edited.
    ///   - hashes: SHA-256 of every file of the pinned versions, by normalized name, where the pins shall carry them.
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
        arrangement: PinArrangement = .cautious,
        fixedKeys: [String: String] = [:],
        frontMatterFault: String? = nil,
        hashes: [String: [String]]? = nil
    ) -> RestorePlan {
        let context = RestoreContext(
            original: original,
            duplicate: duplicate,
            policy: policy,
            mode: mode,
            allowInferred: allowInferred,
            arrangement: arrangement,
            hashes: hashes,
            duplicateFiles: duplicateFiles,
            originalFiles: originalFiles,
            duplicateFrontMatter: duplicateFrontMatter,
            fixedKeys: fixedKeys,
            frontMatterFault: frontMatterFault,
            drift: Drift.between(original: original, duplicate: duplicate, requireComplete: false)
        )
        return plan(context, duplicateSteps, originalFrontMatter: originalFrontMatter)
    }

    private static func plan(_ context: RestoreContext, _ steps: [BuildStep], originalFrontMatter: [String: String]) -> RestorePlan {
        let frontMatter = FrontMatterPlan(context: context)
        let packages = PackagePlan(context: context)
        let build = BuildRecipe(
            context: context,
            steps: steps,
            place: packages.place,
            edits: packages.edits,
            sdkVersion: frontMatter.edits.first { $0.key == "sdk_version" }?.value ?? context.duplicateFrontMatter["sdk_version"]
                ?? (context.frontMatterFault == nil ? nil : context.wantedSDK?.version)
        )
        let feasibility = context.arrangement.feasibility
        return RestorePlan(
            mode: context.mode,
            original: context.drift.original,
            duplicate: context.drift.duplicate,
            policyDate: context.policy.date,
            decisions: packages.decisions,
            edits: packages.edits,
            frontMatterEdits: frontMatter.edits,
            notRestored: frontMatter.notRestored + FactNotes(context: context, frontMatterEdits: frontMatter.edits).notRestored,
            notes: packages.notes + FeasibilityNotes(feasibility: feasibility, python: context.python).notes
                + FileNotes(context: context, originalFrontMatter: originalFrontMatter).notes,
            unknown: context.original.reading.packages.map(\.release).filter { $0.version == nil && $0.source == nil }.map(
                \.name.normalized
            ),
            extra: extra(context),
            settings: SettingsPlan(context: context).steps,
            build: build,
            feasibility: feasibility,
            unhashed: packages.unhashed
        )
    }

    /// Said only where the original is known in full.
    private static func extra(_ context: RestoreContext) -> [String] {
        context.drift.packages.filter { $0.change == .added && $0.original == nil && !$0.isAnomaly }.map(\.name.normalized)
    }
}
