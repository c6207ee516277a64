import DriftCore
import DriftTesting
import Foundation
import Testing

@Suite("Triage rules")
struct TriageRuleTests {
    struct Excerpt: Sendable, CustomTestStringConvertible {
        var rule: String
        var text: String
        var testDescription: String { rule }
    }

    @Test("every rule and every known break has an excerpt, and no excerpt is without one")
    func excerpts() throws {
        let named = Set(TriageRules.all.map(\.id) + KnownBreaks.all.map { "known-break.\($0.id)" })
        let shown = Set(try Self.samples().map(\.rule))
        #expect(named.subtracting(shown).sorted() == [])
        #expect(shown.subtracting(named).sorted() == [])
        #expect(named.count == TriageRules.all.count + KnownBreaks.all.count)
    }

    @Test("the rule decides its own excerpt", arguments: try samples())
    func decides(excerpt: Excerpt) {
        let verdict = Triage.verdict(on: [TriageText(excerpt.text)])
        let deciders = [verdict.rule, verdict.knownBreak.map { "known-break.\($0.knownBreak.id)" }].compactMap(\.self)
        #expect(deciders.contains(excerpt.rule))
        if let rule = TriageRules.all.first(where: { $0.id == excerpt.rule }) {
            #expect(verdict.bucket == rule.bucket)
            #expect(verdict.layer == rule.layer)
        }
        #expect(verdict.evidence.isEmpty == false)
    }

    @Test("an entry is dated and sourced, its needles can be found, and only bucket A has a layer")
    func entries() {
        for rule in TriageRules.all {
            #expect(!rule.date.isEmpty && !rule.source.isEmpty && !rule.needles.isEmpty, "\(rule.id)")
            #expect(rule.needles.allSatisfy { $0.utf8.count >= NeedleSearch.windowLength }, "\(rule.id)")
            #expect((rule.layer != nil) == (rule.bucket == .stuck), "\(rule.id)")
        }
        for entry in KnownBreaks.all {
            #expect(!entry.date.isEmpty && !entry.sources.isEmpty, "\(entry.id)")
            #expect(entry.symptoms.allSatisfy { $0.utf8.count >= NeedleSearch.windowLength }, "\(entry.id)")
            for range in [entry.bad, entry.good, entry.companion?.versions].compactMap(\.self) {
                #expect(VersionSpecifierSet(range) != nil, "\(entry.id): \(range)")
            }
        }
    }

    @Test("a snapshot comes before any restart or rebuild; a secret is never answered by a pin", arguments: Advice.allCases)
    func moves(advice: Advice) {
        let moves = Triage.moves(for: advice)
        #expect(moves.count > (advice.rawValue == "nothing" ? -1 : 0))
        let touching = moves.firstIndex { $0.text.contains("restart") || $0.text.contains("rebuild") }
        if let touching { #expect(moves[0].command?.hasPrefix("driftd snapshot") == true && touching >= 0) }
        #expect(!moves.contains { $0.text.contains("rebuild the original") || $0.text.contains("restart the original") })
        if advice == .setSecret { #expect(!moves.contains { $0.command?.contains("driftd pin") == true }) }
    }

    /// `rule <tab> text`, `\n` for a line end.
    private static func samples() throws -> [Excerpt] {
        let path = "\(ExternalTool.packageRoot)/Tests/DriftCoreTests/Triage/Excerpts/rules.tsv"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let cells = line.split(separator: "\t", maxSplits: 1)
            return Excerpt(rule: String(cells[0]), text: String(cells[1]).replacing("\\n", with: "\n") + "\n")
        }
    }

    @Test(
        "a package that takes no Python of today's: the one to write is the newest that its own words take",
        arguments: [
            ("3.13.1 not in '<3.13,>=3.11'", "3.12", "<3.13,>=3.11"), ("3.13.1 not in '<3.11,>=3.8'", "3.10", "<3.11,>=3.8"),
            ("3.13.2 not in '~=3.9.1'", "3.9", "~=3.9.1"), ("3.14.0 not in '<3.14,>=3.10'", "3.13", "<3.14,>=3.10"),
            ("3.13.1 not in '!=3.13.*,>=3.9'", "3.12", "!=3.13.*,>=3.9"),
            ("3.13.1 not in '>=3.14'", "3.14", ">=3.14"), ("3.13.1 not in", "3.12", "<3.13"),
        ]
    )
    func differentPython(words: String, python: String, good: String) {
        let line = "ERROR: Package 'x' requires a different Python: \(words)"
        let match = Triage.verdict(on: [TriageText(line)]).knownBreak
        #expect(match?.knownBreak.pin == "python_version: \"\(python)\" (README.md)" && match?.knownBreak.good == good)
    }

    @Test("a package for no Python of today's names none")
    func noPython() {
        let line = "ERROR: Package 'x' requires a different Python: 3.13.1 not in '<3'"
        let verdict = Triage.verdict(on: [TriageText(line)])
        #expect(verdict.bucket == .stuck && verdict.knownBreak == nil)
    }
}
