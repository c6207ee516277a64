import DriftCore

/// What is installed where, while the steps of a build are replayed.
struct EnvironmentState {
    private(set) var sites: [InstallTarget: [PackageName: Entry]] = [:]
    /// Where a plain `pip` installs: a virtual environment, once a line shows that one is active.
    private(set) var plainTarget = InstallTarget.system
    var environments = VirtualEnvironments()
    var facts = BuildFacts()
    /// Where something was installed last: as good as always the next thing comes there too.
    private var latestPlace: InstallTarget?
    /// Environments that something was once installed into, whatever became of it.
    private(set) var filled: Set<InstallTarget> = []
    /// The first line that speaks of a package which no step before it installed.
    private(set) var unexplained: (log: Int, line: Int)?
    /// The log begins after the build did: what is seen of an environment is not all that it holds.
    var isHeadMissing = false
    /// Facts about Python, by the environment that they are about.
    private(set) var pythons: [InstallTarget: String] = [:]
    /// Where pip's own configuration sends what it installs: `pip config set global.target /opt/extra`.
    var configuredFolder: String?
    /// Where poetry made the project's environment, and where uv did, which says so once: `UV_PROJECT_ENVIRONMENT=/opt/venv`.
    var poetryEnvironment: InstallTarget?
    var projectEnvironment: InstallTarget?
    /// uv has named the environment that a `uv pip` works in, as it does unless that is the `.venv` beside it.
    var hasNamedUvPlace = false
    /// Runs of pip whose end is gone, of which each was held against what is there.
    var unfinishedRuns = 0
    /// How often it was held against a place where steps may be missing.
    var doubts = 0
    var silentRuns = 0
    /// A plain pip was seen working in the interpreter's own place.
    var wasSystemAtWork = false
    /// How often a whole list (`pip freeze`, `pip list`, a beacon) has settled what is there.
    var authoritativeLists = 0

    /// `target`, or what a plain one stands for.
    func resolved(_ target: InstallTarget) -> InstallTarget {
        switch target {
        case .system: plainTarget
        case .interpreter: .system
        case .virtual(let path): .virtual(environments.linked(path))
        default: target
        }
    }

    func entry(_ name: PackageName, in target: InstallTarget) -> Entry? { sites[resolved(target)]?[name] }

    func entries(in target: InstallTarget) -> [Entry] {
        (sites[resolved(target)] ?? [:]).values.sorted { $0.release.name < $1.release.name }
    }

    /// Those of which something was seen: a version, or where they come from.
    /// - Parameter place: a key of `sites`.
    func seenNames(at place: InstallTarget) -> Set<PackageName> {
        let seen = (sites[place] ?? [:]).values.lazy.filter { $0.release.version != nil || $0.evidence.kind != .none }
        return Set(seen.map(\.release.name))
    }

    /// Whether any environment holds the package.
    func contains(_ name: PackageName) -> Bool { sites.values.contains { $0[name] != nil } }

    mutating func set(_ entry: Entry, in target: InstallTarget) {
        let place = resolved(target)
        // `python -m venv /opt/venv && /opt/venv/bin/pip install -U pip` does not make it the one that a plain `pip` works in later.
        let isOfAny = if case .virtual = place { FreezeList.leavesOut(entry.release.name) } else { false }
        if place != latestPlace {
            note(place)
            latestPlace = isOfAny ? nil : place
            if !isOfAny { filled.insert(place) }
        }
        var entry = entry
        entry.isOfInterpreter = target == .interpreter
        sites[place, default: [:]][entry.release.name] = entry
        if entry.release.version != nil { isForgotten = false }
        facts.noteInstaller(entry.release)
    }

    /// Whatever environment is active later, these were not put there.
    mutating func settleInSystem(_ names: [PackageName]) {
        for name in names { sites[.system]?[name]?.isOfInterpreter = true }
    }

    /// On an image without a Python of its own it is the distribution's, which looks in folders of its own.
    var isPythonDistributions = false

    /// - Parameter place: a key of `sites`.
    mutating func loseVersion(of name: PackageName, at place: InstallTarget) { sites[place]?[name]?.loseVersion() }

    /// Wherever it is.
    mutating func loseVersion(of name: PackageName) {
        // A change of all of them would copy all of them.
        for place in sites.compactMap({ $1[name] == nil ? nil : $0 }) { loseVersion(of: name, at: place) }
    }

    /// Something was taken away, maybe, of which no line tells.
    var mayLackRemovals = false
    /// What commands name that were told to be quiet: it is there.
    private(set) var hidden: [InstallTarget: Set<PackageName>] = [:]

    mutating func noteHidden(_ name: PackageName, in target: InstallTarget) { hidden[resolved(target), default: []].insert(name) }

    /// No package of the system's or the user's has a known version: to forget them once more would take time for nothing.
    var isForgotten = false { didSet { if !isForgotten { isForgottenEverywhere = false } } }
    private var isForgottenEverywhere = false

    /// Their records may be gone, wherever they are.
    mutating func loseAllVersions() {
        guard !isForgottenEverywhere else { return }
        for (place, entries) in sites { for name in entries.keys { loseVersion(of: name, at: place) } }
        (isForgotten, isForgottenEverywhere) = (true, true)
    }

    /// Something was installed there that no line names.
    mutating func fill(_ target: InstallTarget) {
        note(target)
        filled.insert(target == .system ? target : resolved(target))
    }

    /// A package was found that no step before had installed; the first such line counts.
    mutating func noteUnexplained(log: Int, line: Int) {
        if unexplained == nil { unexplained = (log, line) }
    }

    /// What was taken away without having been seen here: it had come from another stage.
    private var removedUnseen: [PackageName: String?] = [:]

    mutating func noteRemoved(_ name: PackageName, _ version: String?) {
        if removedUnseen.count < Self.maximumRemovals { removedUnseen[name] = .some(version) }
    }

    private static let maximumRemovals = 2_000

    /// It was taken away from an environment that nothing had put it into: where the log's head is missing, what stands elsewhere in that
    /// very version may be what was there.
    mutating func doubt(_ name: PackageName, _ version: String) {
        guard isHeadMissing else { return }
        for place in sites.keys where sites[place]?[name]?.release.version == version {
            loseVersion(of: name, at: place)
        }
    }

    /// What of another stage's packages is still there.
    private func remaining(_ entries: [PackageName: Entry]) -> [PackageName: Entry] {
        guard !removedUnseen.isEmpty else { return entries }
        return entries.filter { name, entry in
            guard let removed = removedUnseen[name] else { return true }
            return removed != nil && removed != entry.release.version
        }
    }

    /// The environment is made anew, or taken away: what it held is gone.
    mutating func clear(_ target: InstallTarget) {
        sites[target] = nil
        hidden[target] = nil
    }

    mutating func remove(_ name: PackageName, from target: InstallTarget) {
        let place = resolved(target)
        sites[place]?[name] = nil
        hidden[place]?.remove(name)
    }

    /// A plain `pip` was seen working in `path`: what it installed before went there as well.
    mutating func adoptPlainTarget(_ name: String) {
        guard plainTarget == .system else { return }
        let path = environments.linked(name)
        let isNew = !environments.holds(path)
        let later = isNew ? (sites[.system] ?? [:]).values.filter { $0.isInstalled && !$0.isOfInterpreter } : systemInstalls(since: path)
        plainTarget = .virtual(path)
        note(plainTarget)
        if !later.isEmpty { filled.insert(plainTarget) }
        isForgotten = false
        for entry in later where sites[plainTarget]?[entry.release.name] == nil {
            sites[plainTarget, default: [:]][entry.release.name] = entry
        }
    }

    /// What was installed into the system's Python after the environment was made, sorted by name.
    /// - Parameter isCertain: what went there for sure; else what may have gone into the environment.
    func systemInstalls(since path: String, certainly isCertain: Bool = false) -> [Entry] {
        let order = environments.copyOrders[path]
        let before = environments.systemAtCreation[path] ?? [:]
        let later = (sites[.system] ?? [:]).values.filter { entry in
            guard entry.isInstalled, entry.isOfInterpreter == isCertain else { return false }
            return order.map { entry.order > $0 } ?? (before[entry.release.name] != entry)
        }
        return later.sorted { $0.release.name < $1.release.name }
    }

    /// Only what is in `list` is there.
    mutating func replace(_ target: InstallTarget, with entries: [Entry]) {
        let place = resolved(target)
        note(place)
        filled.insert(place)
        // pip's freeze leaves out what it belongs to itself; that it is not listed says nothing.
        isForgotten = false
        var kept = (sites[place] ?? [:]).filter { FreezeList.leavesOut($0.key) }
        for entry in entries { kept[entry.release.name] = entry }
        sites[place] = kept
        unexplained = nil
        mayLackRemovals = false
        hidden[place] = nil
        if place == .system { sites[.user] = nil }
    }

    mutating func note(_ target: InstallTarget) {
        guard case .virtual(let name) = target else { return }
        environments.note(name, over: sites[.system] ?? [:])
    }

    mutating func notePython(_ version: String, of target: InstallTarget) {
        guard PythonVersion.isValid(version) else { return }
        let place = resolved(target)
        // `3.11` says less than `3.11.15` and must not replace it.
        if let known = pythons[place], known == version || known.hasPrefix(version + ".") { return }
        pythons[place] = version
    }

    /// `COPY --from=builder source destination`: an environment of another stage comes over. What this stage did itself stays.
    /// - Returns: `false`: there are more environments than any real image has, and no further one was taken; or a package came over
    ///   another version of its own.
    mutating func copy(from source: String, to destination: String, of stage: EnvironmentState, since order: Int) -> Bool {
        var isWhole = true
        isForgotten = false
        let before = sites
        let part = CopiedPart(source)
        // Of two that bring the same package the first one counts: always the same one.
        for (target, all) in stage.sites.sorted(by: { $0.key < $1.key }) {
            let entries = part.isWhole ? all : all.filter { part.holds($0.key) }
            switch target {
            case .virtual(let path) where Self.covers(source, path):
                let moved = Self.moved(path, from: source, to: destination)
                guard environments.hasRoom(for: moved) else {
                    isWhole = false
                    continue
                }
                note(.virtual(moved))
                sites[.virtual(moved), default: [:]].merge(remaining(entries)) { $0.isOnlyFound(as: $1) ? $1 : $0 }
                pythons[.virtual(moved)] = stage.pythons[target]
                filled.insert(.virtual(moved))
                environments.noteCopy(to: moved, order)
            case .folder(let path) where Self.covers(source, path) || Self.covers(path, source):
                isWhole = adopt(entries, in: destination.contains("/.local") ? .user : .system, over: before, since: order) && isWhole
                // `PYTHONPATH` does not print.
                if !Self.isOnPath(destination) { isWhole = false }
            case .virtual(let path) where source.hasPrefix(path + "/") && source.holds("-packages"):
                isWhole = adopt(entries, in: SitePackagesPath.target(of: destination), over: before, since: order) && isWhole
            case .system where stage.holdsSystemPackages(source):
                isWhole = adopt(entries, in: .system, over: before, since: order) && isWhole
            case .user where source.contains("/.local"):
                isWhole = adopt(entries, in: .user, over: before, since: order) && isWhole
            default:
                break
            }
        }
        return isWhole
    }

    /// The environment is elsewhere from now on.
    mutating func move(_ path: String, to place: String) {
        let (old, new) = (InstallTarget.virtual(path), InstallTarget.virtual(place))
        note(new)
        if filled.remove(old) != nil { filled.insert(new) }
        (sites[new], hidden[new], pythons[new]) = (sites[old], hidden[old], pythons[old])
        clear(old)
        environments.move(path, to: place)
    }

    /// What was installed into folders of its own, and nothing else.
    var folders: EnvironmentState {
        var only = EnvironmentState()
        only.sites = sites.filter { if case .folder = $0.key { true } else { false } }
        return only
    }

    /// `/usr/local`, `/usr/local/lib/python3.11/site-packages`, `/`
    private func holdsSystemPackages(_ path: String) -> Bool {
        path == "/" || path == "/usr" || path.hasPrefix("/usr/local") && (path.count <= "/usr/local/".count || path.holds("/lib"))
            || path.holds("-packages") && SitePackagesPath.target(of: path) == .system
    }

    /// - Returns: `false`: this stage had installed a package before the copy in a version of its own: two records lie side by side, and
    ///   which of them counts no line tells.
    private mutating func adopt(
        _ copied: [PackageName: Entry],
        in target: InstallTarget,
        over before: [InstallTarget: [PackageName: Entry]],
        since order: Int
    ) -> Bool {
        let entries = remaining(copied)
        var isWhole = true
        sites[target, default: [:]].merge(entries) { own, copied in
            guard own.isInstalled else { return copied }
            let isOlder =
                before[target]?[own.release.name] != nil && own.order < order && copied.isInstalled
                && !FreezeList.leavesOut(own.release.name)
            guard isOlder, own.release.version != copied.release.version else { return own }
            isWhole = false
            var unclear = own
            unclear.loseVersion()
            return unclear
        }
        for entry in entries.values { facts.noteInstaller(entry.release) }
        return isWhole
    }
}
