/// Finds out how a plan's pins can be installed: in one call, in two, or which of them not at all (step 3 of a plan).
///
/// The resolver is a black box that is asked again and again: with some pins only, with one of them set free. So the result does not hang on
/// how a tool words its explanations.
package struct FeasibilitySearch: Sendable {
    let question: FeasibilityQuestion
    let ask: @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    private static let muteIndex = "the package index shows no release of anything that is pinned"

    /// Conflicts that are looked into before it is given up.
    private static let rounds = 40

    package init(_ question: FeasibilityQuestion, ask: @escaping @Sendable (ResolverQuestion) async throws -> ResolverAnswer) {
        self.question = question
        self.ask = ask
    }

    package func run() async throws -> Feasibility {
        if let place = question.refusedLines.first {
            return .unproven("pip refuses the whole file for \(place), whatever is pinned")
        }
        if let failing = question.failing.first { return .unproven("the build fails at \(failing)") }
        if let reason = question.hiddenMainIndexReason { return .unproven(reason) }
        var arrangement = Arrangement(late: question.pins)
        var result = Feasibility(outcome: .satisfiable)
        result.untried = question.untried + question.hiddenIndexes
        for round in 0..<Self.rounds {
            switch try await ask(late: arrangement.late) {
            case .satisfiable(let resolution):
                if try await takeBack(from: resolution, &arrangement, &result) { continue }
                result.yanked = resolution.yanked.filter { name, _ in question.pins.contains { $0.name == name } }
                try await settle(&arrangement, &result)
                return try await lasting(finished(result, arrangement), arrangement)
            case .unsatisfiable(let explanation):
                if let layers = try await layers(of: arrangement) {
                    result.yanked = layers.yanked
                    result.explanation = explanation
                    return finished(result, arrangement, as: .layered)
                }
                if round == 0, let found = try await withoutPins() { return found }
                if let alone = question.alone(arrangement.late), let found = try await ask(alone).resolution {
                    result.yanked = found.yanked
                    result.explanation = explanation
                    return finished(result, arrangement, as: .alone)
                }
                try await resolveConflict(in: &arrangement, explanation, &result)
            }
        }
        return .unproven("more than \(Self.rounds) conflicts were found, and no end of them")
    }

    /// Without one of the duplicate's indexes no refusal means anything.
    private var hiddenIndexReason: String? {
        guard let index = question.hiddenIndexes.first else { return nil }
        return "an index of the duplicate's own cannot be asked (\(index)), and without it the resolver refuses them"
    }

    /// Which pins are installed when.
    struct Arrangement {
        var late: [FeasibilityQuestion.Pin]
        var early: [FeasibilityQuestion.Pin] = []
        /// For the sake of which pin another one went early.
        var cause: [String: String] = [:]
    }

    typealias Pin = FeasibilityQuestion.Pin

    // MARK: - Questions

    func ask(late pins: [FeasibilityQuestion.Pin]) async throws -> ResolverAnswer {
        try await ask(question.asking(pins, and: question.ownLines + question.platformLine, alone: question.aloneLines))
    }

    func isSatisfiable(_ pins: [Pin], and lines: [String] = []) async throws -> Bool {
        if pins.isEmpty, lines.isEmpty { return true }
        return try await ask(question.asking(pins, and: lines)).resolution != nil
    }

    /// What cannot be met even if nothing is pinned: then the index is of no use, or the duplicate's own lines are at fault.
    private func withoutPins() async throws -> Feasibility? {
        guard case .unsatisfiable(let explanation) = try await ask(late: []) else { return nil }
        if let reason = hiddenIndexReason { return .unproven(reason) }
        if case .unsatisfiable(let explanation) = try await ask(ResolverQuestion(question.platformLine)) {
            return .unproven("the package index cannot give what the platform itself installs: \(Self.summary(of: explanation))")
        }
        if let name = Self.lackingWheels(explanation) {
            let rest = question.without([name])
            if rest.ownLines.count < question.ownLines.count { return try await passing(over: name, rest) }
            return .unproven("\(name), which the duplicate's own lines ask for, has no wheel: only building it would tell")
        }
        return try await passingOverBlocked(explanation)
    }

    /// A line of the duplicate's own about what would have to be built: it is not asked about.
    private func passing(over name: String, _ rest: FeasibilityQuestion) async throws -> Feasibility {
        var found = try await FeasibilitySearch(rest, ask: ask).run()
        if found.outcome != .unproven { found.untried = (found.untried + [name]).sorted() }
        return found
    }

    /// Which of the duplicate's own lines cannot be met, whatever is pinned.
    package func blocked() async throws -> [Feasibility.Blocked] {
        var result: [Feasibility.Blocked] = []
        // What stands in two calls of a Dockerfile need not go together.
        for call in question.calls { result += try await OwnLineSearch(question: question.alone(call), ask: ask).run() }
        return result
    }

    /// What is installed in the end where everything is done as the plan has it; `nil`: it is refused.
    package func resolution() async throws -> Resolution? {
        let calls = LayeredCalls(question: question, ask: ask)
        if !calls.areSeveral, let whole = try await ask(question.whole).resolution { return whole }
        return try await calls.resolution()
    }

    /// Lines of the duplicate's own that cannot be met: the pins are tried without them.
    private func passingOverBlocked(_ explanation: [String]) async throws -> Feasibility {
        let blocked = try await blocked()
        if blocked.isEmpty, question.calls.count > 1 { return try await callByCall(explanation) }
        if blocked.isEmpty { return .unproven("the duplicate's own lines cannot be met: \(Self.summary(of: explanation))") }
        var found = try await FeasibilitySearch(question.without(lines: blocked.flatMap(\.lines)), ask: ask).run()
        // An index that shows nothing says nothing about those lines either.
        if found.reason?.hasPrefix(Self.muteIndex) ?? false, blocked.allSatisfy({ $0.nearest == nil }) { return found }
        found.blocked = blocked + found.blocked
        return found
    }

    /// One line of an explanation that says the most.
    package static func summary(of explanation: [String]) -> String {
        (explanation.first { $0.hasPrefix("Because") || $0.contains("cause:") } ?? explanation.first ?? "").excerpt(limit: 300)
    }

    // MARK: - A conflict

    private func resolveConflict(in arrangement: inout Arrangement, _ explanation: [String], _ result: inout Feasibility) async throws {
        let core = try await minimalConflict(in: arrangement.late, explanation)
        guard let last = core.last else { return }
        let words = try await explanationOf(core) ?? explanation
        if core.count == 1, case .unsatisfiable(let alone) = try await ask(question.asking([last], and: indexOptions)) {
            arrangement.late.removeAll { $0.name == last.name }
            switch Self.lackingWheels(alone) {
            case last.name?: result.sourceOnly.append(last.name)
            case _?: result.untried.append(last.name)
            case nil where Self.refusesMetadata(alone) && question.hasOldPip: result.untried.append(last.name)
            case nil:
                let nearest = try await nearest(to: last, beside: [], and: indexOptions)
                let cause: Feasibility.RuledOut.Cause = Self.refusesMetadata(alone) ? .metadata : .missing
                result.ruledOut.append(.init(last, cause, nearest: nearest, alone))
            }
            return
        }
        let isOwn = try await isSatisfiable(core, and: indexOptions + question.platformLine)
        if !isOwn, question.canStage, let pin = try await stageable(core, arrangement) {
            arrangement.late.removeAll { $0.name == pin.name }
            arrangement.early.append(pin)
            result.explanation += words
            return
        }
        let isFree = isOwn ? false : try await !isSatisfiable(core, and: indexOptions)
        // Between pins it is the one that asks for the other that goes: a report can name what it asked for.
        let given = isFree ? try await dependent(in: core) ?? last : last
        arrangement.late.removeAll { $0.name == given.name }
        let cause: Feasibility.RuledOut.Cause = isOwn ? .ownLine : (isFree ? .conflict : .platformLine)
        let nearest = try await nearest(
            to: given,
            beside: core.filter { $0.name != given.name },
            and: question.ownLines + question.platformLine
        )
        result.ruledOut.append(.init(given, cause, nearest: nearest, words))
    }

    /// Names in the explanation are tried first: mostly they are the culprits.
    private func minimalConflict(in pins: [FeasibilityQuestion.Pin], _ explanation: [String]) async throws -> [FeasibilityQuestion.Pin] {
        let search = ConflictSearch<Pin> { try await ask(late: $0).resolution != nil }
        let named = Self.names(in: explanation)
        let suspects = pins.filter { named.contains($0.name) }
        if !suspects.isEmpty, suspects.count < pins.count, try await ask(late: suspects).resolution == nil {
            return try await search.minimalConflict(in: suspects)
        }
        return try await search.minimalConflict(in: pins)
    }

    private func explanationOf(_ core: [FeasibilityQuestion.Pin]) async throws -> [String]? {
        if case .unsatisfiable(let explanation) = try await ask(late: core) { explanation } else { nil }
    }

    static func names(in explanation: [String]) -> Set<String> {
        var names: Set<String> = []
        for line in explanation {
            for word in line.split(whereSeparator: { !($0.isLetter || $0.isNumber || "._-".contains($0)) }) {
                if let name = PackageName(word.trimmingSuffix(".")) { names.insert(name.normalized) }
            }
        }
        return names
    }

    /// The package of which a resolver that takes wheels only says that it would have to be built, normalized.
    ///
    ///     Because whisper==1.0 has no usable wheels and you require whisper==1.0, we can conclude …
    ///
    /// With "no wheels with a matching Python ABI tag" there is no source either: that is a missing release.
    static func lackingWheels(_ explanation: [String]) -> String? {
        for line in explanation {
            for mark in [" has no usable wheels", " have no usable wheels"] {
                guard let found = line.firstRange(of: mark) else { continue }
                let word = line[..<found.lowerBound].split(separator: " ").last ?? ""
                return PackageName(word.prefix { !"=<>!~[".contains($0) })?.normalized ?? ""
            }
        }
        return nil
    }

    /// Of a release that is there, pip itself says so.
    static func refusesMetadata(_ explanation: [String]) -> Bool { explanation.contains { $0.contains("since it has invalid metadata") } }

    // MARK: - The result

    /// The highest version up to the original's that goes with the others, otherwise the lowest above it.
    func nearest(to pin: Pin, beside others: [Pin], and lines: [String]) async throws -> String? {
        guard let version = Version(pin.version)?.publicVersion else { return nil }
        var free = pin
        free.line = "\(pin.name)<=\(version)"
        if let found = try await ask(question.asking(others + [free], and: lines)).resolution?.versions[pin.name] { return found }
        free.line = "\(pin.name)>\(version)"
        let above = question.asking(others + [free], and: lines, prefersLowest: true)
        return try await ask(above).resolution?.versions[pin.name]
    }

    var indexOptions: [String] { question.ownLines.filter { $0.hasPrefix("--") } }

    private func finished(_ draft: Feasibility, _ arrangement: Arrangement, as outcome: Feasibility.Outcome? = nil) -> Feasibility {
        var result = draft
        result.early = arrangement.early.map(\.name).sorted()
        result.sourceOnly.sort()
        result.untried.sort()
        result.ruledOut.sort { $0.name < $1.name }
        let areAll = result.ruledOut.count == question.pins.count && !question.isPart
        if !result.ruledOut.isEmpty, areAll, result.ruledOut.allSatisfy({ $0.cause == .missing }) {
            let isMute = result.ruledOut.allSatisfy { $0.nearest == nil }
            let reason = isMute ? Self.muteIndex : "the package index has none of the pinned releases"
            return .unproven("\(reason): \(Self.summary(of: result.ruledOut[0].explanation))")
        }
        if let reason = hiddenIndexReason, !(result.ruledOut.isEmpty && result.early.isEmpty) { return .unproven(reason) }
        result.outcome = result.ruledOut.isEmpty ? (result.early.isEmpty ? .satisfiable : .staged) : .irreducible
        if let outcome, result.ruledOut.isEmpty { result.outcome = outcome }
        return result
    }
}

extension FeasibilityQuestion {
    /// Why no answer would prove anything; `nil`: the index that the build asks can be asked.
    package var hiddenMainIndexReason: String? {
        hiddenMainIndex.map { "the index that the build asks cannot be asked here (\($0)), and another one's answer is none about it" }
    }
}

extension Feasibility.RuledOut {
    init(_ pin: FeasibilityQuestion.Pin, _ cause: Cause, nearest: String?, _ explanation: [String]) {
        self.init(name: pin.name, version: pin.version, cause: cause, nearest: nearest, explanation: explanation)
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(_ mark: Character) -> SubSequence {
        var rest = self[...]
        while rest.last == mark { rest.removeLast() }
        return rest
    }
}
