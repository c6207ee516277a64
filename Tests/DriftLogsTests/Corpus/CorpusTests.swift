import DriftCore
import DriftTesting
import Testing

@testable import DriftLogs

/// The recorded installs, read in every way that a log reaches us: exact, honest, and complete where nothing was lost.
@Suite struct CorpusTests {
    /// Cases of which some view is not read right yet, with what is amiss. Whoever mends one strikes it out: the test says so.
    static let known: [String: String] = [:]

    @Test("there is a corpus")
    func isThere() { #expect(CorpusCase.all.count >= 18) }

    /// All of them in the long tests, as in `make score`; else every third, beginning with another from case to case.
    private static func views(for corpusCase: CorpusCase) -> [CorpusView] {
        let all = CorpusView.lossless + CorpusView.lossy
        let place = CorpusCase.all.firstIndex { $0.name == corpusCase.name } ?? 0
        return TestLength.isLong ? all : all.indices.filter { ($0 + place).isMultiple(of: 3) }.map { all[$0] }
    }

    @Test("each view of a case reads as its freeze", arguments: CorpusCase.all)
    func views(of corpusCase: CorpusCase) {
        var misses: [String: [String]] = [:]
        for view in Self.views(for: corpusCase) {
            let judgement = CorpusJudgement(corpusCase, in: view)
            guard !judgement.reasons.isEmpty else { continue }
            misses[judgement.reasons.joined(separator: "; "), default: []].append(view.name)
        }
        let report = {
            for (reasons, views) in misses.sorted(by: { $0.key < $1.key }) {
                Issue.record("\(corpusCase.name) [\(views.joined(separator: ", "))]: \(reasons)")
            }
        }
        if let reason = Self.known[corpusCase.name] { withKnownIssue("\(reason)", report) } else { report() }
    }
}
