/// The calls of a Dockerfile, which come one after the other.
extension FeasibilitySearch {
    /// What the calls come to, one after the other, without the pins that are given up already.
    func layers(of arrangement: Arrangement) async throws -> Resolution? {
        guard question.calls.count > 1, arrangement.early.isEmpty else { return nil }
        let given = Set(question.pins.map(\.name)).subtracting(arrangement.late.map(\.name))
        return try await LayeredCalls(question: question.without(given), ask: ask).resolution()
    }

    /// Where the duplicate's own lines go together in its calls only: what each call cannot have is looked for in it alone.
    func callByCall(_ explanation: [String]) async throws -> Feasibility {
        var result = Feasibility(outcome: .layered)
        result.explanation = explanation
        for call in question.calls {
            let found = try await FeasibilitySearch(question.alone(call), ask: ask).run()
            if found.outcome == .unproven { return found }
            result.ruledOut += found.ruledOut.filter { !result.ruledOut.contains($0) }
            result.sourceOnly += found.sourceOnly
            result.untried += found.untried
            result.yanked.merge(found.yanked) { $1 }
        }
        (result.sourceOnly, result.untried) = (Set(result.sourceOnly).sorted(), Set(result.untried).sorted())
        let given = Set(result.sourceOnly + result.untried + result.ruledOut.map(\.name))
        if try await FeasibilitySearch(question.without(given), ask: ask).resolution() == nil {
            return .unproven(Self.undoneReason)
        }
        if !result.ruledOut.isEmpty { result.outcome = .irreducible }
        return result
    }

    /// What several calls come to, pinned or not; `nil`: there is one only, or one is refused.
    package func outcomeOfCalls() async throws -> Resolution? { try await LayeredCalls(question: question, ask: ask).outcome() }

    /// What goes together at once need not last: a later call that names less may install other versions of the rest.
    func lasting(_ found: Feasibility, _ arrangement: Arrangement) async throws -> Feasibility {
        guard arrangement.early.isEmpty, found.outcome != .unproven, LayeredCalls(question: question, ask: ask).areSeveral,
            try await layers(of: arrangement) == nil
        else { return found }
        if let explanation = try await refusalOfOne() { return try await callByCall(explanation) }
        return .unproven(Self.undoneReason)
    }

    /// What goes together at once need not be what one call can have: it may choose from fewer indexes, or as of an earlier day.
    private func refusalOfOne() async throws -> [String]? {
        for call in question.calls where !call.isEmpty {
            if case .unsatisfiable(let explanation) = try await ask(question.alone(call).whole) { return explanation }
        }
        return nil
    }

    private static let undoneReason = "what one call of the Dockerfile installs, a later one changes"
}
