package import DriftCore
package import DriftHub
internal import Foundation

/// Looks at the duplicate on the Hub, once it has been rebuilt with a bundle's files: is the original's state there?
package struct VerifyLive: Sendable {
    /// What `driftd verify --live --json` prints, the contract `driftd.live/1`.
    package struct Result: Sendable, Hashable, Encodable {
        package static let schema = "driftd.live/1"

        package var schema = Self.schema
        package var space: SpaceName
        /// The commit that is served.
        package var commit: String?
        package var stage: String?
        /// Distributions of the original, without the platform's own and without those in unknown versions, that are as they were.
        package var restored: Int
        package var total: Int
        package var differences: [Proof.Difference]
        /// The platform's own, where they are not as the original had them; not counted.
        package var platformOwned: [Proof.Difference]
        /// Of the original, in versions that nobody saw.
        package var unknown: [String]
        /// Whether the evidence accounts for every package of the duplicate.
        package var complete: Bool
        /// Of the evidence that is missing: why.
        package var reasons: [String: String]
    }

    private let client: HubClient
    private let wait: BuildWait

    package init(client: HubClient, wait: BuildWait) {
        self.client = client
        self.wait = wait
    }

    /// Waits until the Space serves its newest commit, captures it and compares. A build that failed restores nothing.
    ///
    /// Throws `BundleError`, `HubError` and, where the build does not end in time, `LiveError`.
    package func run(bundle path: String, on space: SpaceName) async throws -> Result {
        let bundle = try ReadBundle.read(path)
        let plan = try VerifyInput.plan(of: bundle, path: path)
        let head = try await client.space(space).value.commit
        let runtime = try await wait.untilSettled(space, serving: head)
        let taken = try await CaptureFromHub(client: client).run(space)
        let reading = CaptureReader.snapshot(of: taken.capture).reading
        // A failed build leaves the state of the one before, which is not what was to be looked at.
        let isBuilt = !SpaceStage(runtime.stage).isBuildFailed && reading.builds.last?.outcome != .failed
        let found = isBuilt ? reading.packages.map(\.release) : []
        let comparison = ReplayComparison(plan: plan, found: found, isWhole: reading.isComplete || !isBuilt, holdsSDK: true)
        return Result(
            space: space,
            commit: runtime.servedCommit,
            stage: runtime.stage,
            restored: comparison.restored,
            total: comparison.total,
            differences: comparison.differences,
            platformOwned: comparison.platformOwned,
            unknown: comparison.unknown,
            complete: isBuilt && reading.isComplete,
            reasons: taken.reasons
        )
    }
}
