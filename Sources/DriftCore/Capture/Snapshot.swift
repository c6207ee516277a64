/// One observation of a Space: what was captured, when, and the environment that the evidence shows.
package struct Snapshot: Sendable, Hashable {
    /// The store's id; `nil` for one read from a path.
    package var id: Int64?
    /// `nil` for a bare freeze file or environment JSON.
    package var space: SpaceName?
    /// ISO 8601, UTC.
    package var takenAt: String?
    /// The Space's full commit id where known, otherwise the prefix that the build banner shows.
    package var commit: String?
    /// The Hub's runtime stage: `RUNNING`, `BUILD_ERROR`.
    package var stage: String?
    package var hardware: String?
    package var settings: SpaceSettings
    package var reading: EnvironmentReading
    /// What each `Evidence.log` index stands for: `logs/build-001.log`.
    package var logPaths: [String]

    package init(
        id: Int64? = nil,
        space: SpaceName? = nil,
        takenAt: String? = nil,
        commit: String? = nil,
        stage: String? = nil,
        hardware: String? = nil,
        settings: SpaceSettings = SpaceSettings(),
        reading: EnvironmentReading,
        logPaths: [String] = []
    ) {
        self.id = id
        self.space = space
        self.takenAt = takenAt
        self.commit = commit
        self.stage = stage
        self.hardware = hardware
        self.settings = settings
        self.reading = reading
        self.logPaths = logPaths
    }

    /// The newest build in the evidence, whatever became of it.
    package var lastBuild: BuildRecord? { reading.builds.last }
}
