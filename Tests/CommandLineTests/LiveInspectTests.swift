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
            try await body(program, standIn, ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": LiveSnapshotTests.token])
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

    @Test("a checkout's models are asked for with a token, and not with --offline")
    func checkout() async throws {
        try await with { program, standIn, environment in
            for (path, text) in Self.files { try program.scratch.write(text, to: "space/" + path) }
            let offline = try await program.runBesideServer(["inspect", "./space", "--offline"], environment: environment)
            #expect(offline.output.contains("whether one is gated or private was not asked"))
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
        let environment = ["HF_ENDPOINT": "http://127.0.0.1:9", "HF_TOKEN": LiveSnapshotTests.token]
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
            let environment = ["HF_ENDPOINT": "http://127.0.0.1:9", "HF_TOKEN": LiveSnapshotTests.token]
            let outcome = try await program.runBesideServer(["inspect", "./space"], environment: environment)
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("the Hub gave no answer on"), "\(outcome.output)")
        }
    }
}
