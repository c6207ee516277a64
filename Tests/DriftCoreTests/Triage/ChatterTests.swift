import DriftCore
import Testing

@Suite("Triage of healthy apps' chatter")
struct ChatterTests {
    @Test("ten thousand lines of an app that is well give no verdict but none", arguments: 0..<HealthyLog.familyCount)
    func chatter(family: Int) {
        for (seed, head) in HealthyLog.Head.allCases.enumerated() {
            let log = HealthyLog(seed: UInt64(family * 10 + seed), head: head, lines: 10_000, family: family)
            let verdict = Triage.verdict(on: [TriageText(log.text)])
            #expect(verdict.bucket == .none, "\(head): \(verdict.bucket) by \(verdict.rule ?? "-"): \(verdict.evidence.map(\.text))")
        }
    }

    @Test("a screenful of it does neither, from any seed", arguments: 0..<60)
    func screenful(seed: Int) {
        for head in HealthyLog.Head.allCases {
            let log = HealthyLog(seed: UInt64(seed), head: head, lines: 80, family: seed)
            let verdict = Triage.verdict(on: [TriageText(log.text)])
            #expect(verdict.bucket == .none, "\(head): \(verdict.bucket) by \(verdict.rule ?? "-"): \(verdict.evidence.map(\.text))")
        }
    }
}
