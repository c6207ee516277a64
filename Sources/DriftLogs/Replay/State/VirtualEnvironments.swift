import DriftCore

/// The virtual environments of one stage, by their paths: which there are, and how they came there.
struct VirtualEnvironments {
    /// More than any real image has.
    private static let maximumCount = 32

    /// In the order in which they were made or first written to.
    private(set) var paths: [String] = []
    private var known: Set<String> = []
    /// What the system's Python held when an environment was made; what came there later may as well have gone into the environment.
    private(set) var systemAtCreation: [String: [PackageName: EnvironmentState.Entry]] = [:]
    /// Those that a plain `pip` did not work in: it saw or warned of the system's place after they had been made.
    var passedBy: Set<String> = []
    /// Those that a later stage copied whole: the final image's.
    private(set) var copied: [String] = []
    /// When the `COPY` steps came that brought them, among the printed lines.
    private(set) var copyOrders: [String: Int] = [:]
    /// Where they were moved.
    private var moves: Set<String> = []
    /// `ln -s /opt/venv /app/.venv`: other names of theirs.
    private var links: [String: String] = [:]

    /// uv made them in folders that the image does not work in: `WORKDIR /app`, `cd tools && uv sync`.
    private(set) var aside: Set<String> = []

    mutating func noteAside(_ path: String) { aside.insert(path) }

    /// `WORKDIR /app/tools`: the image works there after all.
    mutating func work(in folder: String) {
        aside = aside.filter { path in !(folder + "/").hasPrefix(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) }
    }

    /// The path that a name stands for.
    func linked(_ name: String) -> String { links.isEmpty ? name : links[name] ?? name }

    /// Whether one is known by that name.
    func holds(_ name: String) -> Bool { known.contains(linked(name)) }

    /// Where stages cannot be told apart, each copy of everything would double what there is.
    func hasRoom(for path: String) -> Bool { known.count < Self.maximumCount || known.contains(path) }

    /// - Parameter system: what the system's Python holds.
    mutating func note(_ name: String, over system: [PackageName: EnvironmentState.Entry]) {
        let path = linked(name)
        guard known.insert(path).inserted else { return }
        paths.append(path)
        if paths.count <= Self.maximumCount { systemAtCreation[path] = system }
    }

    mutating func noteCopy(to path: String, _ order: Int) {
        copyOrders[path] = order
        if !copied.contains(path) { copied.append(path) }
    }

    /// It is elsewhere from now on: at a place that is noted already.
    mutating func move(_ path: String, to place: String) {
        if let before = systemAtCreation.removeValue(forKey: path) { systemAtCreation[place] = before }
        if let order = copyOrders.removeValue(forKey: path) { copyOrders[place] = order }
        paths.removeAll { $0 == path }
        known.remove(path)
        links = links.filter { $0.value != path }
        moves.insert(place)
    }

    /// Whether it came there from another place, or is another name of one.
    func isMoved(_ name: String) -> Bool { moves.contains(linked(name)) || linked(name) != name }

    mutating func link(_ name: String, to path: String) {
        if name != path, links.count < Self.maximumCount { links[name] = linked(path) }
    }

    /// `rm -rf /app/.venv` of a link takes away the name alone.
    mutating func unlink(_ name: String) { links[name] = nil }
}
