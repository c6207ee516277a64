import DriftCore

extension EnvironmentState {
    /// One package that is installed somewhere.
    struct Entry: Equatable {
        var release: Release
        var evidence: Evidence
        /// When the step that says so began, among the printed lines of the log: one physical line may hold a whole build.
        var order: Int
        /// Seen being installed, not only found in place.
        var isInstalled: Bool
        /// By uv or poetry, whose freeze lists setuptools as any other package.
        var isListedAlways = false
        /// Of a local version: where it came from.
        var index: String?
        /// By the interpreter's own path: whatever a plain `pip` means, this is the system's.
        var isOfInterpreter = false

        /// pip found in place what came from elsewhere in that very version.
        func isOnlyFound(as origin: Entry) -> Bool { !isInstalled && release.version == origin.release.version }

        /// It is there, in a version that no line shows.
        mutating func loseVersion() { (release.version, evidence.kind) = (nil, EvidenceKind.none) }
    }
}
