/// Which files of the repository an import may mean: the app's own modules, whose code is part of its start.
///
/// Python looks beside the app file, in the repository's root, where the code itself adds directories, and for a relative import in the package;
/// `pip install .` puts there what lies in `src`.
package struct LocalImports: Sendable, Hashable {
    /// Directories from the root, without a slash at the end; the root is empty.
    package let roots: [String]

    package init(appFile: String, searchPaths: [String]) {
        var roots = [Self.directory(of: appFile), ""]
        roots += searchPaths.compactMap { Self.normalized($0) }
        // A package that the repository installs of itself lies there.
        roots.append("src")
        self.roots = roots.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Paths from the root, likeliest first. Nothing outside of the repository is ever named.
    package func candidates(for item: AppSource.Import, in file: String) -> [String] {
        let dots = item.path.prefix { $0 == "." }.count
        let module = item.path.dropFirst(dots).split(separator: ".").map(String.init)
        guard module.allSatisfy(Self.isName) else { return [] }
        var bases = roots
        if dots > 0 {
            var package = Self.directory(of: file).split(separator: "/").map(String.init)
            guard package.count >= dots - 1 else { return [] }
            package.removeLast(dots - 1)
            bases = [package.joined(separator: "/")]
        }
        var result: [String] = []
        for base in bases {
            let path = ([base] + module).filter { !$0.isEmpty }.joined(separator: "/")
            if !module.isEmpty { result += [path + ".py", path + "/__init__.py"] }
            // `from package import module`
            for name in item.names.filter(Self.isName) {
                result.append(path.isEmpty ? name + ".py" : path + "/" + name + ".py")
            }
            // A package's `__init__.py` runs as well.
            for count in 1..<max(module.count, 1) {
                result.append(([base] + module.prefix(count)).filter { !$0.isEmpty }.joined(separator: "/") + "/__init__.py")
            }
        }
        return result
    }

    /// The files that a container's command names: `CMD ["python", "src/main.py"]`, `uvicorn app.main:app`, and those of the shell scripts that it
    /// names in turn, where they are at hand.
    package static func entries(in files: [String: [UInt8]]) -> [String] {
        let commands = commands(inDockerfile: files["Dockerfile"] ?? [])
        let scripts = scripts(inDockerfile: files["Dockerfile"] ?? []).compactMap { files[$0] }.flatMap { bytes in
            words(of: bytes).filter { $0.first?.hasPrefix("#") != true && $0.contains(where: programs.contains) }
        }
        return (commands + scripts).flatMap(entries(of:))
    }

    /// `start.sh` of `CMD ["bash", "./start.sh"]` and of `ENTRYPOINT /app/start.sh`: in the repository by that name, wherever it was copied to.
    package static func scripts(inDockerfile bytes: [UInt8]) -> [String] {
        commands(inDockerfile: bytes).flatMap { $0 }.filter { $0.hasSuffix(".sh") }.compactMap { word in
            normalized(word) ?? word.split(separator: "/").last.map(String.init)
        }
    }

    private static let programs: Set<String> = ["python", "python3", "uvicorn", "gunicorn", "streamlit", "hypercorn", "flask", "chainlit"]

    private static func words(of bytes: [UInt8]) -> [[String]] {
        String(decoding: bytes.prefix(1 << 20), as: UTF8.self).split(separator: "\n").map { line in
            line.split { " \t\r\"'[],".contains($0) }.map(String.init)
        }
    }

    private static func commands(inDockerfile bytes: [UInt8]) -> [[String]] {
        words(of: bytes).filter { ["CMD", "ENTRYPOINT"].contains($0.first?.uppercased()) }.map { Array($0.dropFirst()) }
    }

    private static func entries(of words: [String]) -> [String] {
        var result: [String] = []
        for (index, word) in words.enumerated() {
            if word.hasSuffix(".py"), let path = normalized(word) { result.append(path) }
            // `python -m server.main`
            let isModule = index > 0 && words[index - 1] == "-m"
            guard let end = isModule ? word.endIndex : word.firstIndex(of: ":") else { continue }
            let module = word[..<end].split(separator: ".").map(String.init)
            guard !module.isEmpty, module.allSatisfy(isName), !isModule || !programs.contains(word) else { continue }
            let path = module.joined(separator: "/")
            result += isModule ? [path + ".py", path + "/__main__.py"] : [path + ".py"]
        }
        return result
    }

    private static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// `nil`: it leads out of the repository.
    private static func normalized(_ path: String) -> String? {
        if path.hasPrefix("/") { return nil }
        let parts = path.split(separator: "/").filter { $0 != "." }
        return parts.contains("..") ? nil : parts.joined(separator: "/")
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100 && text.first?.isNumber == false
            && text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    }
}
