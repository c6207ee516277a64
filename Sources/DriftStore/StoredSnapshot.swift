import DriftCore

/// A snapshot as the store keeps it: the facts and how each is known. Lines, gaps, conflicts and builds are read again from the capture.
package struct StoredSnapshot: Sendable, Hashable {
    package var summary: SnapshotSummary
    package var environment: Environment
    /// One for each of `environment.packages`.
    package var evidenceKinds: [EvidenceKind]
    package var settings: SpaceSettings
    /// Of the raw capture, which `Store.capture(ofSnapshot:)` gives whole.
    package var captureMetadata: CaptureMetadata
    /// The capture's logs, in the order in which readers count them.
    package var logPaths: [String]

    /// The snapshot without its capture: complete in facts and evidence kinds, empty in what must be read again.
    package var snapshot: Snapshot {
        var reading = EnvironmentReading()
        reading.python = environment.python
        reading.baseImage = environment.baseImage
        reading.sdk = environment.sdk
        reading.installers = environment.installers
        reading.platformLine = environment.platformLine
        reading.systemPackages = environment.systemPackages
        reading.isComplete = environment.isComplete
        reading.packages = zip(environment.packages, evidenceKinds).map { release, kind in
            ResolvedPackage(release: release, evidence: Evidence(kind: kind))
        }
        return Snapshot(
            id: summary.id,
            space: summary.space,
            takenAt: summary.takenAt,
            commit: summary.commit,
            stage: summary.stage,
            hardware: summary.hardware,
            settings: settings,
            reading: reading,
            logPaths: logPaths
        )
    }
}
