import DriftCore

extension EnvironmentState {
    /// One package that is installed somewhere.
    struct Entry: Equatable {
        var release: Release
        var evidence: Evidence
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
