/// What is known of a Space whose packages are to be worked out.
package struct InferenceFacts: Sendable, Hashable {
    /// A Python, and who says so.
    package struct Python: Sendable, Hashable, Codable {
        package enum Origin: String, Sendable, Hashable, Codable {
            /// A log: `FROM python:3.13`, the paths of a traceback.
            case observed
            /// The README's `python_version`.
            case readme
            /// What the platform took by itself at that time.
            case era
            /// A Dockerfile's base image: `FROM python:3.11-slim`.
            case dockerfile
        }

        package var version: String
        package var origin: Origin

        package init(version: String, origin: Origin) {
            self.version = version
            self.origin = origin
        }
    }

    package var sdkName: String?
    /// The README's.
    package var sdkVersion: String?
    /// What logs show.
    package var observedPython: String?
    /// The README's `python_version`.
    package var declaredPython: String?
    package var hardware: String?
    /// The repository's files, by path.
    package var files: [String: [UInt8]] = [:]
    /// They are of another commit than the one that is served.
    package var filesDiffer = false
    /// Versions that the running Space reports of itself: `gradio` (`/config`), `spaces` (`pySpacesVersion`). By normalized name.
    package var running: [String: String] = [:]
    /// What the log of the last build ran; empty: no log shows it.
    package var loggedSteps: [BuildStep] = []
    /// Versions that logs show; they are kept where they fit.
    package var observed: [Release] = []
    /// Why a Docker Space's Dockerfile does not tell what it installs, as far as its commands show; `nil`: nothing is in the way.
    package var dockerObstacle: String?

    package init() {}

    /// The Python that the packages are worked out for; `nil`: nothing tells.
    package func python(_ eras: PlatformEras, day: String) -> Python? {
        if let observedPython { return Python(version: observedPython, origin: .observed) }
        if let declaredPython { return Python(version: declaredPython, origin: .readme) }
        let row = eras.defaultPython(sdk: sdkName ?? "", hardware: hardware, day: day)
        return row.map { Python(version: $0.row.version, origin: .era) }
    }
}
