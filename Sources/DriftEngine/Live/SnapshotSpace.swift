package import DriftCore
internal import DriftHub
internal import DriftStore

/// Captures Spaces from the Hub and stores what they show, each by itself: one that fails costs the others nothing.
package struct SnapshotSpace: Sendable {
    package struct Result: Sendable, Hashable {
        package var stored: TakeSnapshot.Result
        /// What was read: `build-log`, `repo` …; sorted.
        package var evidence: [String]
        /// Why something may not be read, or what of it is missing.
        package var reasons: [String: String]
        /// The Space that it was duplicated from, as its README or the Hub says.
        package var duplicatedFrom: String?
    }

    private let capture: CaptureFromHub
    private let databasePath: String
    private let inference: InferPackages?

    /// - Parameter inference: works out what a capture does not show; `nil`: nobody is asked.
    package init(capture: CaptureFromHub, databasePath: String, inference: InferPackages? = nil) {
        self.capture = capture
        self.databasePath = databasePath
        self.inference = inference
    }

    /// Captures one Space and stores the snapshot. Throws `HubError` where it cannot be looked at, and `StoreError`.
    package func run(_ space: SpaceName) async throws -> Result {
        let taken = try await capture.run(space)
        let store = try Store.open(at: databasePath, access: .readWrite)
        let stored = try await TakeSnapshot.add(
            taken.capture,
            tokens: taken.tokens,
            target: space.description,
            to: store,
            inference: inference
        )
        let readable = taken.capture.metadata.readable
        return Result(
            stored: stored,
            evidence: readable.keys.filter { readable[$0] == true }.sorted(),
            reasons: taken.reasons,
            duplicatedFrom: DuplicateOrigin(
                of: space,
                answers: HubAnswers(taken.capture.files),
                readme: taken.capture.files["repo/README.md"]
            ).label
        )
    }
}
