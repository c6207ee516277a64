import DriftCore

/// One line of a Space's history.
package struct SnapshotSummary: Sendable, Hashable {
    package var id: Int64
    package var space: SpaceName
    /// ISO 8601, UTC.
    package var takenAt: String
    /// A full commit id, or the prefix that the build banner shows.
    package var commit: String?
    /// The Hub's runtime stage: `RUNNING`, `BUILD_ERROR`.
    package var stage: String?
    package var hardware: String?
    /// What became of the newest build in the logs; `nil`: the logs show none.
    package var buildOutcome: BuildRecord.Outcome?
    package var python: String?
    package var sdk: SDK?
    package var packageCount: Int
    /// Packages whose version nothing shows.
    package var unknownCount: Int
    package var isComplete: Bool
    /// The first 12 hexadecimal digits of the environment's SHA-256: alike for alike environments.
    package var environmentDigest: String
    /// The best evidence that any package has; `nil` without packages.
    package var bestEvidence: EvidenceKind?

    /// Whether the snapshot shows the result of a build that went through: what a Space's bare name stands for.
    ///
    /// Without a build in the logs the packages must come from elsewhere (a freeze file), and the stage must not speak of a build.
    package var isSucceeded: Bool {
        switch buildOutcome {
        case .succeeded: true
        case .failed, .cut: false
        case nil: packageCount > 0 && !SpaceStage(stage).isWithoutImage
        }
    }
}
