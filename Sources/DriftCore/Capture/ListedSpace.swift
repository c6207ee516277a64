/// What one entry of the Hub's list of Spaces says that bears on the environment (`GET /api/spaces?author=…&expand=…`).
///
/// That two looks show the same never proves that nothing changed: a factory rebuild of the same commit resolves its packages anew.
package struct ListedSpace: Sendable, Hashable, Codable {
    /// The repository's newest commit.
    package var commit: String?
    /// The commit being served; missing while nothing is.
    package var servedCommit: String?
    /// The runtime's stage: `RUNNING`, `BUILD_ERROR`.
    package var stage: String?
    package var hardware: String?
    package var requestedHardware: String?
    package var sdk: String?
    /// `pySpacesVersion`: the installed version of the `spaces` package.
    package var spacesVersion: String?

    package init(
        commit: String? = nil,
        servedCommit: String? = nil,
        stage: String? = nil,
        hardware: String? = nil,
        requestedHardware: String? = nil,
        sdk: String? = nil,
        spacesVersion: String? = nil
    ) {
        self.commit = commit
        self.servedCommit = servedCommit
        self.stage = stage
        self.hardware = hardware
        self.requestedHardware = requestedHardware
        self.sdk = sdk
        self.spacesVersion = spacesVersion
    }

    /// Whether a build or start is under way: what there is to read changes by the minute.
    package var isInProgress: Bool { SpaceStage(stage).isInProgress }

    /// Whether `other` shows something that bears on the environment. A Space that fell asleep, and gave its hardware back, or woke
    /// up again is the same image; which commit it serves is told only while it runs.
    package func differs(from other: ListedSpace) -> Bool {
        if let served = servedCommit, let otherServed = other.servedCommit, served != otherServed { return true }
        return comparable != other.comparable
    }

    private var comparable: ListedSpace {
        var result = self
        result.servedCommit = nil
        guard stage == "RUNNING" || stage == "SLEEPING" else { return result }
        result.stage = "RUNNING"
        result.hardware = nil
        return result
    }
}
