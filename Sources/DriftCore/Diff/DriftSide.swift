/// One of the two that are compared.
package struct DriftSide: Sendable, Hashable, Codable {
    /// What to call it: `owner/name`, or the path it was read from.
    package var label: String
    package var snapshot: Int64?
    package var takenAt: String?
    package var commit: String?
    /// How the newest build in the evidence ended; the comparison takes the last one that succeeded.
    package var newestBuild: BuildRecord.Outcome?
    package var packageCount: Int
    package var isComplete: Bool
    /// The steps that the evidence does not show.
    package var gaps: [Gap]
    /// What each `Evidence.log` index stands for.
    package var logs: [String]

    private enum CodingKeys: String, CodingKey {
        case label, snapshot, takenAt, commit, newestBuild, packageCount, gaps, logs
        case isComplete = "complete"
    }

    package init(_ snapshot: Snapshot) {
        label = snapshot.space?.description ?? "unnamed"
        self.snapshot = snapshot.id
        takenAt = snapshot.takenAt
        commit = snapshot.commit
        newestBuild = snapshot.lastBuild?.outcome
        packageCount = snapshot.reading.packages.count
        isComplete = snapshot.reading.isComplete
        gaps = snapshot.reading.gaps
        logs = snapshot.logPaths
    }

    /// Absent facts are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(label, forKey: .label)
        try container.encode(snapshot, forKey: .snapshot)
        try container.encode(takenAt, forKey: .takenAt)
        try container.encode(commit, forKey: .commit)
        try container.encode(newestBuild, forKey: .newestBuild)
        try container.encode(packageCount, forKey: .packageCount)
        try container.encode(isComplete, forKey: .isComplete)
        try container.encode(gaps, forKey: .gaps)
        try container.encode(logs, forKey: .logs)
    }
}
