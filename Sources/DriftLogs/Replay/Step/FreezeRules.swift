import DriftCore

/// How the programs that install stand to the list of what is installed.
enum FreezeRules {
    static func isInstaller(_ name: PackageName) -> Bool {
        switch name.normalized {
        case "pip", "uv", "poetry", "pdm", "setuptools", "wheel": true
        default: false
        }
    }

    /// Whether `pip freeze` lists it.
    static func lists(_ entry: EnvironmentState.Entry, python: String?) -> Bool {
        let name = entry.release.name
        guard FreezeList.leavesOut(name) else { return true }
        if name.normalized == "pip" { return false }
        // uv lists them.
        if FreezeList.isOfStandardLibrary(name) { return entry.evidence.kind == .freeze }
        return entry.isListedAlways || entry.isInstalled && !FreezeList.leavesOut(name, python: python)
    }
}
