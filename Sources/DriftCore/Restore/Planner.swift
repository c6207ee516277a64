/// Makes the plan that restores an original's state in its duplicate.
///
/// The pins are not tried here: `FeasibilitySearch` asks a resolver about a plan, and its answer comes back in as `arrangement`.
package enum Planner {
    /// Changes nothing and asks nobody: the same arguments give the same plan.
    package static func plan(original: RestoreSide, duplicate: RestoreSide, choices: RestoreChoices = RestoreChoices()) -> RestorePlan {
        let context = RestoreContext(original: original, duplicate: duplicate, choices: choices)
        let frontMatter = FrontMatterPlan(context: context)
        let packages = PackagePlan(context: context)
        let build = BuildRecipe(
            context: context,
            steps: duplicate.steps,
            place: packages.place,
            edits: packages.edits,
            sdkVersion: frontMatter.edits.first { $0.key == "sdk_version" }?.value ?? context.duplicateFrontMatter["sdk_version"]
                ?? (context.frontMatterFault == nil ? nil : context.wantedSDK?.version)
        )
        let feasibility = context.choices.arrangement.feasibility
        return RestorePlan(
            mode: context.choices.mode,
            original: context.drift.original,
            duplicate: context.drift.duplicate,
            policyDate: context.choices.policy.date,
            decisions: packages.decisions,
            edits: packages.edits,
            frontMatterEdits: frontMatter.edits,
            notRestored: frontMatter.notRestored + FactNotes(context: context, frontMatterEdits: frontMatter.edits).notRestored,
            notes: packages.notes + FeasibilityNotes(feasibility: feasibility, python: context.python).notes
                + FileNotes(context: context, originalFrontMatter: original.frontMatter.values).notes,
            unknown: original.snapshot.reading.unknown,
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
