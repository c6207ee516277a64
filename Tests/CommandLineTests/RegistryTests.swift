import DriftTesting
import Foundation
import HubStandIn
import RegistryTesting
import Testing

@Suite(
    "The image's own list, end to end",
    .enabled(if: RegistryProgram.isInstalled && ExternalProgram.isInstalled("openssl"), ExternalTool.skipReason)
)
struct RegistryTests {
    private static let token = "hf_" + String(repeating: "Q", count: 34)

    /// The program, a stand-in without readable logs, and the registry with the Space's image: 3 MB, and the platform's list on top.
    private func with(
        _ body: @escaping @Sendable (DriftdProgram, RegistryProgram, StandIn, [String: String]) async throws -> Void
    ) async throws {
        let program = try DriftdProgram()
        let storage = try ScratchDirectory()
        let open = try RegistryProgram(storage: storage)
        let image = TestImage([
            .noise(bytes: 3_000_000, seed: 3, command: "RUN /bin/sh -c pip install -r requirements.txt # buildkit"),
            try .init(["pipfreeze/freeze.txt": "flask==3.0.0\nnumpy==1.26.4\n"], command: "COPY /pipfreeze/ /pipfreeze/ # buildkit"),
        ])
        try await image.push(to: open, as: "ada-tides")
        open.stop()
        let key = try SigningKey()
        var space = StandInSpace(name: "ada/tides", files: ["README.md": Array("---\nsdk: gradio\nsdk_version: 6.19.0\n---\n".utf8)])
        space.extraFields["lastModified"] = "2026-07-05T07:50:00.000Z"
        let world = StandInWorld([space])
        world.update { state in
            state.users[Self.token] = "eve"
            state.registryTokens = try? key.tokens()
        }
        try await StandIn.with(world) { standIn in
            let registry = try RegistryProgram(storage: storage, access: key.access(at: standIn))
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": Self.token, "DRIFTD_REGISTRY": registry.address]
            try await body(program, registry, standIn, environment)
        }
    }

    @Test("a Space whose logs may not be read is known completely by its image")
    func snapshot() async throws {
        try await with { program, registry, _, environment in
            let taken = try await program.runBesideServer(["snapshot", "ada/tides"], environment: environment)
            #expect(taken.exitCode == 0, "\(taken.errors)")
            #expect(taken.output.contains("2 packages (2 freeze); complete"), "\(taken.output)")
            #expect(taken.output.contains("read: commits, image, repo, runtime"))
            let shown = try await program.runBesideServer(["show", "ada/tides", "--json"], environment: environment)
            #expect(shown.output.contains(#""kind" : "freeze""#) && shown.output.contains(#""complete" : true"#))
            let exported = try await program.runBesideServer(["export", "@1", "back"], environment: environment)
            #expect(exported.exitCode == 0 && program.exists("back/image.json") && program.exists("back/freeze.txt"))
            let again = try await program.runBesideServer(["show", "./back", "--format", "freeze"], environment: environment)
            #expect(again.output == "flask==3.0.0\nnumpy==1.26.4\n")
            let calls = try registry.calls()
            #expect(calls.count == 4 && calls.reduce(0) { $0 + $1.bytes } < 3000)
            #expect(taken.errors.contains("calls of the Hub's API"))
        }
    }

    @Test("--no-registry asks no registry")
    func withoutRegistry() async throws {
        try await with { program, registry, _, environment in
            let taken = try await program.runBesideServer(["snapshot", "ada/tides", "--no-registry"], environment: environment)
            #expect(taken.exitCode == 0 && taken.output.contains("read: commits, repo, runtime"), "\(taken.output)")
            _ = try program.run(["watch", "add", "ada/tides"])
            let watched = try await program.runBesideServer(["snapshot", "--watched", "--no-registry"], environment: environment)
            #expect(watched.exitCode == 0, "\(watched.errors)")
            #expect(try registry.calls().isEmpty)
        }
    }

    @Test("an image that another build made is said so, and its list is not taken")
    func anotherBuild() async throws {
        try await with { program, _, standIn, environment in
            standIn.world.change("ada/tides") { space in
                space.isOpen = true
                let log =
                    "===== Build Queued at 2026-07-06 10:00:00 / Commit SHA: c515370 =====\n\n--> RUN pip install -r requirements.txt\n"
                    + "Successfully installed numpy-2.0.0\nDONE 3.1s\n\n--> Pushing image\nDONE 2.9s\n"
                space.logs["build"] = StandInLog(log)
                space.logs["build"]?.ending = .closes
            }
            let taken = try await program.runBesideServer(["snapshot", "ada/tides"], environment: environment)
            #expect(taken.errors.contains("the image was made at 2026-07-05T07:56:10Z, before the build in the log"), "\(taken.errors)")
            let freeze = try await program.runBesideServer(["show", "ada/tides", "--format", "freeze"], environment: environment)
            #expect(freeze.output.contains("numpy==2.0.0") && !freeze.output.contains("flask"))
        }
    }
}
