package import DriftCore
internal import DriftResolver
package import Foundation

/// Tries a plan's pins with a real resolver: uv, or pip where there is none.
package struct TryPins: Sendable {
    package struct Result: Sendable, Hashable {
        package var outcome: FeasibilitySearch.Outcome
        /// `uv 0.13.9`; `nil`: none was found.
        package var tool: String?
        /// Of what is unproven: what happened on this machine, with the next move.
        package var trouble: String?
    }

    let variables: [String: String]
    let timeLimit: Duration
    let uv: String?
    let asOf: String?
    let now: @Sendable () -> Date
    let onLine: (@Sendable (String) -> Void)?

    /// - Parameters:
    ///   - variables: the caller's environment.
    ///   - timeLimit: for all questions together.
    ///   - uv: the program; `nil`: from `PATH`.
    ///   - asOf: as if it were this day: `2026-03-01`.
    ///   - onLine: told what is being asked.
    package init(
        variables: [String: String],
        timeLimit: Duration,
        uv: String? = nil,
        asOf: String? = nil,
        now: @escaping @Sendable () -> Date = { Date() },
        onLine: (@Sendable (String) -> Void)? = nil
    ) {
        self.variables = variables
        self.timeLimit = timeLimit
        self.uv = uv
        self.asOf = asOf
        self.now = now
        self.onLine = onLine
    }

    /// Searches for an arrangement of the pins. Whatever keeps a resolver from answering is a result (`unproven`); only Ctrl-C is an error.
    package func arrange(_ question: FeasibilityQuestion) async throws -> Result {
        if question.pins.isEmpty { return unproven("there is nothing that a resolver could be asked about") }
        return try await asking(question) { ask in try await FeasibilitySearch(question, ask: ask).run() }
    }

    /// What a resolver chooses for the plan as it will be shipped; `nil`: it refuses, or cannot be asked.
    package func resolution(of question: FeasibilityQuestion) async throws -> Resolution? {
        let found = Found<Resolution>()
        _ = try await asking(question) { ask in
            if case .satisfiable(let resolution) = try await ask(question.whole) { await found.set(resolution) }
            return .arranged(Feasibility(outcome: .satisfiable))
        }
        return await found.value
    }

    /// Which of the plan's pins can stand in a file where everything has a hash; `nil`: none, or nobody answered, which `trouble` tells.
    package func hashable(_ plan: RestorePlan, files: [String: [UInt8]]) async throws -> (choice: HashedPins.Choice?, trouble: String?) {
        let found = Found<HashedPins.Choice>()
        let result = try await asking(FeasibilityQuestion(plan: plan, files: files)) { ask in
            if let choice = try await HashedPins(plan: plan, files: files, ask: ask).run() { await found.set(choice) }
            return .arranged(Feasibility(outcome: .satisfiable))
        }
        return (await found.value, result.trouble)
    }

    private actor Found<Value: Sendable> {
        private(set) var value: Value?
        func set(_ value: Value) { self.value = value }
    }

    typealias Ask = @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    private func asking(
        _ question: FeasibilityQuestion,
        _ work: (@escaping Ask) async throws -> FeasibilitySearch.Outcome
    ) async throws -> Result {
        guard let python = question.python else {
            let reason = "nothing shows which Python the duplicate will have"
            var result = unproven(reason)
            result.trouble = "\(reason); name the original's: --python 3.13"
            return result
        }
        var tool: String?
        do {
            let outcome = try await answering(python: python) { ask, name in
                tool = name
                return try await work(ask)
            }
            return Result(outcome: outcome, tool: tool)
        } catch let error as ResolverError {
            if case .interrupted = error { throw VerifyError.resolver(error) }
            var result = unproven(Self.reason(error))
            result.tool = tool
            result.trouble = "\(error.message); \(error.hint)"
            return result
        }
    }

    /// - Parameters:
    ///   - python: `3.13`
    ///   - work: given what answers questions, and its name: `uv 0.13.9`.
    /// - Throws: `ResolverError`.
    func answering<Value>(python: String, _ work: (@escaping Ask, String) async throws -> Value) async throws -> Value {
        let environment = ToolEnvironment(variables)
        let deadline = ContinuousClock.now + timeLimit
        let tool = try await ResolverTool.find(in: environment, python: python, uv: uv)
        let parent = variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let directory = try TemporaryDirectory(in: parent, prefix: "driftd-pin")
        defer { directory.remove() }
        let cache = cache(of: tool, python: python, environment)
        cache.removeStale(now: now())
        let resolution = WheelResolution(tool: tool, environment: environment, directory: directory)
        let ask: Ask = { question in
            if let known = cache.answer(to: question) { return known }
            onLine?("asking \(tool.description) about \(question.lines.count + question.alone.count) requirements")
            let left = deadline - ContinuousClock.now
            if left <= .zero { throw ResolverError.timedOut(step: "the trial of the pins", seconds: Int(timeLimit.components.seconds)) }
            let answer = Self.redacted(try await resolution.answer(question, python: python, asOf: asOf, timeLimit: left))
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

    func cache(of tool: ResolverTool, python: String, _ environment: ToolEnvironment) -> AnswerCache {
        let day = String(now().formatted(.iso8601).prefix(10))
        return AnswerCache(
            variables: variables,
            context: AnswerCache.Context(tool: tool.description, python: python, day: day, asOf: asOf, settings: environment.indexSettings)
        )
    }

    private func unproven(_ reason: String) -> Result { Result(outcome: .arranged(.unproven(reason))) }

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
