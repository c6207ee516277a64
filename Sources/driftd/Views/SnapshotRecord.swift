import DriftCore
import DriftStore

/// One line of a history as JSON, the contract `driftd.history/1`; absent facts are `null`.
struct SnapshotRecord: Encodable {
    let summary: SnapshotSummary

    private enum Key: String, CodingKey {
        case id, space, takenAt, commit, stage, hardware, build, python, sdk, packages, unknown, complete, environment, evidence
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(summary.id, forKey: .id)
        try container.encode(summary.space, forKey: .space)
        try container.encode(summary.takenAt, forKey: .takenAt)
        try container.encode(summary.commit, forKey: .commit)
        try container.encode(summary.stage, forKey: .stage)
        try container.encode(summary.hardware, forKey: .hardware)
        try container.encode(summary.buildOutcome, forKey: .build)
        try container.encode(summary.python, forKey: .python)
        try container.encode(summary.sdk, forKey: .sdk)
        try container.encode(summary.packageCount, forKey: .packages)
        try container.encode(summary.unknownCount, forKey: .unknown)
        try container.encode(summary.isComplete, forKey: .complete)
        try container.encode(summary.environmentDigest, forKey: .environment)
        try container.encode(summary.bestEvidence, forKey: .evidence)
    }
}
