/// Which pins can be installed from a file in which everything has a hash: pip then installs nothing that has none, so that all that a pin
/// asks for has to be there too.
package struct HashedPins: Sendable {
    package struct Choice: Sendable, Hashable {
        /// Normalized, sorted.
        package var names: [String]
        /// Pins that go without, each with what it asks for and has no pin.
        package var left: [String: [String]]

        package init(names: [String], left: [String: [String]]) {
            self.names = names
            self.left = left
        }
    }

    private let pins: [FeasibilityQuestion.Pin]
    private let early: Set<String>
    /// The pins go together in a Dockerfile's calls only, one after the other.
    private let isLayered: Bool
    private let question: FeasibilityQuestion
    private let ask: @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    private static let rounds = 40

    /// - Parameter plan: as a resolver accepted it.
    package init(plan: RestorePlan, files: [String: [UInt8]], ask: @escaping @Sendable (ResolverQuestion) async throws -> ResolverAnswer) {
        let question = FeasibilityQuestion(plan: plan, files: files)
        let early = Set(plan.feasibility?.early ?? [])
        self.early = early
        isLayered = plan.feasibility?.outcome == .layered
        let sent = plan.decisions.compactMap { decision -> FeasibilityQuestion.Pin? in
            // From an index, in the very version of the original, and with a wheel: of others nobody knows what they ask for.
            guard early.contains(decision.name.normalized), let version = decision.version, let line = decision.requirement else {
                return nil
            }
            return FeasibilityQuestion.Pin(name: decision.name.normalized, version: version, line: line)
        }
        let exact = Set(
            plan.decisions.filter { $0.source == nil && $0.version != nil }.map { "\($0.name.normalized)==\($0.version ?? "")" }
        )
        pins = (question.pins + sent).filter { pin in
            let stated = (try? Requirement(parsing: pin.line))?.specifiers.exactVersion
            return stated.map { exact.contains("\(pin.name)==\($0)") } ?? false
        }
        self.question = question
        self.ask = ask
    }

    /// `nil`: none can.
    package func run() async throws -> Choice? {
        if isLayered { return try await allOfCalls() }
        var chosen = pins
        var left: [String: [String]] = [:]
        if try await resolution(of: chosen) == nil { chosen = pins.filter { early.contains($0.name) } }
        for _ in 0..<Self.rounds {
            guard !chosen.isEmpty, let found = try await resolution(of: chosen) else { return nil }
            let names = Set(chosen.map(\.name))
            let strangers = Set(found.versions.keys).subtracting(names).sorted()
            if strangers.isEmpty { return Choice(names: names.sorted(), left: left) }
            // Who asks for what has no pin cannot be in the file either.
            var asking: Set<String> = []
            for stranger in strangers {
                for name in found.parents[stranger] ?? [] where names.contains(name) {
                    asking.insert(name)
                    left[name, default: []].append(stranger)
                }
            }
            if asking.isEmpty || !asking.isDisjoint(with: early) { return nil }
            chosen.removeAll { asking.contains($0.name) }
        }
        return nil
    }

    /// A call whose file has hashes installs nothing without one, so that it is all or none: what no pin names would have none.
    private func allOfCalls() async throws -> Choice? {
        guard let found = try await LayeredCalls(question: question, ask: ask).resolution() else { return nil }
        let names = Set(pins.map(\.name))
        return Set(found.versions.keys).isSubset(of: names) ? Choice(names: names.sorted(), left: [:]) : nil
    }

    private func resolution(of pins: [FeasibilityQuestion.Pin]) async throws -> Resolution? {
        try await ask(question.asking(pins, and: question.ownLines.filter { $0.hasPrefix("--") })).resolution
    }
}
