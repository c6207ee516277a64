import DriftTesting
import Foundation
import Testing

/// Against real Gradio apps of two generations on loopback (`scripts/setup gradio` installs them).
@Suite("driftd smoke", .enabled(if: GradioApp.isInstalled))
struct SmokeTests {
    @Test("a call with the defaults succeeds", arguments: GradioApp.generations)
    func succeeds(generation: String) async throws {
        let app = try await GradioApp.start(generation)
        defer { app.stop() }
        let outcome = try DriftdProgram().run(["smoke", app.address, "--json"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "driftd.smoke/1")
        #expect(object["outcome"] as? String == "succeeded")
        #expect(object["called"] as? String == "/greet")
        #expect(object["endpoints"] as? [String] == ["/greet", "/quota"])
        #expect((object["gradio"] as? String)?.hasPrefix(generation) == true)
    }

    @Test("interfaces of two apps are compared; what the app says is triaged")
    func compares() async throws {
        let old = try await GradioApp.start(GradioApp.generations[0])
        defer { old.stop() }
        let failing = try await GradioApp.start(GradioApp.generations[1], "quota")
        defer { failing.stop() }
        let program = try DriftdProgram()
        let alike = try program.run(["smoke", old.address, "--original", old.address])
        #expect(alike.exitCode == 0 && alike.output.contains("the interface is the original's"), "\(alike.output)")
        let outcome = try program.run(["smoke", failing.address, "--original", old.address])
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains("/quota: failed: "), "\(outcome.output)")
        #expect(outcome.output.contains("C: quota or login"))
        #expect(outcome.output.contains("/greet is missing"))
    }
}

@Suite("driftd smoke without an app")
struct SmokeUsageTests {
    @Test("no answer and wrong usage are told apart")
    func failures() throws {
        let program = try DriftdProgram()
        #expect(try program.run(["smoke", "nothing"]).exitCode == 64)
        try program.run(["smoke", "http://127.0.0.1:9"]).expectFailure(2, errorContaining: "no answer from http://127.0.0.1:9/config")
    }
}
