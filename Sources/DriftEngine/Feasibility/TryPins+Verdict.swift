package import DriftCore
internal import DriftResolver

extension TryPins {
    /// What a resolver says about a plan as it stands.
    package enum Verdict: Sendable, Hashable {
        /// `untried`: what it was not asked about.
        case chosen(Resolution, untried: [String])
        case refused(explanation: [String])
        case undecided(reason: String)
    }

    /// - Parameters:
    ///   - files: the duplicate's, as the plan leaves them.
    ///   - python: `3.13`
    /// - Throws: `ResolverError`.
    package func verdict(
        on plan: RestorePlan,
        files: [String: [UInt8]],
        python: String
    ) async throws -> (verdict: Verdict, tool: String) {
        let question = FeasibilityQuestion(plan: plan, files: files)
        return try await answering(python: python) { ask, tool in (try await Self.verdict(on: question, plan, ask), tool) }
    }

    private static func verdict(on question: FeasibilityQuestion, _ plan: RestorePlan, _ ask: @escaping Ask) async throws -> Verdict {
        let untried = question.untried + question.hiddenIndexes + (plan.feasibility?.sourceOnly ?? [])
        if let place = question.refusedLines.first { return .refused(explanation: ["pip refuses the whole file for \(place)"]) }
        if let failing = question.failing.first { return .refused(explanation: [failing]) }
        if let reason = question.hiddenMainIndexReason { return .undecided(reason: reason) }
        if question.whole.isEmpty { return .chosen(Resolution(versions: [:]), untried: untried.sorted()) }
        let search = FeasibilitySearch(question, ask: ask)
        guard case .unsatisfiable(let explanation) = try await ask(question.whole) else {
            // A later call may change what an earlier one installed.
            if let calls = try await search.outcomeOfCalls() { return .chosen(calls, untried: Set(untried).sorted()) }
            return try await chosen(question.whole, untried, ask)
        }
        if let layers = try await search.resolution() { return .chosen(layers, untried: Set(untried).sorted()) }
        let found = try await search.run()
        guard found.ruledOut.isEmpty, found.early.isEmpty, found.blocked.isEmpty else {
            let words = found.blocked.flatMap(\.explanation) + found.explanation + found.ruledOut.flatMap(\.explanation)
            return .refused(explanation: words.isEmpty ? explanation : words)
        }
        if found.outcome == .unproven { return .undecided(reason: found.reason ?? "no resolver answered") }
        // Only building them would tell about those.
        let built = Set(found.sourceOnly + found.untried)
        return try await chosen(question.without(built).whole, untried + built, ask)
    }

    private static func chosen(_ question: ResolverQuestion, _ untried: [String], _ ask: Ask) async throws -> Verdict {
        switch try await ask(question) {
        case .satisfiable(let resolution): .chosen(resolution, untried: Set(untried).sorted())
        case .unsatisfiable(let explanation): .refused(explanation: explanation)
        }
    }
}
