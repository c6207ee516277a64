import DriftCore
import DriftEngine

/// What `driftd apply --json` prints, the contract `driftd.apply/1`.
struct ApplyRecord: Encodable {
    let schema = "driftd.apply/1"
    let repository: String
    /// `apply` or `undo`.
    let action: String
    let dryRun: Bool
    /// Files written, created or removed; with `dryRun` those that would be.
    let changed: [String]
    /// Nothing was to be done.
    let alreadyDone: Bool
    /// An earlier run had been stopped half-way; its files were put back first.
    let recoveredInterruption: Bool
    /// A unified diff for each of `changed`.
    let diffs: [String]
    /// Left to be made by hand.
    let settings: [SettingStep]

    init(_ result: ApplyRestoreBundle.Result, repository: String, direction: ApplyBundle.Direction, isDryRun: Bool) {
        self.repository = repository
        action = direction == .apply ? "apply" : "undo"
        dryRun = isDryRun
        changed = result.outcome.changed
        alreadyDone = result.outcome.alreadyApplied
        recoveredInterruption = result.outcome.recoveredInterruption
        diffs = result.outcome.diffs
        settings = direction == .apply ? result.settings : []
    }
}
