/// Folders that distributions are installed in, as logs name them.
enum SitePackagesPath {
    /// What a folder's path tells.
    struct Place {
        var folder: String
        var target: InstallTarget
        var pythonMinor: String?

        init(_ folder: String) {
            self.folder = folder
            target = SitePackagesPath.target(of: folder)
            pythonMinor = SitePackagesPath.pythonMinor(of: folder)
        }
    }

    /// `/usr/local/lib/python3.13/site-packages` of a traceback's line.
    static func folder(in line: ByteView) -> String? {
        guard let end = line.firstIndex(of: "/site-packages") ?? line.firstIndex(of: "/dist-packages") else { return nil }
        var begin = end
        while begin > 0, line[begin - 1] > 0x20, line[begin - 1] != UInt8(ascii: "\""), line[begin - 1] != UInt8(ascii: "'") { begin -= 1 }
        let folder = line[begin..<end + 14]
        return folder.hasPrefix("/") && folder.count <= 300 ? folder.string : nil
    }

    /// `3.13` of `/usr/local/lib/python3.13/site-packages`.
    static func pythonMinor(of folder: String) -> String? {
        for part in folder.split(separator: "/") where part.hasPrefix("python") && part.count > "python3.".count {
            let version = part.dropFirst("python".count)
            if version.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }), version.contains(".") { return String(version) }
        }
        return nil
    }

    /// Where a folder belongs: the system's, the user's, or a virtual environment.
    static func target(of folder: String) -> InstallTarget {
        guard let lib = folder.split(separator: "/", omittingEmptySubsequences: false).firstIndex(where: { $0 == "lib" || $0 == "lib64" })
        else {
            return .system
        }
        let root = folder.split(separator: "/", omittingEmptySubsequences: false)[..<lib].joined(separator: "/")
        if root.hasSuffix("/.local") { return .user }
        let isSystem =
            root == "/usr" || root == "/usr/local" || root.isEmpty || root.holds("/.pyenv/") || root.hasSuffix("conda")
            || root.hasSuffix("conda3")
            || !root.hasPrefix("/")
        return isSystem ? .system : .virtual(root)
    }
}
