import DriftTesting
import Foundation
import HubStandIn
import Testing

@Suite("A duplicate and its original, from the Hub")
struct LineageTests {
    private static let token = "hf_" + String(repeating: "Q", count: 34)

    private static func space(_ name: String, numpy: String, card: StandInJSON = [:]) -> StandInSpace {
        var space = StandInSpace(name: name, files: ["README.md": Array("---\nsdk: gradio\n---\n".utf8)])
        space.isOpen = true
        space.card = card
        let log =
            "===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n\n--> FROM docker.io/library/python:3.13\nDONE 0.0s\n\n"
            + "--> RUN pip install -r requirements.txt\nSuccessfully installed numpy-\(numpy)\nDONE 3.1s\n\n--> Pushing image\nDONE 2.9s\n"
        space.logs["build"] = StandInLog(log)
        space.logs["build"]?.ending = .closes
        space.logs["run"] = StandInLog("")
        space.logs["run"]?.ending = .closes
        return space
    }

    private func with(
        _ spaces: [StandInSpace],
        _ body:
            @escaping @Sendable (StandInWorld, _ run: @escaping @Sendable ([String]) async throws -> DriftdProgram.Outcome) async throws ->
            Void
    ) async throws {
        let program = try DriftdProgram()
        let world = StandInWorld(spaces)
        world.update { state in
            state.users[Self.token] = "eve"
            state.repositories = ["models/ada/tides-model": ["id": "ada/tides-model", "sha": "1111111111", "gated": false]]
            state.repositories["datasets/ada/sea"] = ["id": "ada/sea", "sha": "2222222222"]
        }
        try await StandIn.with(world) { standIn in
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": Self.token]
            try await body(world) { try await program.runBesideServer($0, environment: environment) }
        }
    }

    @Test("diff with one argument compares a duplicate with what its README says that it was duplicated from")
    func oneArgument() async throws {
        let copy = Self.space("mira/tides", numpy: "2.4.0", card: ["duplicated_from": "ada/tides"])
        try await with([Self.space("ada/tides", numpy: "1.26.4"), copy, Self.space("ada/other", numpy: "1.0.0")]) { _, run in
            _ = try await run(["snapshot", "mira/tides"])
            try await run(["diff", "mira/tides"]).expectFailure(2, errorContaining: "no snapshot of ada/tides is stored")
            _ = try await run(["snapshot", "ada/tides", "ada/other"])
            let drift = try await run(["diff", "mira/tides", "--json"])
            #expect(drift.exitCode == 1, "\(drift.errors)")
            #expect(drift.output.contains(#""label" : "ada/tides""#) && drift.output.contains("upgraded"))
            try await run(["diff", "ada/other"]).expectFailure(
                2,
                error: "nothing says what ada/other is a duplicate of",
                hint: "name both: `driftd diff <original> ada/other`; or say it once: `driftd watch add ada/other --original <original>`"
            )
            _ = try await run(["watch", "add", "ada/other", "--original", "ada/tides"])
            #expect(try await run(["diff", "ada/other"]).exitCode == 1)
        }
    }

    @Test(
        "where the README does not say it, the Hub's own word counts, by name or by the number of a stored Space",
        arguments: ["name", "author and name", "number"]
    )
    func originSpace(form: String) async throws {
        let original = Self.space("ada/tides", numpy: "1.26.4")
        let copy = Self.space("mira/tides", numpy: "2.4.0")
        try await with([original, Self.space("ada/other", numpy: "1.0.0")]) { world, run in
            _ = try await run(["snapshot", "ada/tides", "ada/other"])
            let origin: StandInJSON =
                switch form {
                case "name": ["name": "ada/tides", "author": ["name": "ada"]]
                case "author and name": ["name": "tides", "author": ["name": "ada"]]
                default: ["_id": .string(String(StandInSpace.identifier(of: "ada/tides", 99).prefix(24))), "authorId": "1"]
                }
            var copy = copy
            copy.extraFields["originSpace"] = origin
            let made = copy
            world.update { $0.spaces["mira/tides"] = made }
            let taken = try await run(["snapshot", "mira/tides"])
            #expect(taken.exitCode == 0, "\(taken.errors)")
            #expect(taken.output.contains(form == "number" ? "duplicated from a Space with the Hub's id " : "duplicated from ada/tides"))
            let drift = try await run(["diff", "mira/tides", "--json"])
            #expect(drift.exitCode == 1, "\(drift.errors)")
            #expect(drift.output.contains(#""label" : "ada/tides""#))
            for reference in ["mira/tides", "@3"] {
                let moves = try await run(["triage", reference]).output
                #expect(moves.contains("driftd diff ada/tides mira/tides"), "\(moves)")
            }
            // The field comes with the Hub's own choice of fields only.
            #expect(world.requestLines.contains("GET /api/spaces/mira/tides"))
            try await run(["diff", "ada/other"]).expectFailure(2, errorContaining: "nothing says what ada/other is a duplicate of")
        }
    }

    @Test("a README that came back from a duplicate makes the original no duplicate of itself")
    func ownName() async throws {
        let space = Self.space("ada/tides", numpy: "1.26.4", card: ["duplicated_from": "ada/tides"])
        try await with([space]) { _, run in
            _ = try await run(["snapshot", "ada/tides"])
            try await run(["diff", "ada/tides"]).expectFailure(2, errorContaining: "nothing says what ada/tides is a duplicate of")
            #expect(try await !run(["triage", "ada/tides"]).output.contains("driftd diff ada/tides ada/tides"))
        }
    }

    @Test("models and datasets that moved between two looks, and volumes, are shown and listed as no drift of the environment")
    func linked() async throws {
        var space = Self.space("ada/tides", numpy: "1.26.4", card: ["preload_from_hub": ["ada/pinned model.bin 3333333333"]])
        space.models = ["ada/tides-model", "ada/gone"]
        space.datasets = ["ada/sea"]
        space.volumes = [["type": "bucket", "source": "ada/measurements", "mountPath": "/data"]]
        try await with([space]) { world, run in
            world.update { $0.repositories["models/ada/pinned"] = ["id": "ada/pinned", "sha": "9999999999"] }
            #expect(try await run(["snapshot", "ada/tides"]).exitCode == 0)
            let shown = try await run(["show", "ada/tides"]).output
            for text in [
                "ada/tides-model  1111111111", "ada/gone  commit not readable", "ada/pinned  3333333333, pinned", "ada/sea  2222222222",
                "/data  bucket ada/measurements",
            ] { #expect(shown.contains(text), "\(text) in \(shown)") }
            world.update { state in
                state.repositories["models/ada/tides-model"] = ["id": "ada/tides-model", "sha": "4444444444"]
                state.repositories["models/ada/pinned"] = ["id": "ada/pinned", "sha": "aaaaaaaaaa"]
            }
            world.change("ada/tides") { $0.volumes = [] }
            // Another second: the same capture twice is one snapshot.
            try await Task.sleep(for: .milliseconds(1100))
            _ = try await run(["snapshot", "ada/tides"])
            let drift = try await run(["diff", "ada/tides@1", "ada/tides@2"])
            #expect(drift.output.contains(/model ada\/tides-model +1111111111 +4444444444 +differs/), "\(drift.output)")
            #expect(drift.output.contains("volume /data") && !drift.output.contains("ada/pinned") && !drift.output.contains("ada/sea"))
        }
    }

    @Test("variables that may not be read are unknown in a comparison, not missing")
    func unreadableVariables() async throws {
        var original = Self.space("ada/tides", numpy: "1.26.4")
        original.variables["CITY"] = .init(value: "Lyon")
        var copy = Self.space("mira/tides", numpy: "1.26.4")
        copy.isOpen = false
        try await with([original, copy]) { _, run in
            _ = try await run(["snapshot", "ada/tides"])
            _ = try await run(["snapshot", "mira/tides"])
            // Without its log nothing says that a build went through, which a bare name asks for.
            let drift = try await run(["diff", "@1", "@2"])
            #expect(drift.output.contains(/variable CITY +Lyon +- +unknown/), "\(drift.output)")
        }
    }
}
