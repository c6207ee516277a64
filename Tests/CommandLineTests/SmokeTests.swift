import DriftTesting
import Foundation
import HubStandIn
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
        let address = outcome.output.replacing(/127\.0\.0\.1:\d+/, with: "APP")
        Golden.expect(address, matches: "CommandLine/smoke-gradio\(generation).json")
    }

    @Test("interfaces of two apps are compared; what the app says is triaged")
    func compares() async throws {
        let old = try await GradioApp.start(GradioApp.generations[1])
        defer { old.stop() }
        let failing = try await GradioApp.start(GradioApp.generations[0], "quota")
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

    @Test("the newest call of a Space is kept, and triage says by it whether paid hardware is the next thing")
    func paidHardware() async throws {
        let app = try await GradioApp.start(GradioApp.generations[1])
        defer { app.stop() }
        let program = try DriftdProgram()
        try program.copyCapture("duplicate")
        let runtime = String(decoding: try program.scratch.read("duplicate/runtime.json"), as: UTF8.self)
        try program.scratch.write(runtime.replacing("cpu-basic", with: "zero-a10g"), to: "duplicate/runtime.json")
        try #require(try program.run(["snapshot", "./duplicate"]).exitCode == 0)
        let before = try program.run(["triage", "bob/tides"])
        #expect(before.output.contains("paid GPU: not yet; no call of this Space is known"), "\(before.output)")
        #expect(before.output.contains("driftd smoke bob/tides --gpu --original"))

        var space = StandInSpace(name: "bob/tides")
        space.currentHardware = "zero-a10g"
        space.extraFields = ["host": .string(app.address), "sha": "4be1a5f0c0ffee00112233445566778899aabbcc"]
        let world = StandInWorld([space])
        try await StandIn.with(world) { standIn in
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": ""]
            // Gradio 6 does not say which of its functions are on ZeroGPU.
            let careful = try await program.runBesideServer(["smoke", "bob/tides"], environment: environment)
            #expect(careful.exitCode == 3 && careful.output.contains("--gpu allows it"), "\(careful.output)\(careful.errors)")
            let called = try await program.runBesideServer(["smoke", "bob/tides", "--gpu", "--json"], environment: environment)
            #expect(called.exitCode == 0, "\(called.errors)")
            #expect(called.output.contains("\"commit\" : \"4be1a5f0c0ffee00112233445566778899aabbcc\""))
        }
        func condition(_ arguments: String...) throws -> String? {
            let outcome = try program.run(["triage", "bob/tides", "--json"] + arguments)
            let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            return (object?["paidHardware"] as? [String: Any])?["condition"] as? String
        }
        #expect(try condition() == "unknown", "nothing says what it was duplicated from")
        #expect(try condition("--original", "./duplicate") == "holds")
        try program.copyCapture("original")
        #expect(try condition("--original", "./original") == "not-yet")
        let text = try program.run(["triage", "bob/tides", "--original", "./duplicate"])
        #expect(text.output.contains("paid GPU: the condition holds; /greet succeeded on "), "\(text.output)")
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

    @Test("a Space without an address is not running, which is nothing about the Hub's own")
    func notRunning() async throws {
        let program = try DriftdProgram()
        var space = StandInSpace(name: "bob/tides")
        space.extraFields = ["host": .null]
        try await StandIn.with(StandInWorld([space])) { standIn in
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": ""]
            try await program.runBesideServer(["smoke", "bob/tides"], environment: environment).expectFailure(
                2,
                error: "bob/tides has no address: it is not running",
                hint: "see why: `driftd snapshot bob/tides`, then `driftd triage bob/tides`"
            )
        }
    }
}
