/// Finds which of the duplicate's own lines no installer meets, whatever is pinned.
struct OwnLineSearch {
    let question: FeasibilityQuestion
    let ask: @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    /// Faults that are looked into.
    private static let rounds = 10

    /// - Returns: in the order of the lines; empty: they can be met, or what they are asked together with is at fault.
    func run() async throws -> [Feasibility.Blocked] {
        let options = question.ownLines.filter { $0.hasPrefix("-") }
        var lines = question.ownLines.filter { !$0.hasPrefix("-") }
        let background = options + question.platformLine
        guard try await ask(ResolverQuestion(background)).resolution != nil else { return [] }
        let search = ConflictSearch<String> { try await ask(ResolverQuestion($0 + background)).resolution != nil }
        var result: [Feasibility.Blocked] = []
        for _ in 0..<Self.rounds {
            guard case .unsatisfiable = try await ask(ResolverQuestion(lines + background)) else { break }
            let core = try await search.minimalConflict(in: lines)
            guard !core.isEmpty, case .unsatisfiable(let explanation) = try await ask(ResolverQuestion(core + background)) else { break }
            lines.removeAll { core.contains($0) }
            let nearest = core.count == 1 ? try await nearest(to: core[0], with: lines + background) : nil
            let places = core.compactMap { question.places[$0] }
            result.append(Feasibility.Blocked(lines: core, places: places, nearest: nearest, explanation: explanation))
        }
        return result
    }

    /// The highest version of the line's package up to the one that it names, otherwise the highest of all that go with the rest.
    private func nearest(to line: String, with rest: [String]) async throws -> String? {
        guard let requirement = try? Requirement(parsing: line), requirement.url == nil else { return nil }
        let name = requirement.name.normalized
        var tries = [name]
        if let exact = requirement.specifiers.exactVersion.flatMap({ Version($0) }) {
            tries.insert("\(name)<=\(exact.publicVersion)", at: 0)
        }
        for text in tries {
            if let found = try await ask(ResolverQuestion([text] + rest)).resolution?.versions[name] { return found }
        }
        return nil
    }
}
