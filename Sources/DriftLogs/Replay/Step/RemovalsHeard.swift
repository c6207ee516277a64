import DriftCore

/// What pip said of taking packages away, in any of a step's runs.
struct RemovalsHeard {
    /// `Found existing installation: click 8.0.4`, until `Successfully uninstalled click-8.0.4`.
    struct Awaited {
        let name: PackageName
        let version: String
        let place: InstallTarget
        let line: Int
    }

    /// Found in place, and not said to have been taken away.
    var awaited: [Awaited] = []
    /// Of those, what another release was installed for before pip's word of it came: the lines are not in their order.
    var replaced: [Awaited] = []
    /// Taken away last.
    var last: (name: PackageName, version: String)?

    /// More than a run of pip ever replaces.
    static let maximum = 200
}
