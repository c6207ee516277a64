/// What is to be done so that a duplicate builds the original's state: every package's decision, the edits, and what no edit reaches.
///
/// Its JSON form is the contract `driftd.plan/1` (see `docs/JSON-plan.md`).
package struct RestorePlan: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, Codable {
        /// The whole closure: what reproduces.
        case full
        /// Only what drifted: what a maintainer accepts.
        case minimal
    }

    package var mode: Mode
    package var original: DriftSide
    package var duplicate: DriftSide
    /// The date of the policy that the decisions were made by.
    package var policyDate: String
    /// Sorted by normalized name.
    package var decisions: [Decision]
    /// Without README.md, which is edited through `frontMatterEdits`. Sorted by path; only files that change.
    package var edits: [FileEdit]
    package var frontMatterEdits: [FrontMatterEdit]
    /// Facts, other than packages, that stay as they are in the duplicate.
    package var notRestored: [RestoreNote]
    /// What else a reader should know before applying it.
    package var notes: [RestoreNote]
    /// Packages of the original whose version nobody printed; normalized names, sorted.
    package var unknown: [String]
    /// Packages of the duplicate that the original lacked: no requirements file uninstalls them.
    package var extra: [String]
    /// Made by hand, or by `apply --settings`.
    package var settings: [SettingStep]
    /// How the platform will build the duplicate then; `nil` in a plan from before it was written down.
    package var build: BuildRecipe?
    /// What a resolver said; `nil` in a plan from before it was asked.
    package var feasibility: Feasibility?

    /// Where the pins carry hashes: what else their files ask for, so that pip would refuse them. Not part of the JSON.
    package var unhashed: [String] = []

    package func decisions(_ action: Decision.Action) -> [Decision] { decisions.filter { $0.action == action } }
}
