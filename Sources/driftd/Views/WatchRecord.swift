import DriftCore
import DriftStore

/// One watched Space of `driftd.watch/1`; absent facts are `null`.
struct WatchRecord: Encodable {
    let watch: Watch

    private enum Key: String, CodingKey {
        case space, original, addedAt, lookSeconds, captureSeconds, nextLookAt, nextCaptureAt, lastAttemptAt, lastSuccessAt
        case lastCaptureAt, failure
    }

    private struct Failure: Encodable {
        let count: Int
        let since: String
        let reason: String
        let hint: String
        let transient: Bool
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        let state = watch.state
        try container.encode(watch.space, forKey: .space)
        try container.encode(watch.original, forKey: .original)
        try container.encode(watch.addedAt.description, forKey: .addedAt)
        try container.encode(watch.lookSeconds, forKey: .lookSeconds)
        try container.encode(watch.captureSeconds, forKey: .captureSeconds)
        try container.encode(state.nextLookAt.description, forKey: .nextLookAt)
        try container.encode(state.nextCaptureAt?.description, forKey: .nextCaptureAt)
        try container.encode(state.lastAttemptAt?.description, forKey: .lastAttemptAt)
        try container.encode(state.lastSuccessAt?.description, forKey: .lastSuccessAt)
        try container.encode(state.lastCaptureAt?.description, forKey: .lastCaptureAt)
        let failure = state.failure.map {
            Failure(count: $0.count, since: $0.since.description, reason: $0.reason, hint: $0.hint, transient: $0.isTransient)
        }
        try container.encode(failure, forKey: .failure)
    }
}
