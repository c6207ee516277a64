package import DriftCore
internal import DriftResolver

/// Tries a plan's pins with a real resolver: uv, or pip where there is none.
package struct TryPins: Sendable {
    package struct Result: Sendable, Hashable {
        package var feasibility: Feasibility
        /// `uv 0.13.9`; `nil`: none was found.
        package var tool: String?
        /// Of what is unproven: what happened on this machine, with the next move.
        package var trouble: String?
    }

    let access: IndexAccess
    let timeLimit: Duration
    let asOf: String?

    /// - Parameters:
    ///   - timeLimit: for all questions together.
    ///   - asOf: as if it were this day: `2026-03-01`.
    package init(_ access: IndexAccess, timeLimit: Duration, asOf: String? = nil) {
        self.access = access
        self.timeLimit = timeLimit
        self.asOf = asOf
    }

    /// Searches for an arrangement of the pins. Whatever keeps a resolver from answering is a result (`unproven`); only Ctrl-C is an error.
    package func arrange(_ question: FeasibilityQuestion) async throws -> Result {
        if question.pins.isEmpty { return Result(feasibility: .unproven("there is nothing that a resolver could be asked about")) }
        let asked = try await asking(question) { try await FeasibilitySearch(question, ask: $0).run() }
        switch asked {
        case .answered(let feasibility, let tool): return Result(feasibility: feasibility, tool: tool)
        case .unanswered(let reason, let trouble): return Result(feasibility: .unproven(reason), trouble: trouble)
        }
    }

    /// Which of the duplicate's own lines are at fault where the plan as it will be shipped is refused; empty: none, or nobody answered.
    package func blocked(in question: FeasibilityQuestion) async throws -> [Feasibility.Blocked] {
        try await asking(question) { try await FeasibilitySearch(question, ask: $0).blocked() }.value ?? []
    }

    /// What a resolver chooses for the plan as it will be shipped; `nil`: it refuses, or cannot be asked.
    package func resolution(of question: FeasibilityQuestion) async throws -> Resolution? {
        try await asking(question) { try await FeasibilitySearch(question, ask: $0).resolution() }.value ?? nil
    }

    /// Which of the plan's pins can stand in a file where everything has a hash; `nil`: none, or nobody answered, which `trouble` tells.
    package func hashable(_ plan: RestorePlan, files: [String: [UInt8]]) async throws -> (choice: HashedPins.Choice?, trouble: String?) {
        let asked = try await asking(FeasibilityQuestion(plan: plan, files: files)) {
            try await HashedPins(plan: plan, files: files, ask: $0).run()
        }
        switch asked {
        case .answered(let choice, _): return (choice, nil)
        case .unanswered(_, let trouble): return (nil, trouble)
        }
    }

    typealias Ask = @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    /// What came of questions to a resolver.
    private enum Asked<Value> {
        case answered(Value, tool: String)
        /// `reason` for the bundle; `trouble`: what happened on this machine, with the next move.
        case unanswered(reason: String, trouble: String)

        var value: Value? { if case .answered(let value, _) = self { value } else { nil } }
    }

    private func asking<Value>(_ question: FeasibilityQuestion, _ work: (@escaping Ask) async throws -> Value) async throws -> Asked<Value>
    {
        guard let python = question.python else {
            let reason = "nothing shows which Python the duplicate will have"
            return .unanswered(reason: reason, trouble: "\(reason); name the original's: --python 3.13")
        }
        do {
            return try await answering(python: python) { ask, tool in .answered(try await work(ask), tool: tool) }
        } catch let error as ResolverError {
            if case .interrupted = error { throw VerifyError.resolver(error) }
            return .unanswered(reason: Self.reason(error), trouble: "\(error.message); \(Self.hint(error))")
        }
    }

    /// - Parameters:
    ///   - python: `3.13`
    ///   - work: given what answers questions, and its name: `uv 0.13.9`.
    /// - Throws: `ResolverError`.
    func answering<Value>(python: String, _ work: (@escaping Ask, String) async throws -> Value) async throws -> Value {
        let environment = access.environment
        let deadline = ContinuousClock.now + timeLimit
        let tool = try await ResolverTool.find(in: environment, python: python, uv: access.uv)
        let directory = try TemporaryDirectory(for: environment, prefix: "driftd-pin")
        defer { directory.remove() }
        let cache = access.cache(of: tool.description, python: python, asOf: asOf)
        let resolution = WheelResolution(tool: tool, environment: environment, directory: directory)
        let ask: Ask = { question in
            if let known = cache.answer(to: question) { return known }
            access.onLine?("asking \(tool.description) about \(question.lines.count + question.alone.count) requirements")
            let left = deadline - ContinuousClock.now
            if left <= .zero { throw ResolverError.timedOut(step: "the trial of the pins", seconds: Int(timeLimit.components.seconds)) }
            let answer: ResolverAnswer
            do {
                answer = Self.redacted(try await resolution.answer(question, python: python, asOf: asOf, timeLimit: left))
            } catch ResolverError.timedOut(let step, _) {
                // What was left for this question is not what was given for all of them.
                throw ResolverError.timedOut(step: step, seconds: Int(timeLimit.components.seconds))
            }
            cache.keep(answer, to: question)
            return answer
        }
        return try await work(ask, tool.description)
    }

    /// What a tool says goes into a bundle that others read.
    private static func redacted(_ answer: ResolverAnswer) -> ResolverAnswer {
        guard case .unsatisfiable(let explanation) = answer else { return answer }
        return .unsatisfiable(explanation: explanation.map { SecretRedaction.redacting($0) })
    }

    /// The next move, by the options of the commands that only ask.
    static func hint(_ error: ResolverError) -> String {
        switch error {
        case .crashed: "ask it by hand to see all that it prints (`uv pip compile requirements.txt`), or update it; --offline asks nobody"
        case .unreadableOutput: "update uv (`pip install -U uv`); --offline asks nobody"
        case .noInterpreter, .unusableInterpreter: "install uv (`pip install uv`), which needs no Python of its own"
        default: error.hint
        }
    }

    /// For the bundle: without what only this machine knows (addresses, paths, seconds).
    static func reason(_ error: ResolverError) -> String {
        switch error {
        case .programMissing, .notStartable, .noInterpreter, .unusableInterpreter, .noDatedPip:
            "neither uv nor a Python with pip was at hand"
        case .timedOut: "the package index did not answer in time"
        case .noNetwork: "the package index did not answer as one does"
        case .crashed, .unreadableOutput: "the resolver broke off"
        case .diskFull, .noTemporaryDirectory: "there was no room for temporary files"
        case .interrupted: "it was interrupted"
        }
    }
}
