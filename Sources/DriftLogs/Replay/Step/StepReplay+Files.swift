import DriftCore

/// Packages whose files a command took by hand: `rm -rf /usr/local/lib/python3.11/site-packages/numpy*`, `mv …/idna-3.3.dist-info …`.
extension StepReplay {
    /// Whether they are still there, and in which version, no line tells.
    mutating func forgetTouchedFiles() {
        if step.deletesRecords {
            gap(.unreadable, step.scanned.line)
            state.loseAllVersions()
        }
        guard step.touchesSitePackages else { return }
        for command in step.commands where ["rm", "mv"].contains(InstallerCommandLine.baseName(command.words.first ?? "")) {
            for word in command.words {
                guard let path = word.after("-packages/") else { continue }
                for place in state.sites.keys.sorted() { forget(path, at: place) }
            }
        }
    }

    /// `pip install --root /stage six && cp -a /stage/usr/local/. /usr/local/`: what was installed into a folder of its own goes where Python looks.
    mutating func takeFromFolders() {
        guard ["cp ", "mv ", "rsync ", "ln "].contains(where: { step.text.holds($0) }) else { return }
        moveEnvironments(by: step.commands.drop { !Self.isInstall($0) })
        guard state.holdsFolders else { return }
        let folders = state.folders
        for command in step.commands where Self.copying.contains(InstallerCommandLine.baseName(command.words.first ?? "")) {
            let paths = command.words.dropFirst().filter { !$0.hasPrefix("-") }.map {
                InstallerCommandLine.absolute($0, in: step.workingDirectory)
            }
            guard paths.count > 1, let destination = paths.last, EnvironmentState.isOnPath(destination) else { continue }
            for source in paths.dropLast().prefix(Self.mostSources) where folders.holdsFolder(of: source) {
                let isWhole = state.copy(from: source, to: destination, of: folders, since: step.order)
                if !isWhole || command.isConditional || command.mayFail { gap(.unreadable, step.scanned.line) }
            }
        }
    }

    /// `mv /opt/venv /srv/venv`, `ln -s /srv/venv /app/.venv`
    mutating func moveEnvironments(by commands: some Sequence<ShellCommand>) {
        for command in commands {
            let program = InstallerCommandLine.baseName(command.words.first ?? "")
            guard program == "mv" || program == "ln", command.words.count < 6 else { continue }
            let paths = command.words.dropFirst().filter { !$0.hasPrefix("-") }.map {
                InstallerCommandLine.absolute($0, in: step.workingDirectory)
            }
            guard paths.count == 2, state.environments.holds(paths[0]) else { continue }
            let isCertain = !command.isConditional && command.connector != .ifFailed
            if program == "mv" {
                if isCertain { state.move(paths[0], to: paths[1]) } else { gap(.unreadable, step.scanned.line) }
            } else if isCertain, command.words.contains(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.holds("s") }) {
                state.environments.link(paths[1], to: paths[0])
            }
        }
    }

    private static let copying: Set<String> = ["cp", "mv", "rsync"]
    private static let mostSources = 16

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
