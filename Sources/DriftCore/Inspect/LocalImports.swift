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

    /// The files that a container's command names: `CMD ["python", "src/main.py"]`, `uvicorn app.main:app`.
    package static func entries(inDockerfile bytes: [UInt8]) -> [String] {
        var result: [String] = []
        for line in String(decoding: bytes.prefix(1 << 20), as: UTF8.self).split(separator: "\n") {
            let words = line.split { " \t\r\"'[],".contains($0) }.map(String.init)
            guard let first = words.first?.uppercased(), first == "CMD" || first == "ENTRYPOINT" else { continue }
            for word in words.dropFirst() {
                if word.hasSuffix(".py"), let path = normalized(word) { result.append(path) }
                if let colon = word.firstIndex(of: ":") {
                    let module = word[..<colon].split(separator: ".").map(String.init)
                    if !module.isEmpty, module.allSatisfy(isName) { result.append(module.joined(separator: "/") + ".py") }
                }
            }
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
