import DriftCore
import DriftEngine

/// What `driftd duplicate --json` prints, the contract `driftd.duplicate/1`.
struct DuplicateRecord: Encodable, Sendable {
    let schema = "driftd.duplicate/1"
    let plan: DuplicateSpace.Plan
    let dryRun: Bool
    /// `nil`: not created.
    @ExplicitNull var url: String?
}
