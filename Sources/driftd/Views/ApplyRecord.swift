import DriftCore
import DriftEngine
import DriftHub

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
    /// `replayed`, `resolved`, `unproven`: how far the bundle was tried.
    let proof: ProofLevel
    /// The proof in one line.
    let proofSentence: String
    /// Left to be made by hand.
    var settings: [SettingStep]
    /// On the Hub: the commit that was made, and where it or the pull request is to be seen.
    var commit: String?
    var url: String?

    init(_ result: ApplyRestoreBundle.Result, repository: String, direction: ApplyBundle.Direction, isDryRun: Bool) {
        self.repository = repository
        action = direction == .apply ? "apply" : "undo"
        dryRun = isDryRun
        changed = result.outcome.changed
        alreadyDone = result.outcome.alreadyApplied
        recoveredInterruption = result.outcome.recoveredInterruption
        diffs = result.outcome.diffs
        (proof, proofSentence) = Self.proof(result.proof, of: result.bundle)
        settings = direction == .apply ? result.settings : []
    }

    /// Settings alone: no file was looked at.
    init(of bundle: Bundle, _ settings: [SettingStep], space: SpaceName, isDryRun: Bool) {
        repository = space.description
        action = "apply"
        dryRun = isDryRun
        changed = []
        alreadyDone = false
        recoveredInterruption = false
        diffs = []
        (proof, proofSentence) = Self.proof(.none, of: bundle)
        self.settings = settings
    }

    init(_ result: ApplyToHub.Result, space: SpaceName, isDryRun: Bool) {
        repository = space.description
        action = "apply"
        dryRun = isDryRun
        changed = result.changed
        alreadyDone = result.changed.isEmpty
        recoveredInterruption = false
        diffs = result.diffs
        (proof, proofSentence) = Self.proof(result.proof, of: result.bundle)
        settings = result.settings
        commit = result.commit?.commitOid
        url = result.commit?.pullRequestUrl ?? result.commit?.commitUrl
    }

    /// What the proof beside the bundle says; without one, what the bundle says of itself.
    private static func proof(_ found: ProofFile.Found, of bundle: Bundle) -> (level: ProofLevel, sentence: String) {
        if case .proof(let proof) = found { return (proof.level, proof.sentence) }
        let level = ProofLevel(rawValue: bundle.proof) ?? .unproven
        return (level, level.sentence)
    }
}
