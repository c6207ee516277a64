/// Which folders lie in which.
extension EnvironmentState {
    /// Where Python looks without being told to.
    static func isOnPath(_ path: String) -> Bool {
        path == "/" || path.hasPrefix("/usr") || path.holds("-packages") || path.holds("/.local") || path.holds("venv")
    }

    static func covers(_ outer: String, _ inner: String) -> Bool {
        inner == outer || inner.hasPrefix(outer.hasSuffix("/") ? outer : outer + "/")
    }

    static func moved(_ path: String, from source: String, to destination: String) -> String {
        let tail = path.dropFirst(source.count)
        let head = destination.count > 1 && destination.hasSuffix("/") ? String(destination.dropLast()) : destination
        return tail.isEmpty || tail.hasPrefix("/") ? head + tail : head + "/" + tail
    }

    var holdsFolders: Bool { sites.keys.contains { if case .folder = $0 { true } else { false } } }
}
