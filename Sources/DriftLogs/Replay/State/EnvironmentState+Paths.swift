/// Which folders lie in which.
extension EnvironmentState {
    /// Something was installed into a folder of its own.
    var holdsFolders: Bool { sites.keys.contains { if case .folder = $0 { true } else { false } } }

    /// Whether `path` is a folder that something was installed into, or lies in one or around it.
    func holdsFolder(of path: String) -> Bool {
        sites.keys.contains { if case .folder(let folder) = $0 { Self.covers(path, folder) || Self.covers(folder, path) } else { false } }
    }

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
}
