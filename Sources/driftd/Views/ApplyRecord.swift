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
        if case .proof(let found) = result.proof {
            (proof, proofSentence) = (found.level, found.sentence)
        } else {
            proof = ProofLevel(rawValue: result.bundle.proof) ?? .unproven
            proofSentence = proof.sentence
        }
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
        proof = ProofLevel(rawValue: bundle.proof) ?? .unproven
        proofSentence = proof.sentence
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
        if case .proof(let found) = result.proof {
            (proof, proofSentence) = (found.level, found.sentence)
        } else {
            proof = ProofLevel(rawValue: result.bundle.proof) ?? .unproven
            proofSentence = proof.sentence
        }
        settings = result.settings
        commit = result.commit?.commitOid
        url = result.commit?.pullRequestUrl ?? result.commit?.commitUrl
    }
}
