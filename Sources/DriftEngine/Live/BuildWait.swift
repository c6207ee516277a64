package import DriftCore
package import DriftHub
internal import DriftLogs

/// Waits until a Space has done what it is doing.
package struct BuildWait: Sendable {
    package var interval: Duration = .seconds(5)
    package var timeLimit: Duration = .seconds(3600)
    /// How long a failure may be the last commit's before it is taken for the new one's.
    package var patience: Duration = .seconds(60)
    /// Told each new stage: `BUILDING`, `RUNNING_APP_STARTING`.
    package var onStage: @Sendable (String) -> Void = { _ in }

    private let client: HubClient

    package init(client: HubClient) { self.client = client }

    /// - Parameter commit: The commit that is to be served in the end. For minutes after a push the Hub goes on saying `RUNNING`, or
    ///   `BUILD_ERROR`, of the old commit: so a stage counts only with this one. `nil`: whatever is there.
    package func untilSettled(_ space: SpaceName, serving commit: String? = nil) async throws -> HubRuntime {
        let started = ContinuousClock.now
        var last: String?
        while true {
            let runtime = try await client.runtime(space).value
            let stage = runtime.stage ?? "an unknown stage"
            if stage != last { onStage(stage) }
            last = stage
            let waited = ContinuousClock.now - started
            if try await isSettled(runtime, of: space, commit, waited) { return runtime }
            if waited > timeLimit {
                throw LiveError.buildTooLong(space: space, stage: stage, seconds: Int(timeLimit.components.seconds))
            }
            try await Task.sleep(for: interval)
        }
    }

    private func isSettled(_ runtime: HubRuntime, of space: SpaceName, _ commit: String?, _ waited: Duration) async throws -> Bool {
        let stage = SpaceStage(runtime.stage)
        if stage.isInProgress { return false }
        guard let commit else { return true }
        if stage.isBuildFailed {
            if waited >= patience { return true }
            return try await isBuilt(commit, of: space)
        }
        guard stage.isServing, let served = runtime.servedCommit else { return true }
        return served == commit
    }

    /// Whether the newest build is of this commit, as its log begins. A log that may not be read leaves it open: then it is.
    private func isBuilt(_ commit: String, of space: SpaceName) async throws -> Bool {
        do {
            guard let line = try await client.firstBuildLine(space) else { return false }
            return LogReader.read([Array(line.utf8)]).builds.last?.commit.map(commit.hasPrefix) ?? false
        } catch is HubError {
            return true
        }
    }
}
