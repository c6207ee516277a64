import DriftCore
import Testing

@testable import DriftLogs

/// The recorded installs, read in every way that a log reaches us: exact, honest, and complete where nothing was lost.
@Suite struct CorpusTests {
    /// Cases of which some view is not read right yet, with what is amiss. Whoever mends one strikes it out: the test says so.
    static let known: [String: String] = [:]

    @Test("there is a corpus")
    func isThere() { #expect(CorpusCase.all.count >= 18) }

    @Test("each view of a case reads as its freeze", arguments: CorpusCase.all)
    func views(of corpusCase: CorpusCase) {
        var misses: [String: [String]] = [:]
        for view in CorpusView.lossless + CorpusView.lossy {
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

    @Test("the line of each evidence names its package", arguments: CorpusCase.all)
    func evidence(of corpusCase: CorpusCase) {
        let reading = LogReader.read(corpusCase.texts.map { Array($0.utf8) })
        for package in reading.packages {
            guard let log = package.evidence.log, let line = package.evidence.line else {
                Issue.record("\(corpusCase.name): \(package.release.name) has no line")
                continue
            }
            let lines = CorpusView.lines(corpusCase.texts[log])
            guard line >= 1, line <= lines.count else {
                Issue.record("\(corpusCase.name): line \(line) of \(lines.count)")
                continue
            }
            let text = String(
                decoding: lines[line - 1].lowercased().utf8.map {
                    $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") ? UInt8(ascii: "-") : $0
                },
                as: UTF8.self
            )
            // What a quiet step names in a requirements file of its own is placed at the step.
            #expect(text.contains(package.release.name.normalized), "\(corpusCase.name): \(package.release.name) is not in line \(line)")
        }
    }
}
