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
    let now: @Sendable () -> Date
    let onLine: (@Sendable (String) -> Void)?

    /// - Parameters:
    ///   - variables: the caller's environment.
    ///   - timeLimit: for all questions together.
    ///   - uv: the program; `nil`: from `PATH`.
    ///   - onLine: told what is being asked.
    package init(
        variables: [String: String],
        timeLimit: Duration,
        uv: String? = nil,
        now: @escaping @Sendable () -> Date = { Date() },
        onLine: (@Sendable (String) -> Void)? = nil
    ) {
        self.variables = variables
        self.timeLimit = timeLimit
        self.uv = uv
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
    package func hashable(_ plan: RestorePlan, files: [String: [UInt8]]) async throws -> (names: [String]?, trouble: String?) {
        let found = Found<[String]>()
        let result = try await asking(FeasibilityQuestion(plan: plan, files: files)) { ask in
            if let names = try await HashedPins(plan: plan, files: files, ask: ask).run() { await found.set(names) }
            return .arranged(Feasibility(outcome: .satisfiable))
        }
        return (await found.value, result.trouble)
    }

    private actor Found<Value: Sendable> {
        private(set) var value: Value?
        func set(_ value: Value) { self.value = value }
    }

    private typealias Ask = @Sendable (ResolverQuestion) async throws -> ResolverAnswer

    private func asking(
        _ question: FeasibilityQuestion,
        _ work: (@escaping @Sendable (ResolverQuestion) async throws -> ResolverAnswer) async throws -> FeasibilitySearch.Outcome
    ) async throws -> Result {
        guard let python = question.python else { return unproven("nothing shows which Python the duplicate will have") }
        let environment = ToolEnvironment(variables)
        let deadline = ContinuousClock.now + timeLimit
        var tool: ResolverTool?
        do {
            let found = try await ResolverTool.find(in: environment, python: python, uv: uv)
            tool = found
            let parent = variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
            let directory = try TemporaryDirectory(in: parent, prefix: "driftd-pin")
            defer { directory.remove() }
            let cache = cache(of: found, python: python, environment)
            cache.removeStale(now: now())
            let resolution = WheelResolution(tool: found, environment: environment, directory: directory)
            let outcome = try await work { question in
                if let known = cache.answer(to: question) { return known }
                onLine?("asking \(found.description) about \(question.lines.count) requirements")
                let left = deadline - ContinuousClock.now
                if left <= .zero { throw ResolverError.timedOut(step: "the trial of the pins", seconds: Int(timeLimit.components.seconds)) }
                let answer = Self.redacted(try await resolution.answer(question, python: python, timeLimit: left))
                cache.keep(answer, to: question)
                return answer
            }
            return Result(outcome: outcome, tool: found.description)
        } catch let error as ResolverError {
            if case .interrupted = error { throw VerifyError.resolver(error) }
            var result = unproven(Self.reason(error))
            result.tool = tool?.description
            result.trouble = "\(error.message); \(error.hint)"
            return result
        }
    }

    /// What a tool says goes into a bundle that others read.
    private static func redacted(_ answer: ResolverAnswer) -> ResolverAnswer {
        guard case .unsatisfiable(let explanation) = answer else { return answer }
        return .unsatisfiable(
            explanation: explanation.map { String(decoding: SecretRedaction.redacting(Array($0.utf8)).content, as: UTF8.self) }
        )
    }

    func cache(of tool: ResolverTool, python: String, _ environment: ToolEnvironment) -> AnswerCache {
        let day = String(now().formatted(.iso8601).prefix(10))
        return AnswerCache(
            variables: variables,
            context: AnswerCache.Context(tool: tool.description, python: python, day: day, settings: environment.indexSettings)
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
