import DriftCore

/// What pip finds in place and takes away.
extension StepReplay {
    /// `Found existing installation: click 8.0.4`: pip is about to replace or remove it.
    mutating func found(_ name: PackageName, _ version: String, _ line: Int) {
        let target = removalTarget(of: name, version)
        if let place = place(of: name, version, from: target) {
            if removals.awaited.count < RemovalsHeard.maximum {
                removals.awaited.append(.init(name: name, version: version, place: place, line: line))
            }
            return
        }
        guard let known = state.entry(name, in: target) else {
            if !FreezeList.leavesOut(name), !state.contains(name) { state.noteUnexplained(log: step.log, line: line) }
            return
        }
        // A version that no line installed: an earlier step is missing from the log.
        if known.isInstalled, let installed = known.release.version, installed != version { gap(.cut, line) }
    }

    /// pip takes away what it finds first on its path, wherever it puts the new one: the user's copy before the system's, and the system's
    /// with `--prefix` or `--root`.
    mutating func uninstalled(_ name: PackageName, _ version: String?) {
        let target = removalTarget(of: name, version)
        let known = place(of: name, version, from: target)
        // A line that stands there twice takes nothing away twice: the copy below is of another release.
        if known == nil, let version, removals.last?.name == name, removals.last?.version == version { return }
        // The lines are not in their order: what is there now was put there behind this removal.
        if removals.replaced.contains(where: { $0.name == name && $0.version == version }),
            !removals.awaited.contains(where: { $0.name == name })
        {
            return
        }
        removals.last = version.map { (name, $0) }
        removals.awaited.removeAll { $0.name == name }
        let place = known ?? target
        if let entry = state.entry(name, in: place) {
            if run.installing != nil { run.takenAway[name] = (entry, place) }
            // Only found here: another stage had put it there.
            if !entry.isInstalled { state.noteRemoved(name, version) }
        } else {
            state.noteRemoved(name, version)
        }
        state.remove(name, from: place)
        if let version, step.scanned.isHeadless, !step.isStart { doubtCopies(of: name, version, besides: place) }
    }

    /// pip says of each package that it found whether it took it away, and puts another release in its place only if it did: without
    /// either word, that line is gone from the log, and the package may be as well.
    mutating func doubtAwaitedRemovals() {
        for awaited in removals.awaited {
            guard state.entry(awaited.name, in: awaited.place)?.release.version == awaited.version else { continue }
            state.loseVersion(of: awaited.name, at: state.resolved(awaited.place))
            gap(.cut, awaited.line)
        }
    }

    /// Of a step whose text is lost the release alone tells where it worked: the same one elsewhere may be what it took away.
    private mutating func doubtCopies(of name: PackageName, _ version: String, besides place: InstallTarget) {
        for other in state.sites.keys.sorted() where other != state.resolved(place) {
            if state.sites[other]?[name]?.release.version == version { state.loseVersion(of: name, at: other) }
        }
    }

    /// Where pip sees this release.
    private func place(of name: PackageName, _ version: String?, from target: InstallTarget) -> InstallTarget? {
        let others: [InstallTarget] =
            switch target {
            case .system, .interpreter: [.user]
            case .folder: [.user, .system]
            case .user, .virtual: []
            }
        let places = ([target] + others).filter { state.entry(name, in: $0) != nil }
        // One that is known to have this release is it; one whose release no line shows may.
        return places.first { version == nil || state.entry(name, in: $0)?.release.version == version }
            ?? places.first { state.entry(name, in: $0)?.release.version == nil }
    }
}
