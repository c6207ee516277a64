import DriftCore
import DriftEngine
import DriftStore

/// What `driftd snapshot --watched --json` prints, the contract `driftd.watched/1`.
struct ScheduleRunRecord: Encodable {
    struct Look: Encodable {
        let space: SpaceName
        /// `captured`, `unchanged`, `building`, `failed`
        let outcome: String
        let snapshot: Int64?
        /// Why it was captured, or why it failed.
        let reason: String?

        private enum Key: String, CodingKey { case space, outcome, snapshot, reason }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(space, forKey: .space)
            try container.encode(outcome, forKey: .outcome)
            try container.encode(snapshot, forKey: .snapshot)
            try container.encode(reason, forKey: .reason)
        }
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
