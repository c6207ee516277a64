import DriftCore
import DriftEngine
import DriftStore

/// What `driftd snapshot --watched --json` prints, the contract `driftd.watched/1`.
struct ScheduleRunRecord: Encodable {
    struct Look: Encodable {
        let space: SpaceName
        /// `captured`, `unchanged`, `building`, `failed`
        let outcome: String
        @ExplicitNull var snapshot: Int64?
        /// Why it was captured, or why it failed.
        @ExplicitNull var reason: String?
    }

    let schema = "driftd.watched/1"
    let looks: [Look]
    let captured: Int
    let unchanged: Int
    let building: Int
    let failed: Int
    let calls: Int

    init(_ view: ScheduleRunView) {
        looks = view.events.map { event in
            switch event.outcome {
            case .captured(let id, let reason): Look(space: event.space, outcome: "captured", snapshot: id, reason: reason.rawValue)
            case .unchanged: Look(space: event.space, outcome: "unchanged", snapshot: nil, reason: nil)
            case .inProgress(let stage): Look(space: event.space, outcome: "building", snapshot: nil, reason: stage)
            case .failed(let failure): Look(space: event.space, outcome: "failed", snapshot: nil, reason: failure.reason)
            }
        }
        captured = view.summary.captured
        unchanged = view.summary.unchanged
        building = view.summary.inProgress
        failed = view.summary.failed
        calls = view.summary.calls
    }
}
