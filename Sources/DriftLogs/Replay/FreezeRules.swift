import DriftCore

/// How the programs that install stand to the list of what is installed.
enum FreezeRules {
    static func isInstaller(_ name: PackageName) -> Bool {
        switch name.normalized {
        case "pip", "uv", "poetry", "pdm", "setuptools", "wheel": true
        default: false
        }
    }

    /// pip lists setuptools, wheel and distribute from Python 3.12 on, and never itself. Source: pip's `commands/freeze.py`.
    static func lists(_ entry: EnvironmentState.Entry, python: String?) -> Bool {
        guard FreezeList.leavesOut(entry.release.name) else { return true }
        if entry.release.name.normalized == "pip" { return false }
        // uv lists them.
        if FreezeList.isOfStandardLibrary(entry.release.name) { return entry.evidence.kind == .freeze }
        if entry.isListedAlways { return true }
        guard entry.isInstalled, let parts = python?.split(separator: "."), parts.count >= 2, let minor = Int(parts[1]) else {
            return false
        }
        return parts[0] == "3" && minor >= 12
    }
}
