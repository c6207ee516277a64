import DriftCore

/// pip's lines: what a run found, took from where, and put in place.
extension StepReplay {
    mutating func satisfied(_ name: PackageName, _ version: String?, _ location: String?, _ line: Int) {
        beginNextRun()
        beginRun(with: name)
        run.foundCount += 1
        let place = location.map { self.place(at: $0) }
        if let place {
            if case .virtual(let path) = place.target, pipTarget == .system { state.adoptPlainTarget(path) }
            if place.target == .system, isPlain { state.noteSystemAtWork() }
            if let minor = place.python { state.notePython(minor, of: place.target) }
        }
        let target = place?.target ?? pipTarget
        let known = state.entry(name, in: target) ?? state.entry(name, in: .system) ?? state.entry(name, in: .user)
        if let known, known.release.version == version || version == nil { return }
        // pip found a version that no line installed: an earlier step is missing from the log.
        if known?.isInstalled == true, known?.release.version != nil { gap(.cut, line) }
        state.set(
            EnvironmentState.Entry(
                release: Release(name: name, version: version),
                evidence: evidence(line),
                order: step.order,
                isInstalled: false
            ),
            in: target
        )
    }

    /// pip names the same folder in line after line.
    private mutating func place(at location: String) -> SitePackagesPath.Place {
        if let latest = latestPlace, latest.folder == location { return latest }
        let place = SitePackagesPath.Place(absolute(location))
        latestPlace = place
        return place
    }

    /// pip names what lies below the working directory by the way from there: `./.venv/lib/python3.12/site-packages`.
    private func absolute(_ location: String) -> String {
        guard location.hasPrefix("./") else { return location }
        // Seen from `/`, whatever `WORKDIR` a shuffled log shows before it.
        if location.hasPrefix("./usr/l") { return String(location.dropFirst()) }
        let inside = location.dropFirst(1)
        let known = state.environments.paths.first { path in
            path.split(separator: "/").last.map { inside.hasPrefix("/\($0)/lib") } ?? false
        }
        guard let known, let end = inside.dropFirst().firstIndex(of: "/") else {
            return InstallerCommandLine.absolute(location, in: step.workingDirectory)
        }
        return known + inside[end...]
    }

    /// `Rolling back uninstall of click`
    mutating func rolledBack(_ name: PackageName, _ line: Int) {
        run.brokenName = name
        if let (entry, place) = run.takenAway.removeValue(forKey: name) { return state.set(entry, in: place) }
        // Nobody announced the run: which release it was is known no more.
        set(Release(name: name, version: nil), line, in: pipTarget, kind: EvidenceKind.none)
        gap(.cut, line)
    }

    /// pip ends with an error. What it puts in place it puts there one after the other: it stops at the package that breaks.
    mutating func failed(inResolution: Bool) {
        removals.awaited.removeAll()
        // Elsewhere than before `||` or `;` an error behind an unfinished run is another run's.
        guard let unfinished = run.installing, speaker?.mayFail == true, !inResolution else { return flushUnfinishedRun() }
        let end = run.brokenName.flatMap { unfinished.names.firstIndex(of: $0) } ?? unfinished.names.count
        untouched.formUnion(unfinished.names[end...])
        let lost = run.takenAway.keys.filter { !unfinished.names[..<end].contains($0) }.sorted()
        for name in unfinished.names[..<end] + lost {
            set(Release(name: name, version: nil), unfinished.line, in: pipTarget, kind: EvidenceKind.none)
        }
        if end > 0 || !lost.isEmpty { gap(.cut, unfinished.line) }
    }

    mutating func collecting(_ name: PackageName?, _ source: String?, _ isEditable: Bool, _ line: Int) {
        beginNextRun()
        beginRun(with: name)
        if run.collectingLine == nil { run.collectingLine = line }
        guard let source else { return }
        if run.looksInLinks, source.hasPrefix("file:"), !isEditable, !isNamedByCommand(source) { return }
        run.sources.note(DirectSources.Source(address: source, isEditable: isEditable), of: name)
    }

    /// With PyPI as its only index pip shows an address for direct references alone: `Collecting x==1.0`, `Downloading https://…/x-1.0-….whl`.
    mutating func fetched(_ name: PackageName, _ url: String) {
        let path = url.prefix { $0 != "#" && $0 != "?" }
        // A local version comes from an index of its own, whether its name is in sight or not.
        guard let archive = ArchiveFileName(of: url), !archive.version.contains("+") else { return }
        // Without the command, or with indexes of its own, the line that names the indexes may be what is missing.
        let hasIndexes = step.scanned.isHeadless || step.invocations.contains { !$0.indexes.isEmpty || !$0.linkPages.isEmpty }
        guard !hasIndexes, !run.looksInIndexes, !run.looksInLinks, run.sources[name] == nil,
            !run.sources.unnamed.contains(where: { $0.address.hasPrefix(path) })
        else { return }
        run.sources.note(DirectSources.Source(address: url), of: name)
    }

    /// `pip install git+https://github.com/o/r#egg=foo` says `Collecting foo` and clones.
    mutating func cloning(_ url: String, _ name: PackageName) {
        guard run.sources[name] == nil else { return }
        var own = ""
        for requirement in step.invocations.flatMap({ $0.requirements }) where requirement.contains(url) {
            guard let egg = requirement.after("egg="), let fragment = requirement.from("#"),
                PackageName(egg.prefix { $0 != "&" }) == name
            else { continue }
            own = String(fragment)
        }
        // The fragment is the command's: quoted there, it may hold what no address does.
        let address = url.hasPrefix("hg+") ? url : "git+" + url
        run.sources.note(DirectSources.Source(address: PipLine.cleanSource(address + own) ?? address), of: name)
    }

    mutating func installed(_ items: [InstalledItem], _ isWhole: Bool, _ line: Int) {
        // pip says what it is about to install. Where a part of the command is lost, that may be somebody else's word.
        if run.installing == nil, hasForeignInstaller || pipRuns.isEmpty && isCutShort || isHomeless,
            items.allSatisfy({ isUnnamedRoot($0.name) })
        {
            return
        }
        if run.installing == nil, step.echoes("Successfully installed ") { return }
        if run.installing == nil, pipIndex >= pipRuns.count, step.printsFiles { return gap(.unreadable, line) }
        let target = filteredTarget(of: items) ?? pipTarget
        // Whose packages they are is known, whether the app is that user's is not.
        if target == .user, step.switchesUser { gap(.unreadable, line) }
        let announced = run.installing?.names ?? []
        defer { lastInstalled = items.map(\.name) }
        // A line that stands there twice is one run's.
        let isSurplus = pipIndex >= pipRuns.count && showsEveryRun && items.map(\.name) != lastInstalled
        if isSurplus { surplusLine = surplusLine ?? line }
        let isElsewhere = step.isStart && items.contains { replacesUnseen($0, in: target) }
        if isElsewhere { gap(.unreadable, line) }
        run.sources.adopt(items.map(\.name).filter(isUnnamedRoot))
        let isUnclear = isElsewhere || isBeyondSight || isSurplus || step.hasLostPlace
        for item in items {
            var release = release(of: item, line)
            if isUnclear { release.version = nil }
            if speaker?.isOverlay == true, mayLieOver(item, in: target) {
                gap(.unreadable, item.line ?? line)
                release.version = nil
            }
            set(release, item.line ?? line, in: target)
        }
        let seen = Set(items.map(\.name))
        let isReplaced: (RemovalsHeard.Awaited) -> Bool = { [state] removal in
            seen.contains(removal.name) && state.resolved(removal.place) == state.resolved(target)
        }
        removals.replaced = removals.awaited.filter(isReplaced)
        removals.awaited.removeAll(where: isReplaced)
        for name in announced where !seen.contains(name) {
            set(Release(name: name, version: nil), run.installing?.line ?? line, in: target, kind: EvidenceKind.none)
        }
        if !isWhole { gap(.cut, line) }
        if outcomeLines.count < pipRuns.count { outcomeLines.append(line) }
        endRun()
    }

    /// What pip says it has put in place, with the address that the run took it from.
    private mutating func release(of item: InstalledItem, _ line: Int) -> Release {
        var release = Release(name: item.name, version: item.version, isBuiltFromSource: run.built.contains(item.name))
        if let origin = run.sources[item.name] ?? directSources[item.name].map({ DirectSources.Source(address: $0) }),
            !run.unrecorded.contains(item.name)
        {
            release.source = freezeSource(origin.address, isEditable: origin.isEditable, line)
            release.isEditable = origin.isEditable
        }
        return release
    }

    /// pip says which release it takes away before it puts another in its place: one that it did not see is not on its path
    /// (`--target`), or it was told not to look.
    private func replacesUnseen(_ item: InstalledItem, in target: InstallTarget) -> Bool {
        guard let known = state.entry(item.name, in: target), known.isInstalled else { return false }
        // What a quiet run may have taken away is put in place anew.
        if known.release.version == nil, state.mayLackRemovals { return false }
        return known.release.version != item.version
    }

    /// Whether an older release may be below: one that is known, or that what is missing from the log had put there.
    private func mayLieOver(_ item: InstalledItem, in target: InstallTarget) -> Bool {
        if let known = state.entry(item.name, in: target) { return known.release.version != item.version }
        // Of a folder that this log makes everything is seen.
        if case .folder = target { return false }
        return !isAccountedSoFar
    }

    /// What a freeze prints behind `@ `. Below 21 pip does not say which commit a branch or tag was: what was asked for stands in its place,
    /// and a gap says so. Below 20.1 pip itself did not remember where a package came from.
    private mutating func freezeSource(_ source: String, isEditable: Bool, _ line: Int) -> String? {
        guard source != "file:" else { return nil }
        guard !isEditable else { return source }
        let pip = state.facts.installers["pip"].map { PackageVersion($0.version ?? "") }
        if let pip, pip.compared(to: PackageVersion("20.1")) == .less { return nil }
        if !DirectSources.isPinned(source) { gap(.unreadable, line) }
        return source
    }

    /// The archives that the commands themselves ask for: pip shows the version of one, not where it came from.
    static func directSources(of invocations: [InstallerInvocation]) -> [PackageName: String] {
        var sources: [PackageName: String] = [:]
        for invocation in invocations {
            for requirement in invocation.requirements {
                guard let url = requirement.from("http"), let archive = ArchiveFileName(of: url), sources[archive.name] == nil else {
                    continue
                }
                sources[archive.name] = PipLine.cleanSource(String(url))
            }
        }
        return sources
    }

    /// `pip install --find-links /wheels /wheels/foo-1.0-py3-none-any.whl`
    func isNamedByCommand(_ source: String) -> Bool {
        let name = source.split(separator: "/").last ?? ""
        return !name.isEmpty && step.invocations.contains { $0.requirements.contains { $0.hasSuffix(name) } }
    }

    /// pip named this package in no `Collecting NAME` line.
    func isUnnamedRoot(_ name: PackageName) -> Bool { !step.output.collected.contains(NameHash.of(name.normalized)) }

    mutating func set(
        _ release: Release,
        _ line: Int,
        in target: InstallTarget,
        always: Bool = false,
        kind: EvidenceKind? = nil
    ) {
        var release = release
        // Into which environment it went is gone with the step's text, and with it whether the app has it.
        if isHomeless || step.isGarbled { release.version = nil }
        let known = release.version == nil ? EvidenceKind.none : self.kind
        let entry = EnvironmentState.Entry(
            release: release,
            evidence: evidence(line, kind ?? known),
            order: step.order,
            isInstalled: true,
            isListedAlways: always,
            index: indexes.index(of: release)
        )
        state.set(entry, in: target)
    }

    mutating func runsSetup(_ name: PackageName) {
        run.built.insert(name)
        run.unrecorded.insert(name)
    }

    mutating func endRun() {
        run = PipRun()
        pipIndex += 1
    }

    /// pip collects before it installs: what was announced and not reported belongs to a run whose end the log lost.
    mutating func beginNextRun() {
        guard run.installing != nil else { return }
        flushUnfinishedRun()
        endRun()
    }

    /// A run that looked at direct references alone, each of them in place already at the same commit: pip ends without another word.
    var repeatsKnownSources: Bool {
        let wanted = run.sources.all.map(\.address)
        // A folder is installed again each time.
        guard !wanted.isEmpty, !wanted.contains(where: { $0.hasPrefix("file:") }) || run.sameAsInstalled >= wanted.count else {
            return false
        }
        let present = Set(state.entries(in: pipTarget).compactMap(\.release.source))
        let names = Set(state.entries(in: pipTarget).map { NameHash.of($0.release.name.normalized) })
        return (run.sameAsInstalled >= wanted.count || wanted.allSatisfy(present.contains)) && step.output.collected.isSubset(of: names)
    }

    /// The line that says what became of the run is missing.
    mutating func flushUnfinishedRun() {
        guard let unfinished = run.installing else { return }
        for name in unfinished.names { setHeard(name, unfinished.line, in: pipTarget) }
        gap(.cut, unfinished.line)
        run.installing = nil
    }

    /// `torchaudio 2.1.0 requires torch==2.1.0, but you have torch 2.0.1 which is incompatible.`: two packages that are there. pip says so
    /// when everything is in place; what it has just put there it names again, unless that line is lost.
    mutating func heard(_ text: some StringProtocol, _ version: some StringProtocol, _ line: Int) {
        guard let name = PackageName(text), PackageVersion.isValid(version), run.heardVersions.count < DirectSources.maximum else { return }
        // pip below 20.1 looks before it installs, at what shall be.
        guard run.collectingLine == nil else { return }
        if case .folder = pipTarget { return }
        run.heardVersions[name] = (String(version), line)
        guard !(run.installing?.names.contains(name) ?? false), !state.contains(name) else { return }
        let release = Release(name: name, version: String(version))
        state.set(EnvironmentState.Entry(release: release, evidence: evidence(line), order: step.order, isInstalled: false), in: pipTarget)
    }

    /// What was installed and nobody printed, unless a conflict named it.
    mutating func setHeard(_ name: PackageName, _ line: Int, in target: InstallTarget) {
        if let (version, place) = run.heardVersions[name] { return set(Release(name: name, version: version), place, in: target) }
        set(Release(name: name, version: nil), line, in: target, kind: EvidenceKind.none)
    }
}
