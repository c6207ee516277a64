import DriftCore
import Testing

@Suite("Figures of a refused call")
struct QuotaRefusalTests {
    @Test(
        "both orders of the figures are read, and whose quota it was",
        arguments: [
            (
                "You have exceeded your free ZeroGPU quota (90s requested vs. 71s left). Try again in 23:41:07.", QuotaRefusal.Tier.free,
                90, 71
            ),
            ("You have exceeded your GPU quota (46s left vs. 60s requested). Sign-up on Hugging Face", .anonymous, 60, 46),
            ("You have exceeded your Pro GPU quota (120s requested vs. -3s left). Try again in 0:10:00", .pro, 120, -3),
            ("You have exceeded your ZeroGPU quota (60s requested vs. 0s left).", .anonymous, 60, 0),
        ]
    )
    func reads(text: String, tier: QuotaRefusal.Tier, requested: Int, left: Int) throws {
        let refusal = try #require(QuotaRefusal(in: text))
        #expect(refusal.tier == tier && refusal.requestedSeconds == requested && refusal.leftSeconds == left)
    }

    @Test(
        "other texts have none",
        arguments: [
            "", "s requested vs. s left", "99999999999999999999s requested vs. 1s left", "9223372036854775807s requested vs. -1s left",
        ]
    )
    func none(text: String) { #expect(QuotaRefusal(in: text) == nil) }

    @Test("the verdict shows the arithmetic, and a lost login before waiting")
    func verdict() {
        let free = Triage.verdict(on: [
            TriageText("You have exceeded your free ZeroGPU quota (90s requested vs. 71s left). Try again in 23:41:07.\n")
        ])
        #expect(free.summary == "90 s were booked (60 s × 1.5 on today's cards), 71 s were left for a free account: 19 s short")
        #expect(free.moves.first?.text.hasPrefix("wait for the time") == true)
        let lost = Triage.verdict(on: [TriageText("You have exceeded your GPU quota (60s requested vs. 0s left). Try again in 0:00:00\n")])
        #expect(lost.summary.hasPrefix("60 s were booked, 0 s were left"))
        #expect(lost.bucket == .quota && lost.summary.hasSuffix("or the login did not reach the Space"))
        #expect(lost.moves.first?.text.contains("while logged in") == true)
        let never = Triage.verdict(on: [
            TriageText("You have exceeded your free GPU quota (450s requested vs. 300s left). Try again in 1:00:00\n")
        ])
        #expect(never.moves.first?.text.hasPrefix("no day of this tier") == true)
        #expect(!never.moves.contains { $0.text.hasPrefix("wait for the time") })
    }
}
