/// One of the two that are compared.
package struct DriftSide: Sendable, Hashable, Codable {
    /// What to call it: `owner/name`, or the path it was read from.
    package var label: String
    @ExplicitNull package var snapshot: Int64?
    @ExplicitNull package var takenAt: String?
    @ExplicitNull package var commit: String?
    /// How the newest build in the evidence ended; the comparison takes the last one that succeeded.
    @ExplicitNull package var newestBuild: BuildRecord.Outcome?
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
}
