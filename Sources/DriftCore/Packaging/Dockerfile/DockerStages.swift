/// Where a Dockerfile's stages put the repository's files.
struct DockerStages: Hashable {
    private struct Stage: Hashable {
        var directory = "/"
        /// Sources in the repository, and the destination in the image.
        var copies: [Copy] = []
    }

    private struct Copy: Hashable {
        var sources: [String]
        /// Absolute.
        var destination: String
        /// `COPY a b /code/`: into the directory, under its own name.
        var isDirectory: Bool
    }

    /// As long as Linux lets paths be, and deeper and more than any repository needs: a stranger's Dockerfile may name anything.
    private static let maximumPathBytes = 4_096
    private static let maximumDepth = 32
    private static let maximumCopies = 200

    private var current = Stage()
    private var named: [String: Stage] = [:]
    private var name: String?

    var directory: String { current.directory }

    /// `FROM base AS build`: a stage that begins with another one has what that one has.
    mutating func begin(_ words: [String]) {
        let plain = words.filter { !$0.hasPrefix("--") }
        if let name { named[name] = current }
        current = plain.first.flatMap { named[$0.lowercased()] } ?? Stage()
        name = plain.count == 3 && plain[1].lowercased() == "as" ? plain[2].lowercased() : nil
    }

    mutating func enter(_ path: String) { current.directory = DockerPath.resolve(path, in: current.directory) }

    mutating func copy(_ words: [String]) {
        guard let last = words.last, (2...Self.maximumCopies).contains(words.count), current.copies.count < Self.maximumCopies else {
            return
        }
        let isDirectory = last.hasSuffix("/") || last == "." || words.count > 2
        let sources = words.dropLast().map { DockerPath.resolve($0, in: "/").dropFirst() }.map(String.init)
        current.copies.append(
            Copy(sources: sources, destination: DockerPath.resolve(last, in: current.directory), isDirectory: isDirectory)
        )
    }

    /// Paths of the repository that may be what the image has at `path`, likeliest first.
    func sources(of path: String, in directory: String, mounts: [(source: String, target: String)]) -> [String] {
        guard path.utf8.count <= Self.maximumPathBytes else { return [] }
        let absolute = DockerPath.resolve(path, in: directory)
        var result: [String] = []
        for mount in mounts.reversed() {
            let target = DockerPath.resolve(mount.target, in: directory)
            let source = String(DockerPath.resolve(mount.source, in: "/").dropFirst())
            if absolute == target { result.append(source) }
            if let rest = DockerPath.rest(of: absolute, below: target) { result.append(DockerPath.join(source, rest)) }
        }
        for copy in current.copies.reversed() { result += Self.sources(of: absolute, copy) }
        // Whatever put it there, `COPY . /code` and the like keep the ends of paths.
        var parts = absolute.split(separator: "/").suffix(Self.maximumDepth)
        while !parts.isEmpty {
            result.append(parts.joined(separator: "/"))
            parts = parts.dropFirst()
        }
        var known: Set<String> = []
        return result.filter { !$0.isEmpty && known.insert($0).inserted }
    }

    private static func sources(of path: String, _ copy: Copy) -> [String] {
        var result: [String] = []
        for source in copy.sources {
            let name = DockerPath.name(of: source)
            if !copy.isDirectory, path == copy.destination { result.append(source) }
            guard let rest = DockerPath.rest(of: path, below: copy.destination) else { continue }
            if !rest.contains("/"), matches(rest, name) { result.append(DockerPath.join(String(source.dropLast(name.count)), rest)) }
            if !name.contains("*") { result.append(DockerPath.join(source, rest)) }
        }
        return result
    }

    /// `requirements*.txt`, with one star at most.
    private static func matches(_ name: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return name == pattern }
        return name.hasPrefix(parts[0]) && name.hasSuffix(parts[1]) && name.utf8.count >= pattern.utf8.count - 1
    }
}
