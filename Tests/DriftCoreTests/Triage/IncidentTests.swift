import DriftCore
import DriftTesting
import Testing

@Suite("Incidents and repeated failures")
struct IncidentTests {
    private static func failure(_ name: String, at seconds: Int, _ text: String = "Scheduling failure: unable to schedule\n") throws
        -> Incident.Failure
    {
        .init(space: try #require(SpaceName(name)), seconds: seconds, verdict: Triage.verdict(on: [TriageText(text)]))
    }

    @Test("three Spaces that fail alike within six hours are an incident; one, two, others and another day are none")
    func incidents() throws {
        let first = try Self.failure("a/one", at: 100_000)
        let second = try Self.failure("b/two", at: 103_000)
        let third = try Self.failure("c/three", at: 98_000)
        let incident = try #require(Incident(first, among: [second, third], watched: 12))
        #expect(incident.count == 3 && incident.watched == 12)
        #expect(incident.spaces.map(\.description) == ["a/one", "b/two", "c/three"])
        #expect(Incident(first, among: [], watched: 12) == nil)
        #expect(Incident(first, among: [second], watched: 12) == nil)
        #expect(Incident(first, among: [second, second, second], watched: 12) == nil)
        #expect(Incident(first, among: [second, try Self.failure("c/three", at: 200_000)], watched: 12) == nil)
        #expect(Incident(first, among: [second, try Self.failure("c/three", at: 98_000, "GPU task aborted\n")], watched: 12) == nil)
        let healthy = try Self.failure(
            "a/one",
            at: 0,
            "===== Application Startup at 2026-03-01 10:00:00 =====\n\nRunning on local URL:  http://0.0.0.0:7860\n"
        )
        #expect(Incident(healthy, among: [healthy, healthy, healthy], watched: 12) == nil)
        #expect(Incident(first, among: [try Self.failure("x/y", at: .min), try Self.failure("x/z", at: .max)], watched: 2) == nil)
    }

    @Test("Spaces that their owner paused are no incident; a fault in their own files is first looked for there")
    func ownDoing() throws {
        let paused = ["a/one", "b/two", "c/three"].compactMap { SpaceName($0) }.map {
            Incident.Failure(space: $0, seconds: 0, verdict: .verdict(ofStage: "PAUSED", space: $0))
        }
        #expect(Incident(paused[0], among: paused, watched: 3) == nil)
        #expect(paused[0].verdict.informed(by: nil, failures: 4).moves == paused[0].verdict.moves)
        let lacking =
            "Traceback (most recent call last):\n  File \"/app/app.py\", line 1, in <module>\nModuleNotFoundError: No module named 'torch'\n"
        let failures = try ["a/one", "b/two", "c/three"].map { try Self.failure($0, at: 0, lacking) }
        let told = failures[0].verdict.informed(by: Incident(failures[0], among: failures, watched: 3), failures: 1)
        #expect(told.moves[0].text.contains("they may share code or a setting"))
    }

    @Test("an incident is waited for, and comes before every other move")
    func moves() throws {
        let first = try Self.failure("a/one", at: 0)
        let others = [try Self.failure("b/two", at: 0), try Self.failure("c/three", at: 0)]
        let verdict = first.verdict.informed(by: Incident(first, among: others, watched: 3), failures: 1)
        #expect(verdict.moves.first?.text.hasPrefix("3 of 3 watched Spaces fail alike") == true)
        #expect(first.verdict.informed(by: nil, failures: 1) == first.verdict)
    }

    @Test("retry once, restart once, then rebuild the duplicate; a snapshot stays first")
    func escalation() throws {
        let verdict = Triage.verdict(on: [TriageText("503 Something went wrong when restarting this Space\n")])
        for failures in 1...4 {
            let moves = verdict.informed(by: nil, failures: failures).moves
            #expect(moves.first?.command?.hasPrefix("driftd snapshot") == true, "\(failures)")
            #expect(!moves.contains { $0.text.contains("rebuild the original") || $0.text.contains("restart the original") })
            #expect(moves.contains { $0.text.contains("\(failures) times in a row") } == (failures > 1))
            #expect(moves.contains { $0.text.contains("Factory rebuild") } == (failures > 2))
            #expect(moves.contains { $0.text.hasPrefix("restart the duplicate once") } == (failures < 3))
        }
    }

    @Test("paid hardware is spoken of only where ZeroGPU is healthy")
    func paid() {
        let healthy = Triage.verdict(on: [
            TriageText("===== Application Startup at 2026-03-01 10:00:00 =====\n\nRunning on local URL:  http://0.0.0.0:7860\n")
        ])
        let unknown = PaidHardware(after: nil, commit: nil, drift: nil)
        let advised = healthy.advisingOnPaidHardware("zero-a10g", unknown, space: SpaceName("alice/demo"))
        #expect(advised.moves.first?.text.hasPrefix("paid GPU: not yet") == true)
        #expect(advised.moves.first?.command == "driftd smoke alice/demo --gpu --original <original>")
        #expect(advised.paidHardware == unknown)
        #expect(healthy.advisingOnPaidHardware("cpu-basic", unknown) == healthy)
        let failed = Triage.verdict(on: [TriageText("GPU task aborted\n")])
        #expect(failed.advisingOnPaidHardware("zero-a10g", unknown) == failed)
    }

    @Test(
        "only what the platform may mend is waited for",
        arguments: [
            ("GPU task aborted\n", true), ("Scheduling failure: unable to schedule\n", true),
            (
                "Traceback (most recent call last):\n  File \"/app/app.py\", line 1, in <module>\n    import gradio\nImportError: cannot import name 'HfFolder' from 'huggingface_hub'\n",
                false
            ),
            ("Cannot access gated repo for url https://huggingface.co/a/b\n", false),
            ("You have exceeded your GPU quota (60s requested vs. 0s left)\n", false),
        ]
    )
    func sharedCause(text: String, isPlatform: Bool) throws {
        let verdict = Triage.verdict(on: [TriageText(text)])
        let failures = try ["a/x", "a/y", "a/z"].map { Incident.Failure(space: try #require(SpaceName($0)), seconds: 0, verdict: verdict) }
        let incident = try #require(Incident(failures[0], among: Array(failures[1...]), watched: 5))
        let told = verdict.informed(by: incident, failures: 1)
        #expect(told.incident?.count == 3 && told.moves[0].text.hasPrefix("3 of 5 watched Spaces fail alike"))
        #expect(told.moves[0].text.contains("wait for the platform") == isPlatform)
    }

    @Test("paid hardware is next after one clean success on the GPU, of this commit, without drift")
    func condition() {
        let call = SmokeRecord(
            calledAt: "2026-03-01T10:00:00Z",
            commit: "c515370aa",
            endpoint: "/run",
            outcome: .succeeded,
            isOnGPU: true,
            differenceCount: 0
        )
        func condition(
            _ change: (inout SmokeRecord) -> Void = { _ in },
            commit: String? = "c515370",
            drift: Drift.Verdict? = Drift.Verdict.none
        ) -> PaidHardware.Condition {
            var call = call
            change(&call)
            return PaidHardware(after: call, commit: commit, drift: drift).condition
        }
        #expect(condition() == .holds)
        #expect(condition(commit: nil) == .holds)
        #expect(condition(commit: "0000000") == .notYet)
        #expect(condition(drift: .drift) == .notYet)
        #expect(condition(drift: .noVerdict) == .unknown)
        #expect(condition(drift: nil) == .unknown)
        #expect(condition({ $0.isOnGPU = false }) == .notYet)
        #expect(condition({ $0.differenceCount = 2 }) == .notYet)
        #expect(condition({ $0.outcome = .failed }) == .notYet)
        #expect(condition({ $0.outcome = .skipped }) == .notYet)
    }

    @Test("a Space that runs is handed over to the comparison with its original")
    func comparison() {
        let healthy = Triage.verdict(on: [
            TriageText("===== Application Startup at 2026-03-01 10:00:00 =====\n\nRunning on local URL:  http://0.0.0.0:7860\n")
        ])
        #expect(healthy.moves.isEmpty)
        #expect(healthy.naming(original: "a/b").moves.map(\.command) == ["driftd diff a/b <duplicate>"])
        let named = healthy.naming(original: "a/b", space: SpaceName("c/d"))
        #expect(named.moves.map(\.command) == ["driftd diff a/b c/d"])
    }

    @Test("what the logs show of the environment is asked for only where a known break is mentioned")
    func laziness() {
        var asked = 0
        func reading() -> EnvironmentReading? {
            asked += 1
            return nil
        }
        _ = Triage.verdict(on: [TriageText("GPU task aborted\n")], reading: reading())
        #expect(asked == 0)
        _ = Triage.verdict(on: [TriageText("ImportError: cannot import name 'HfFolder' from 'huggingface_hub'\n")], reading: reading())
        #expect(asked == 1)
    }
}
