/// The files that requirements files name in turn: `-r base.txt`, `-c limits.txt`. Relative paths count from the file that names them.
package enum RequirementsReferences {
    /// Far more than a repository has.
    private static let limit = 64

    /// - Returns: paths in the repository; addresses on the web, and what leads out of it, are left out.
    package static func paths(in bytes: [UInt8], of path: String) -> (requirements: [String], constraints: [String]) {
        var (requirements, constraints): ([String], [String]) = ([], [])
        for line in RequirementsFile.parse(bytes).lines {
            for option in line.options {
                guard let value = option.value, let target = resolve(value, from: path) else { continue }
                if option.name == "--requirement" { requirements.append(target) }
                if option.name == "--constraint" { constraints.append(target) }
            }
        }
        return (requirements, constraints)
    }

    /// `paths` and what they name in turn, each once, as far as `files` has them.
    static func closure(of paths: [String], in files: [String: [UInt8]]) -> (requirements: [String], constraints: [String]) {
        var requirements: [String] = []
        var constraints: [String] = []
        var waiting = paths[...]
        while let path = waiting.popFirst(), requirements.count < limit {
            guard let bytes = files[path], !requirements.contains(path) else { continue }
            requirements.append(path)
            let found = Self.paths(in: bytes, of: path)
            waiting += found.requirements
            for path in found.constraints where files[path] != nil && !constraints.contains(path) { constraints.append(path) }
        }
        return (requirements, constraints)
    }

    /// `paths` and the requirements files that they name in turn, whatever a path's content comes from.
    static func reading(_ paths: [String], _ content: (String) -> [UInt8]?) -> [String] {
        var result: [String] = []
        var waiting = paths[...]
        while let path = waiting.popFirst(), result.count < limit {
            guard !result.contains(path), let bytes = content(path) else { continue }
            result.append(path)
            waiting += Self.paths(in: bytes, of: path).requirements
        }
        return result
    }

    /// `deps/base.txt` for `./base.txt` in `deps/all.txt`; `nil`: elsewhere.
    package static func resolve(_ target: String, from path: String) -> String? {
        guard !target.contains("://"), !target.hasPrefix("/"), !target.contains("$") else { return nil }
        var parts = path.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    /// What a requirements file takes from outside of its repository, on the machine that reads it: absolute paths, those that lead out,
    /// `file:` addresses.
    package static func foreign(in bytes: [UInt8], of path: String) -> [(line: Int, target: String)] {
        RequirementsFile.parse(bytes).lines.flatMap { line -> [(line: Int, target: String)] in
            var targets: [String] = []
            switch line.kind {
            case .requirement(let requirement): targets = requirement.url.map { [$0] } ?? []
            case .editable(let target), .directReference(let target): targets = [target]
            case .option: targets = line.options.filter { places.contains($0.name) }.compactMap(\.value)
            case .comment, .blank, .unparsable: break
            }
            return targets.filter { isForeign($0, from: path) }.map { (line.number, $0) }
        }
    }

    /// Options whose value may be a path.
    private static let places: Set<String> = ["--requirement", "--constraint", "--find-links", "--index-url", "--extra-index-url"]

    private static func isForeign(_ target: String, from path: String) -> Bool {
        // `file:/etc` is as good as `file:///etc`, and so is `git+file:`.
        let scheme = target.prefix { $0 != ":" && $0 != "/" }.lowercased()
        if scheme == "file" || scheme.hasSuffix("+file"), target.contains(":") { return true }
        if target.contains("://") { return false }
        if target.hasPrefix("/") || target.hasPrefix("~") { return true }
        var depth = path.split(separator: "/").count - 1
        for part in target.split(separator: "/") where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 { return true }
        }
        return false
    }
}
