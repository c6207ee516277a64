/// Paths as commands write them.
extension InstallerCommandLine {
    /// `path` as seen from `folder`, `.` and `..` resolved.
    static func absolute(_ path: String, in folder: String) -> String {
        let path = variablesPlain(path)
        let isRooted = path.hasPrefix("/") || path.hasPrefix("$") || path.hasPrefix("~")
        var parts: [Substring] = isRooted ? [] : folder.parts(by: UInt8(ascii: "/"))
        for part in path.parts(by: UInt8(ascii: "/")) where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let joined = parts.joined(separator: "/")
        return path.hasPrefix("$") || path.hasPrefix("~") ? joined : "/" + joined
    }

    static func baseName(_ path: String) -> String {
        path.holds(UInt8(ascii: "/")) ? path.parts(by: UInt8(ascii: "/")).last.map(String.init) ?? path : path
    }

    /// `/opt/venv` for `/opt/venv/bin/pip`; `nil` for the system's own programs.
    static func environmentFolder(ofProgram path: String) -> String? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let folder = path[..<slash]
        guard folder.hasSuffix("/bin") else { return nil }
        let root = variablesPlain(String(folder.dropLast("/bin".count)))
        let isSystem =
            root.isEmpty || root == "/usr" || root == "/usr/local" || root == "/bin" || root.holds(".pyenv") || root.hasSuffix("conda")
            || root.hasSuffix("conda3") || root.hasSuffix("/.local") || root.holds("`") || root.holds("$PYENV")
            || systemVariables.contains { root.hasPrefix($0) && !root.dropFirst($0.count).holds("/") }
        return isSystem ? nil : root
    }

    /// What stands in these is the system's or unknown: `$(which python)`, `$HOME`, `$CONDA_DIR/bin/pip`.
    private static let systemVariables = ["$(", "$HOME", "$CONDA", "$PYTHON", "$PREFIX"]

    /// `$VENV/bin` for `${VENV}/bin`.
    private static func variablesPlain(_ path: String) -> String {
        guard path.hasPrefix("${"), let close = path.firstIndex(of: "}") else { return path }
        let name = path[path.index(path.startIndex, offsetBy: 2)..<close]
        guard name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }) else { return path }
        return "$" + name + path[path.index(after: close)...]
    }
}
