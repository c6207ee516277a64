import DriftCore

/// Whether a plain `pip` means the interpreter's own place or an environment that `PATH` names, which does not print.
extension EnvironmentState {
    /// A plain `pip` was seen working in the interpreter's own place.
    /// - Parameter names: what it has just put there.
    mutating func noteSystemAtWork(_ names: [PackageName] = []) {
        environments.passedBy.formUnion(environments.paths)
        if plainTarget == .system { settleInSystem(names) }
    }

    /// What the system's Python already held when an environment was made in which nothing was seen to be installed, and what came behind it:
    /// by `PATH` that may have gone into the environment.
    func unclearInstall() -> Entry? {
        for path in environments.paths where !filled.contains(.virtual(path)) && !environments.passedBy.contains(path) {
            let before = environments.systemAtCreation[path] ?? [:]
            guard EnvironmentChoice.isForApps(path),
                before.values.contains(where: { $0.isInstalled && !FreezeList.leavesOut($0.release.name) }),
                let first = systemInstalls(since: path).first
            else { continue }
            return first
        }
        return nil
    }
}
