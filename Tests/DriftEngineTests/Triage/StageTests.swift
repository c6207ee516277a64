import DriftCore
import DriftTesting
import Testing

@testable import DriftEngine

@Suite("Triage of what the platform says beside the logs")
struct StageTests {
    private static let serving = "===== Application Startup at 2026-07-05 08:00:00 =====\n\n* Running on local URL:  http://0.0.0.0:7860\n"

    private static func result(runtime: String, log: String = serving) throws -> TriageLogs.Result {
        let scratch = try ScratchDirectory()
        let metadata = """
            {"schema": "driftd.capture/1", "space": "ada/tides", "takenAt": "2026-07-05T08:00:00Z", "origin": "hub", "readable": {}}
            """
        try scratch.write(metadata, to: "capture.json")
        try scratch.write(runtime, to: "runtime.json")
        try scratch.write(log, to: "logs/run-001.log")
        return try TriageLogs.run([scratch.path])
    }

    @Test("an error that the platform explains is explained by it, though the log ends well")
    func reason() throws {
        let result = try Self.result(
            runtime: #"{"stage": "RUNTIME_ERROR", "errorMessage": "Workload evicted, storage limit exceeded (50G)"}"#
        )
        #expect(result.verdict.bucket == .stuck)
        #expect(result.verdict.layer == .provisioning)
        let evidence = try #require(result.verdict.evidence.first)
        #expect(evidence.text == "Workload evicted, storage limit exceeded (50G)")
        #expect(result.logNames[evidence.log] == "runtime.json: errorMessage")
        #expect(result.verdict.moves.first?.command == "driftd snapshot ada/tides")
    }

    @Test(
        "a stage without a reason is never health",
        arguments: [
            ("RUNTIME_ERROR", TriageLayer.health), ("BUILD_ERROR", .build), ("CONFIG_ERROR", .repository), ("PAUSED", .scheduling),
            ("SOME_NEW_ERROR", .health),
        ]
    )
    func stage(name: String, layer: TriageLayer) throws {
        let verdict = try Self.result(runtime: #"{"stage": "\#(name)", "errorMessage": ""}"#).verdict
        #expect(verdict.bucket == .stuck)
        #expect(verdict.layer == layer)
        #expect(verdict.confidence == .low)
        #expect(verdict.summary.contains(name))
    }

    @Test(
        "a Space that runs, sleeps or builds is what its logs say",
        arguments: ["RUNNING", "SLEEPING", "RUNNING_BUILDING", "APP_STARTING"]
    )
    func ordinary(stage: String) throws {
        #expect(try Self.result(runtime: #"{"stage": "\#(stage)", "errorMessage": "old"}"#).verdict.bucket == .none)
    }

    @Test("a log that shows the failure itself says more than the stage")
    func log() throws {
        let failed = """
            ===== Application Startup at 2026-07-05 08:00:00 =====

            Traceback (most recent call last):
              File "/app/app.py", line 3, in <module>
                import audioop
            ModuleNotFoundError: No module named 'audioop'

            """
        let verdict = try Self.result(runtime: #"{"stage": "RUNTIME_ERROR", "errorMessage": "Exit code: 1"}"#, log: failed).verdict
        #expect(verdict.bucket == .drift)
        #expect(verdict.evidence.allSatisfy { $0.log == 0 })
    }
}
