/// Folders that distributions are installed in, as logs name them.
enum SitePackagesPath {
    /// What a folder's path tells.
    struct Place {
        var folder: String
        var target: InstallTarget
        var python: String?

        init(_ folder: String) {
            self.folder = folder
            target = SitePackagesPath.target(of: folder)
            python = SitePackagesPath.python(of: folder)
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

    /// `  File "/usr/local/lib/python3.13/asyncio/runners.py", line 195, in run`, in rich's box `│ /usr/local/lib/python3.13/asyncio/runners.py:195 in run  │`
    static func isFrame(_ line: ByteView) -> Bool {
        let text = line.dropFirst(line.indentation)
        return text.hasPrefix("File \"") || text.hasPrefix("│ /")
    }

    /// `/usr/local/lib/python3.13` of a traceback's line.
    static func library(in line: ByteView) -> String? {
        let text = line.dropFirst(line.indentation)
        guard let path = text.afterPrefix("File \"") ?? text.afterPrefix("│ "), path.hasPrefix("/"),
            let marker = path.firstIndex(of: "/python3.")
        else { return nil }
        let end = path.firstIndex(of: UInt8(ascii: "/"), from: marker + 1) ?? path.count
        let folder = path[0..<end]
        return folder.count <= 300 && (folder.contains("/lib/") || folder.contains("/lib64/")) ? folder.string : nil
    }

    /// `3.13` of `/usr/local/lib/python3.13/site-packages`, `3.10.13` of `/home/user/.pyenv/versions/3.10.13/lib/python3.10`, and of uv's
    /// `/root/.local/share/uv/python/cpython-3.12.4-linux-x86_64-gnu/lib/python3.12`.
    static func python(of folder: String) -> String? {
        let parts = folder.split(separator: "/")
        guard let place = parts.firstIndex(where: { $0.hasPrefix("python3.") && isVersion($0.dropFirst("python".count)) }) else {
            return nil
        }
        let minor = String(parts[place].dropFirst("python".count))
        let exact = parts[..<place].compactMap { part -> String? in
            let version = (part.hasPrefix("cpython-") ? part.dropFirst("cpython-".count) : part).prefix { $0.isNumber || $0 == "." }
            return version.hasPrefix(minor + ".") && isVersion(version) ? String(version) : nil
        }
        return exact.last ?? minor
    }

    private static func isVersion(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") } && text.utf8.last?.isDigit ?? false
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
