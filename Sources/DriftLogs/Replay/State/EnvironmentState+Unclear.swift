import DriftCore

/// Whether a plain `pip` means the interpreter's own place or an environment that `PATH` names, which does not print.
extension EnvironmentState {
    /// A plain `pip` was seen working in the interpreter's own place.
    /// - Parameter names: what it has just put there.
    mutating func noteSystemAtWork(_ names: [PackageName] = []) {
        wasSystemAtWork = true
        environments.passedBy.formUnion(environments.paths)
        if plainTarget == .system { settleInSystem(names) }
    }

    /// A plain `pip freeze` that names all that an environment holds, and of that something that the system's Python has not: `PATH` finds
    /// the environment's.
    func environment(listedBy list: PackageList) -> String? {
        let listed = Dictionary(list.entries.map { ($0.release.name, $0.release.version) }) { first, _ in first }
        return environments.paths.prefix(Self.mostSearched).first { path in
            // Of many packages a short list names not all: told without a look at them.
            guard sites[.virtual(path)]?.count ?? 0 <= listed.count + FreezeList.mostLeftOut else { return false }
            let own = entries(in: .virtual(path)).map(\.release).filter { !FreezeList.leavesOut($0.name) }
            return own.contains { sites[.system]?[$0.name]?.release.version != $0.version && $0.version != nil }
                && own.allSatisfy { listed[$0.name] != nil && listed[$0.name] == $0.version }
        }
    }

    private static let mostSearched = 8

    /// What the system's Python already held when an environment was made in which nothing was seen to be installed, and what came behind it:
    /// by `PATH` that may have gone into the environment.
    func unclearInstall() -> Entry? { unclearEnvironment().flatMap { systemInstalls(since: $0).first } }

    /// The environment that this is about.
    func unclearEnvironment() -> String? {
        environments.paths.first { path in
            !filled.contains(.virtual(path)) && !environments.passedBy.contains(path) && EnvironmentChoice.isForApps(path)
                && (environments.systemAtCreation[path] ?? [:]).values.contains {
                    $0.isInstalled && !FreezeList.leavesOut($0.release.name)
                } && !systemInstalls(since: path).isEmpty
        }
    }

    /// A package of the interpreter's own place, where the environment that was chosen is of a project in another folder than the image works in:
    /// either may be the app's.
    func installBeside(_ path: String) -> Entry? {
        guard environments.aside.contains(path), plainTarget != .virtual(path) else { return nil }
        let own = entries(in: .interpreter).filter { $0.isInstalled && !FreezeList.leavesOut($0.release.name) }
        // What such a tool brings along looks like any package.
        guard !own.contains(where: { Self.toolsWithDependencies.contains($0.release.name.normalized) }) else { return nil }
        return own.first { $0.release.name.normalized != "uv" }
    }

    /// A package that went into the interpreter's own place for sure when the environment was filled: the app may run with either.
    func installPast(_ path: String) -> Entry? {
        guard environments.passedBy.contains(path), let last = sites[.virtual(path)]?.values.map(\.order).max() else { return nil }
        let own = systemInstalls(since: path, certainly: true).filter { $0.order > last && !FreezeList.leavesOut($0.release.name) }
        guard !own.contains(where: { Self.toolsWithDependencies.contains($0.release.name.normalized) }) else { return nil }
        return own.first { $0.release.name.normalized != "uv" }
    }

    private static let toolsWithDependencies: Set<String> = [
        "poetry", "pdm", "pipenv", "pipx", "hatch", "nox", "tox", "virtualenv", "pip-tools",
    ]

    /// `COPY --from=builder /install /usr/local`, of a stage whose packages are not known: those that were at `destination` before it are
    /// there in one version or another.
    mutating func doubtBelow(_ destination: String, since order: Int) {
        guard let place = Self.placeOfPackages(destination) else { return }
        for (name, entry) in sites[place] ?? [:] where entry.order < order {
            loseVersion(of: name, at: place)
        }
    }

    /// Whether this stage or another is the image's no line tells: known is what all of them hold.
    mutating func loseVersions(notSharedWith stages: [EnvironmentState]) {
        for (place, entries) in sites {
            for (name, entry) in entries {
                let isShared = !stages.isEmpty && stages.allSatisfy { $0.sites[place]?[name]?.release == entry.release }
                if !isShared { loseVersion(of: name, at: place) }
            }
        }
    }

    /// `/usr/local/lib/node_modules` holds none of Python's packages.
    private static func placeOfPackages(_ folder: String) -> InstallTarget? {
        if folder.contains("/.local") { return .user }
        let isPython = folder.holds("-packages") || folder.split(separator: "/").last?.hasPrefix("python3") ?? false
        if isPython { return SitePackagesPath.target(of: folder) }
        return ["/", "/usr", "/usr/", "/usr/local", "/usr/local/", "/usr/local/lib", "/usr/local/lib/"].contains(folder) ? .system : nil
    }
}
