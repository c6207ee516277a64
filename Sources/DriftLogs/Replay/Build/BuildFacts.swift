import DriftCore

/// What the steps of a build show beside the packages of its environments.
struct BuildFacts {
    /// Each conflict is compared with those before it; no real log has hundreds.
    private static let maximumConflicts = 500

    private(set) var installers: [String: Installer] = [:]
    private(set) var systemPackages: [String: SystemPackage] = [:]
    var conflicts: [Conflict] = []
    /// pip may look in more than the default index, or in another one, though no command says so: its configuration does.
    var hasIndexOfItsOwn = false

    mutating func note(_ installer: Installer) { installers[installer.name] = installer }

    /// pip and its like, installed as packages.
    mutating func noteInstaller(_ release: Release) {
        guard FreezeRules.isInstaller(release.name), let version = release.version else { return }
        note(Installer(name: release.name.normalized, version: version))
    }

    /// pip says the same again at each of its runs.
    mutating func note(_ conflict: Conflict) {
        let isKnown = conflicts.contains {
            $0.package == conflict.package && $0.version == conflict.version && $0.requirement == conflict.requirement
                && $0.found == conflict.found
        }
        if !isKnown, conflicts.count < Self.maximumConflicts { conflicts.append(conflict) }
    }

    mutating func note(_ package: SystemPackage) { systemPackages[package.name] = package }

    mutating func forgetSystemPackage(_ name: String) { systemPackages[name] = nil }
}
