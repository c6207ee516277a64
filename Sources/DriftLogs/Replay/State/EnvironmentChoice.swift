import DriftCore

/// Which of the environments that a build filled is the one the app runs in.
struct EnvironmentChoice {
    /// Lower layers first: the system's packages, the user's over them; or a virtual environment alone.
    private(set) var layers: [InstallTarget]
    private(set) var target: InstallTarget
    /// Another environment with packages of its own.
    private(set) var passedOver: String?
    /// One of them that may be the app's just as well.
    private(set) var rival: String?

    init(_ state: EnvironmentState) {
        let filled = state.environments.paths.filter { state.filled.contains(.virtual($0)) && !Self.isToolEnvironment($0) }
        let copied = state.environments.copied.filter(filled.contains)
        let system = [InstallTarget.system, .user].reduce(0) { $0 + (state.sites[$1]?.values.count { $0.isInstalled } ?? 0) }
        let named = filled.filter(Self.hasEnvironmentName)
        let largest = (named.isEmpty ? filled : named).max { Self.size($0, state) < Self.size($1, state) }
        let isActive = largest.map { state.plainTarget == .virtual($0) || Self.hasEnvironmentName($0) } ?? false
        // An environment off the beaten paths is a tool's if the system itself has more, as it may where only a log's end is seen.
        let isLarger = state.isHeadMissing ? system == 0 : system < largest.map { Self.size($0, state) } ?? 0
        guard let chosen = copied.last ?? (isActive || isLarger ? largest : nil) else {
            layers = [.system, .user]
            target = .system
            passedOver = largest
            // Of a size with what the system has, it may be the app's, unless a plain pip worked in the system's place since.
            rival = largest.flatMap { path in
                // hatch names none of its own.
                guard !path.hasSuffix("/.hatch") else { return nil }
                let size = Self.size(path, state)
                let isRival = state.environments.passedBy.contains(path) ? size > system : size * 2 >= system
                return isRival && system > 0 ? path : nil
            }
            return
        }
        layers = [.virtual(chosen)]
        target = .virtual(chosen)
        let others = filled.filter { $0 != chosen && !copied.contains($0) && Self.size($0, state) > 0 }
        // Where no name tells and only their sizes speak for one, it may be any of them.
        rival = copied.isEmpty ? others.first { Self.isForApps($0) || !isActive } : nil
        passedOver = others.first ?? (system > Self.size(chosen, state) ? "the system's" : nil)
    }

    var name: String {
        if case .virtual(let path) = target { return Printable.text(path) }
        return "the system's"
    }

    private static func size(_ path: String, _ state: EnvironmentState) -> Int { state.sites[.virtual(path)]?.count ?? 0 }

    static func isForApps(_ path: String) -> Bool { hasEnvironmentName(path) && !isToolEnvironment(path) }

    /// `/app/.venv`, `/opt/venv`, `/root/.cache/pypoetry/virtualenvs/app-py3.11`
    private static func hasEnvironmentName(_ path: String) -> Bool {
        var name = path.split(separator: "/").last ?? ""
        // `$VIRTUAL_ENV`
        if name.hasPrefix("$") { name = Substring(name.lowercased()) }
        return name.holds("venv") || name.holds("virtual_env") || name == "env" || name == ".env" || name.holds("-py3")
            || path.holds("/virtualenvs/")
    }

    /// pipx, uv's tools and the poetry installer keep environments of their own that no app runs in.
    private static func isToolEnvironment(_ path: String) -> Bool {
        ["/pipx/", "/uv/tools/", "/opt/poetry", "/poetry-venv", "/tmp/", "POETRY_HOME", "PIPX_HOME", "POETRY_VENV"].contains {
            path.holds($0)
        }
    }
}
