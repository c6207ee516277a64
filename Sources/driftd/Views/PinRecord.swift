import DriftCore
import DriftEngine

/// What `driftd pin --json` prints, the contract `driftd.pin/1`: where the bundle is, and the plan in it.
struct PinRecord: Encodable {
    let schema = "driftd.pin/1"
    let bundle: String
    /// SHA-256 of the uncompressed tar.
    let digest: String
    let entries: [String]
    let proof: ProofLevel
    let plan: RestorePlan

    init(_ result: WriteRestoreBundle.Result) {
        bundle = result.written.path
        digest = result.written.digest
        entries = result.written.entries
        proof = result.proof
        plan = result.plan
    }
}
