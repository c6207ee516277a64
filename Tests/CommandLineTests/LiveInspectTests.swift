import DriftTesting
import Foundation
import HubStandIn
import Testing

/// `inspect` with the Hub's stand-in behind it.
@Suite("driftd inspect on the Hub")
struct LiveInspectTests {
    private static let files = [
        "README.md": "---\nsdk: gradio\nsdk_version: 5.49.1\npython_version: \"3.12\"\n---\n",
        "requirements.txt": "torch==2.8.0\n",
        "app.py": "from parts import loader\nMODEL = \"owner/open\"\npipe = Pipe.from_pretrained(MODEL)\n",
        "parts/loader.py": "net = Net.from_pretrained(\"owner/gated\")\nold = Net.from_pretrained(\"owner/gone\")\n",
    ]

    private func with(_ body: @escaping @Sendable (DriftdProgram, StandIn, [String: String]) async throws -> Void) async throws {
        let program = try DriftdProgram()
        let world = StandInWorld([StandInSpace(name: "alice/app", files: Self.files.mapValues { Array($0.utf8) })])
        world.update {
            $0.users[LiveSnapshotTests.token] = "alice"
            $0.repositories["models/owner/open"] = ["sha": "aaaa", "gated": false, "private": false]
            $0.repositories["models/owner/gated"] = ["sha": "bbbb", "gated": "manual", "private": false]
        }
        try await StandIn.with(world) { standIn in
            try await body(program, standIn, ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": LiveSnapshotTests.token, "DRIFTD_OFFLINE": ""])
        }
    }

    @Test("a Space of which nothing is stored is looked at; gated, missing and open models are told apart")
    func space() async throws {
        try await with { program, _, environment in
            let outcome = try await program.runBesideServer(["inspect", "alice/app"], environment: environment)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("gated: owner/gated") && outcome.output.contains("parts/loader.py:1"), "\(outcome.output)")
            #expect(outcome.output.contains("not there, or private to others: owner/gone"))
            #expect(outcome.output.contains("open to all: owner/open"))
            #expect(!outcome.output.contains("were not read"))
        }
    }

    @Test("what bears on the question is asked for, once each, and nothing else")
    func calls() async throws {
        try await with { program, standIn, environment in
            for (command, expected) in [
                ("inspect", ["logs/build", "runtime", "secrets", "variables"]), ("quota", []),
            ] {
                standIn.world.forgetRequests()
                let outcome = try await program.runBesideServer([command, "alice/app"], environment: environment)
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
                let paths = standIn.world.requests.map { String($0.target.prefix { $0 != "?" }) }
                let prefix = "/api/spaces/alice/app"
                let parts = paths.filter { $0.hasPrefix(prefix + "/") }.map { String($0.dropFirst(prefix.count + 1)) }
                // A log is read to its end; its stream may be taken up again.
                #expect(Set(parts) == Set(expected), "\(command): \(paths)")
                #expect(paths.count { $0 == prefix } == 1)
                #expect(Set(paths.filter { $0.contains("/resolve/") || $0.contains("/raw/") }).count == Self.files.count, "\(paths)")
                #expect(paths.count { $0.hasPrefix("/api/models/") } == (command == "inspect" ? 3 : 0), "\(paths)")
            }
        }
    }

    @Test("a checkout's models are asked for with a token, and not with --offline or DRIFTD_OFFLINE, which the fix names")
    func checkout() async throws {
        try await with { program, standIn, environment in
            for (path, text) in Self.files { try program.scratch.write(text, to: "space/" + path) }
            let offline = try await program.runBesideServer(["inspect", "./space", "--offline"], environment: environment)
            #expect(offline.output.contains("whether one is gated or private was not asked"))
            #expect(offline.output.contains("inspect again without --offline and DRIFTD_OFFLINE"), "\(offline.output)")
            let variable = try await program.runBesideServer(
                ["inspect", "./space"],
                environment: environment.merging(["DRIFTD_OFFLINE": "1"]) { $1 }
            )
            #expect(variable.output == offline.output)
            #expect(standIn.world.update { $0.requests.isEmpty })
            let asked = try await program.runBesideServer(["inspect", "./space"], environment: environment)
            #expect(asked.output.contains("gated: owner/gated"), "\(asked.output)")
        }
    }

    @Test(
        "a Space that can neither be read from the database nor looked at is said to be both, with another way",
        arguments: ["inspect", "quota"]
    )
    func unreachable(command: String) async throws {
        let program = try DriftdProgram()
        let environment = ["HF_ENDPOINT": "http://127.0.0.1:9", "HF_TOKEN": LiveSnapshotTests.token, "DRIFTD_OFFLINE": ""]
        let outcome = try await program.runBesideServer([command, "alice/app"], environment: environment)
        outcome.expectFailure(
            2,
            errorContaining: "nothing of alice/app is stored, and the Hub cannot be asked: the Hub at http://127.0.0.1:9 does not answer: "
        )
        #expect(outcome.errors.contains("git clone https://huggingface.co/spaces/alice/app"))
    }

    @Test("a Hub that does not answer leaves the models unknown, and the rest as it is")
    func silent() async throws {
        try await with { program, _, _ in
            for (path, text) in Self.files { try program.scratch.write(text, to: "space/" + path) }
            let environment = ["HF_ENDPOINT": "http://127.0.0.1:9", "HF_TOKEN": LiveSnapshotTests.token, "DRIFTD_OFFLINE": ""]
            let outcome = try await program.runBesideServer(["inspect", "./space"], environment: environment)
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("the Hub gave no answer on"), "\(outcome.output)")
        }
    }
}
