package import DriftCore
package import DriftHub

/// Waits until a Space has done what it is doing.
package struct BuildWait: Sendable {
    package var interval: Duration = .seconds(5)
    package var timeLimit: Duration = .seconds(3600)
    /// Told each new stage: `BUILDING`, `RUNNING_APP_STARTING`.
    package var onStage: @Sendable (String) -> Void = { _ in }

    private let client: HubClient

    package init(client: HubClient) { self.client = client }

    /// - Parameter commit: The commit that is to be served in the end. The Hub says `RUNNING` for minutes after a push, of the old commit:
    ///   so `RUNNING` counts only with this one. `nil`: whatever is there.
    package func untilSettled(_ space: SpaceName, serving commit: String? = nil) async throws -> HubRuntime {
        let started = ContinuousClock.now
        var last: String?
        while true {
            let runtime = try await client.runtime(space).value
            let stage = runtime.stage ?? "an unknown stage"
            if stage != last { onStage(stage) }
            last = stage
            if isSettled(runtime, commit) { return runtime }
            if ContinuousClock.now - started > timeLimit {
                throw LiveError.buildTooLong(space: space, stage: stage, seconds: Int(timeLimit.components.seconds))
            }
            try await Task.sleep(for: interval)
        }
    }

    private func isSettled(_ runtime: HubRuntime, _ commit: String?) -> Bool {
        if runtime.isFailed { return true }
        if runtime.isInProgress { return false }
        guard runtime.stage == "RUNNING", let commit, let served = runtime.servedCommit else { return true }
        return served == commit
    }
}
