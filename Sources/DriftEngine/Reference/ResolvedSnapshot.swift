package import DriftCore

/// What a reference stood for.
package struct ResolvedSnapshot: Sendable, Hashable {
    /// What to call it in messages: `owner/name`, or the path.
    package var label: String
    package var snapshot: Snapshot
    /// The raw files; `nil` where there are none (a freeze list, an environment's JSON).
    package var capture: Capture?
    /// The repository's files by path; empty where none came with it.
    package var repositoryFiles: [String: [UInt8]]
    /// Newer snapshots of the Space that were passed over, because their builds did not go through.
    package var newerFailures: [Int64] = []

    /// The label without a path of this machine.
    var portableLabel: String { snapshot.portableLabel(readFrom: label) }

    package init(
        label: String,
        snapshot: Snapshot,
        capture: Capture?,
        repositoryFiles: [String: [UInt8]]? = nil,
        newerFailures: [Int64] = []
    ) {
        self.label = label
        self.snapshot = snapshot
        self.capture = capture
        self.repositoryFiles = repositoryFiles ?? capture?.repositoryFiles ?? [:]
        self.newerFailures = newerFailures
    }
}
