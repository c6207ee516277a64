internal import DriftCore
internal import DriftResolver

/// The questions about one capture, step by step, as pip would install them one after the other.
struct DatedAsker {
    private let resolution: DatedResolution
    private let cache: AnswerCache
    private let deadline: ContinuousClock.Instant
    private let timeLimit: Duration
    private let onLine: (@Sendable (String) -> Void)?
    /// What came of the last question, and the list of its packages where there is one.
    private(set) var answer = (InferenceRecord(status: .failed, explanation: []), [UInt8]?.none)

    /// Questions that may be spent on one step's packages without a wheel, or that are gone.
    private static let rounds = 12

    init(resolution: DatedResolution, cache: AnswerCache, timeLimit: Duration, onLine: (@Sendable (String) -> Void)?) {
        self.resolution = resolution
        self.cache = cache
        self.timeLimit = timeLimit
        deadline = ContinuousClock.now + timeLimit
        self.onLine = onLine
    }

    /// - Returns: when each was uploaded, to the second after; what the index does not date is missing.
    func uploads(of releases: [String], python: String) async throws(ResolverError) -> [String: String] {
        let question = UploadQuestion(releases: releases, python: python)
        let found: [String: String]
        if let known = cache.answer([String: String].self, to: question) {
            found = known
        } else {
            onLine?("asking uv when \(releases.joined(separator: " and ")) came out")
            found = try await resolution.uploads(of: releases, python: python, timeLimit: try left())
            // None may be the index's silence.
            if !found.isEmpty { cache.keep(found, toQuestion: question) }
        }
        // The index leaves out what is not older than the time asked about.
        return found.compactMapValues { BuildTime.Facts.second($0, roundingUp: true) }
    }

    private struct UploadQuestion: Encodable {
        var releases: [String]
        var python: String
    }

    /// Leaves its result in `answer`.
    ///
    /// - Parameter latest: no build was later than that.
    /// - Returns: the time that should be asked about instead, where the question's own is only a lower bound and proves too early.
    mutating func ask(_ question: InferenceQuestion, tool: String, notAfter latest: String) async throws(ResolverError) -> String? {
        var record = InferenceRecord(question, status: .resolved, tool: tool)
        var installed = Dictionary(question.preferences.compactMap(Self.pair), uniquingKeysWith: { $1 })
        var answers: [(kind: BuildStep.Kind, answer: String)] = []
        for step in question.steps where !step.lines.isEmpty {
            switch try await ask(step, question, installed, &record) {
            case .resolved(let lines):
                answers.append((step.kind, lines.joined(separator: "\n")))
                for (name, version) in lines.compactMap(Self.pair) { installed[name] = version }
            case .later(let time, let explanation):
                if question.time.isLowerBound, time > question.time.time, time <= latest { return time }
                return refuse(record, explanation)
            case .refused(let explanation): return refuse(record, explanation)
            }
        }
        record.sourceOnly.sort()
        record.unavailable.sort()
        answer = (record, InferredList.render(answers))
        return nil
    }

    private mutating func refuse(_ record: InferenceRecord, _ explanation: [String]) -> String? {
        var record = record
        record.status = .refused
        record.explanation = explanation
        answer = (record, nil)
        return nil
    }

    private enum StepAnswer {
        case resolved([String])
        case refused([String])
        case later(String, [String])
    }

    private func ask(
        _ step: InferenceStep,
        _ question: InferenceQuestion,
        _ installed: [String: String],
        _ record: inout InferenceRecord
    ) async throws(ResolverError) -> StepAnswer {
        var lines = step.lines
        let named = step.upgrades == true ? Set(step.names) : []
        for _ in 0..<Self.rounds {
            let dated = DatedResolution.Question(
                lines: lines,
                preferences: installed.filter { !named.contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key)==\($0.value)" },
                python: question.python.version,
                asOf: question.time.time,
                sourceOnly: record.sourceOnly
            )
            switch try await outcome(of: dated, tool: record.tool ?? "uv") {
            case .resolved(let found, _): return .resolved(found)
            case .refused(_, .sourceOnly(let name)): record.sourceOnly.append(name)
            case .refused(let explanation, .later(_, let publishedAt)):
                return .later(BuildTime.Facts.second(publishedAt, roundingUp: true) ?? question.time.time, explanation)
            case .refused(let explanation, .undated(let name)) where step.kind != .requirements:
                return .refused(["the package index does not say when the files of \(name) were uploaded"] + explanation)
            case .refused(let explanation, .undated(let name)), .refused(let explanation, .unavailable(let name)):
                // Only what was asked for by name can be left out; what something else needs cannot.
                let rest = lines.filter { (try? Requirement(parsing: $0))?.name.normalized != name }
                let isPlatforms = !step.names.contains(name) || record.sdk?.name == name
                if isPlatforms || rest.count == lines.count { return .refused(explanation) }
                record.unavailable.append(name)
                lines = rest
            case .refused(let explanation, .none): return .refused(explanation)
            }
        }
        return .refused(["too many of its packages have no wheel, or are gone"])
    }

    /// Asked once a day: the same Space is looked at again and again, and much of what its neighbours ask for is alike.
    private func outcome(of question: DatedResolution.Question, tool: String) async throws(ResolverError) -> DatedResolution.Outcome {
        if let known = cache.answer(DatedResolution.Outcome.self, to: question) { return known }
        onLine?("asking \(tool) about \(question.lines.count) requirements as of \(question.asOf)")
        var outcome = try await resolution.answer(question, timeLimit: try left())
        if case .refused(let explanation, let trouble) = outcome {
            // What a tool says may name an address with its password.
            outcome = .refused(explanation: explanation.map(SecretRedaction.redacting), trouble)
        }
        cache.keep(outcome, toQuestion: question)
        return outcome
    }

    private func left() throws(ResolverError) -> Duration {
        let left = deadline - ContinuousClock.now
        if left <= .zero { throw .timedOut(step: "the inference", seconds: Int(timeLimit.components.seconds)) }
        return left
    }

    /// `numpy==1.26.4`
    private static func pair(_ line: String) -> (String, String)? {
        guard let requirement = try? Requirement(parsing: line), let version = requirement.specifiers.exactVersion else { return nil }
        return (requirement.name.normalized, version)
    }
}
