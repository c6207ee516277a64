/// Paths as an image and a repository have them, with `/` between their parts.
enum DockerPath {
    /// Absolute, without `.`, `..` and empty parts; `..` does not lead above the root.
    static func resolve(_ path: String, in directory: String) -> String {
        var parts: [Substring] = path.hasPrefix("/") ? [] : directory.split(separator: "/")
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// `b/c` of `/a/b/c` below `/a`; `nil`: it is not below.
    static func rest(of path: String, below directory: String) -> String? {
        let prefix = directory == "/" ? "/" : directory + "/"
        return path.hasPrefix(prefix) && path.count > prefix.count ? String(path.dropFirst(prefix.count)) : nil
    }

    static func join(_ directory: String, _ rest: String) -> String {
        let start = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        return start.isEmpty ? rest : "\(start)/\(rest)"
    }
}
