import DriftCore

/// Packages whose files a command took by hand: `rm -rf /usr/local/lib/python3.11/site-packages/numpy*`, `mv …/idna-3.3.dist-info …`.
extension StepReplay {
    /// Whether they are still there, and in which version, no line tells.
    mutating func forgetTouchedFiles() {
        guard step.touchesSitePackages else { return }
        for command in step.commands where ["rm", "mv"].contains(InstallerCommandLine.baseName(command.words.first ?? "")) {
            for word in command.words {
                guard let path = word.after("-packages/") else { continue }
                for place in state.sites.keys.sorted() { forget(path, at: place) }
            }
        }
    }

    /// - Parameter path: `numpy`, `numpy*`, `numpy-1.26.4.dist-info/RECORD`, `*`, but not `numpy/tests`, which is no record.
    private mutating func forget(_ path: some StringProtocol, at place: InstallTarget) {
        let entry = path.prefix { $0 != "/" }
        guard entry.hasSuffix("-info") || path.dropFirst(entry.count).count < 2 else { return }
        let stem = String(entry.prefix { $0 != "-" && $0 != "*" && $0 != "." })
        let isPattern = entry.dropFirst(stem.count).first == "*"
        guard !stem.isEmpty || isPattern else { return }
        for known in (state.sites[place] ?? [:]).values {
            let name = known.release.name.normalized.replacing("-", with: "_")
            guard isPattern ? name.hasPrefix(stem.lowercased()) : name == stem.lowercased() else { continue }
            state.loseVersion(of: known.release.name, at: place)
        }
    }
}
