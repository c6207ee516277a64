import DriftCore

/// A package index and a resolver that tries everything: small enough to be right by looking at it.
struct ToyIndex: Sendable {
    /// By name: versions, newest first, each with what it asks for.
    private var releases: [String: [(version: String, requires: [Requirement])]] = [:]
    private var sourceOnly: Set<String> = []

    /// - Parameter rows: `datasets==5.0.1: fsspec<=6, numpy`
    init(_ rows: String...) { self.init(rows: rows) }

    init(rows: [String]) {
        for row in rows {
            let parts = row.split(separator: ":", maxSplits: 1)
            let pin = parts[0].replacing(" (source)", with: "").split(separator: "==").map(String.init)
            let requires = parts.count < 2 ? [] : parts[1].split(separator: ",").compactMap { try? Requirement(parsing: $0) }
            releases[pin[0], default: []].append((pin[1], requires))
            if parts[0].hasSuffix("(source)") { sourceOnly.insert(pin[0]) }
        }
        for name in releases.keys {
            releases[name]?.sort { PackageVersion($0.version).compared(to: PackageVersion($1.version)) == .greater }
        }
    }

    func answer(_ question: ResolverQuestion) -> ResolverAnswer {
        var alone: [String: String] = [:]
        for requirement in question.alone.compactMap({ try? Requirement(parsing: $0) }) {
            let known = releases[requirement.name.normalized] ?? []
            let found = known.first { requirement.specifiers.contains(PackageVersion($0.version), allowingPrereleases: true) }
            guard let found else { return .unsatisfiable(explanation: ["Because there is no version of \(requirement) …"]) }
            alone[requirement.name.normalized] = found.version
        }
        let asked = question.lines.filter { !$0.hasPrefix("--") }.compactMap { try? Requirement(parsing: $0) }
        for requirement in asked where sourceOnly.contains(requirement.name.normalized) {
            return .unsatisfiable(explanation: ["Because \(requirement) has no usable wheels and you require it, …"])
        }
        for requirement in asked where releases[requirement.name.normalized] == nil {
            return .unsatisfiable(explanation: ["Because \(requirement.name) was not found in the package registry"])
        }
        guard var chosen = choose(asked, [:], lowest: question.prefersLowest) else {
            return .unsatisfiable(explanation: [
                "Because \(question.lines.joined(separator: " and ")), your requirements are unsatisfiable."
            ])
        }
        var parents: [String: [String]] = [:]
        for (name, version) in chosen {
            for requirement in requires(name, version) { parents[requirement.name.normalized, default: []].append(name) }
        }
        chosen.merge(alone) { $1 }
        return .satisfiable(Resolution(versions: chosen, parents: parents.mapValues { $0.sorted() }))
    }

    private func requires(_ name: String, _ version: String) -> [Requirement] {
        releases[name]?.first { $0.version == version }?.requires ?? []
    }

    private func choose(_ open: [Requirement], _ chosen: [String: String], lowest: Bool) -> [String: String]? {
        guard let first = open.first else { return chosen }
        let name = first.name.normalized
        let rest = Array(open.dropFirst())
        func fits(_ version: String) -> Bool { Version(version).map { first.specifiers.contains($0, allowingPrereleases: true) } ?? false }
        if let version = chosen[name] { return fits(version) ? choose(rest, chosen, lowest: lowest) : nil }
        let candidates = releases[name] ?? []
        for release in lowest ? candidates.reversed() : candidates where fits(release.version) {
            var next = chosen
            next[name] = release.version
            if let result = choose(rest + release.requires, next, lowest: lowest) { return result }
        }
        return nil
    }
}
