import DriftTesting
import Foundation
import HubStandIn
import Testing

@Suite("Snapshots of live Spaces")
struct LiveSnapshotTests {
    static let token = "hf_" + String(repeating: "Q", count: 34)

    /// A stand-in with the capture `original` as `atelier/…`, and the program that looks at it.
    private func with(
        isOpen: Bool = true,
        _ body: @escaping @Sendable (DriftdProgram, StandIn, [String: String]) async throws -> Void
    ) async throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        var space = try StandInSpace(capture: program.path("original"))
        space.isOpen = isOpen
        for kind in space.logs.keys { space.logs[kind]?.ending = .closes }
        let world = StandInWorld([space])
        world.update { $0.users[Self.token] = "alice" }
        try await StandIn.with(world) { standIn in
            try await body(program, standIn, ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": Self.token])
        }
    }

    private static func run(_ program: DriftdProgram, _ arguments: [String], _ environment: [String: String]) async throws
        -> DriftdProgram.Outcome
    {
        try await program.runBesideServer(arguments, environment: environment)
    }

    @Test("A Space whose logs may be read gives the environment that its capture gives, and export gives the capture back")
    func readable() async throws {
        try await with { program, standIn, environment in
            let name = try #require(standIn.world.update { $0.spaces.keys.first })
            let taken = try await Self.run(program, ["snapshot", name], environment)
            #expect(taken.exitCode == 0, "\(taken.errors)")
            #expect(taken.output.contains("read: build-log, repo, run-log, runtime, secrets, variables"))
            let live = try await Self.run(program, ["show", name, "--format", "freeze"], environment)
            let captured = try await Self.run(program, ["show", "./original", "--format", "freeze"], environment)
            #expect(live.output == captured.output && !live.output.isEmpty)
            _ = try await Self.run(program, ["export", name, "back"], environment)
            #expect(try program.scratch.read("back/repo/README.md") == program.scratch.read("original/repo/README.md"))
            #expect(program.exists("back/logs/build-001.log"))
        }
    }

    @Test("Of a Docker Space the files that its Dockerfile installs are read as well, and those that they name in turn")
    func dockerFiles() async throws {
        try await with { program, standIn, environment in
            let name = try #require(standIn.world.update { $0.spaces.keys.first })
            standIn.world.change(name) { space in
                space.sdk = "docker"
                space.commits[0].files = [
                    "README.md": Array("---\nsdk: docker\n---\n".utf8), "server/base.in": Array("numpy\n".utf8),
                    "other.txt": Array("no\n".utf8),
                    "Dockerfile": Array("FROM python:3.13\nCOPY . /code\nRUN pip install -r /code/server/requirements.txt\n".utf8),
                    "server/requirements.txt": Array("-r base.in\nsix\n".utf8),
                ]
            }
            let taken = try await Self.run(program, ["snapshot", name], environment)
            #expect(taken.exitCode == 0, "\(taken.errors)")
            _ = try await Self.run(program, ["export", "@1", "back"], environment)
            #expect(program.exists("back/repo/server/requirements.txt") && program.exists("back/repo/server/base.in"))
            #expect(!program.exists("back/repo/other.txt"))
        }
    }

    @Test("What may not be read is said so, and is not none")
    func unreadable() async throws {
        try await with(isOpen: false) { program, standIn, environment in
            let name = try #require(standIn.world.update { $0.spaces.keys.first })
            let taken = try await Self.run(program, ["snapshot", name], environment)
            #expect(taken.exitCode == 0)
            #expect(taken.output.contains("read: commits, repo, runtime"))
            #expect(taken.errors.contains("build-log: not allowed with this token (403): You need write access"))
            _ = try await Self.run(program, ["export", "@1", "back"], environment)
            let metadata = String(decoding: try program.scratch.read("back/capture.json"), as: UTF8.self)
            #expect(metadata.contains(#""build-log" : false"#) && metadata.contains(#""variables" : false"#))
            #expect(!program.exists("back/variables.json"))
        }
    }

    @Test("A Space that is not there, alone and among others")
    func missing() async throws {
        try await with { program, standIn, environment in
            let name = try #require(standIn.world.update { $0.spaces.keys.first })
            let alone = try await Self.run(program, ["snapshot", "nobody/nothing"], environment)
            alone.expectFailure(2, errorContaining: "not found, or no access with this token (404)")
            #expect(!program.exists("driftd.db"))
            let mixed = try await Self.run(program, ["snapshot", name, "nobody/nothing"], environment)
            #expect(mixed.exitCode == 2)
            #expect(mixed.output.contains(name))
            #expect(mixed.errors.contains("error: 1 of 2 Spaces were not captured; the others are stored"))
        }
    }

    @Test("A Hub that is not there is said once, in a few seconds, however many Spaces were to be captured")
    func away() throws {
        let program = try DriftdProgram()
        let environment = ["HF_ENDPOINT": "http://127.0.0.1:9", "HF_TOKEN": Self.token]
        let commands = [["snapshot"] + (0..<40).map { "ada/tides\($0)" }, ["snapshot", "ada/tides"]]
        for command in commands {
            let started = ContinuousClock.now
            let outcome = try program.run(command, environment: environment)
            outcome.expectFailure(
                2,
                error: "the Hub at http://127.0.0.1:9 does not answer: connection refused",
                hint: "check the network, HTTPS_PROXY and HF_ENDPOINT, then run the command again"
            )
            #expect(ContinuousClock.now - started < .seconds(60), "\(command.prefix(2))")
        }
    }

    @Test("A Hub that goes away while Spaces are captured: what was captured is kept, the others are named with the reason")
    func goesAway() async throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        var first = try StandInSpace(capture: program.path("original"))
        for kind in first.logs.keys { first.logs[kind]?.ending = .closes }
        let name = first.name
        let world = StandInWorld([first])
        world.update { $0.users[Self.token] = "alice" }
        let port = try await StandIn.with(world) { standIn in
            let taken = try await Self.run(program, ["snapshot", name], ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": Self.token])
            #expect(taken.exitCode == 0, "\(taken.errors)")
            return standIn.port
        }
        let environment = ["HF_ENDPOINT": "http://127.0.0.1:\(port)", "HF_TOKEN": Self.token]
        let mixed = try program.run(["snapshot", "./original", "ada/a", "ada/b"], environment: environment)
        #expect(mixed.exitCode == 2)
        for space in ["ada/a", "ada/b"] {
            #expect(mixed.errors.contains("warning: \(space): the Hub at http://127.0.0.1:\(port) does not answer"))
        }
        #expect(mixed.errors.contains("error: none of the 2 Spaces was captured\n"))
        #expect(mixed.output.contains("@"), "\(mixed.output)")
    }

    @Test("--follow waits for the build that is under way")
    func follow() async throws {
        try await with { program, standIn, environment in
            let name = try #require(standIn.world.update { $0.spaces.keys.first })
            standIn.world.change(name) { space in
                space.stage = "RUNNING_BUILDING"
                // More than two: a call that is made again, because the answer took too long, moves the build on unseen.
                space.pollsUntilBuilt = 4
            }
            let taken = try await Self.run(program, ["snapshot", name, "--follow"], environment)
            #expect(taken.exitCode == 0, "\(taken.errors)")
            #expect(taken.errors.contains("note: \(name): RUNNING_BUILDING\nnote: \(name): RUNNING\n"))
        }
    }

    @Test("A token is nowhere but in the header: not in output, database, capture or export, wherever it was planted")
    func tokens() async throws {
        try await with { program, standIn, environment in
            let name = try #require(standIn.world.update { $0.spaces.keys.first })
            standIn.world.change(name) { space in
                space.variables["LEAK"] = .init(value: Self.token)
                space.logs["build"]?.text += "using \(Self.token)\n"
                space.logs["run"] = StandInLog("Authorization: Bearer \(Self.token)\n")
                space.logs["run"]?.ending = .closes
                space.errorMessage = "token \(Self.token)"
                space.extraFields["tags"] = [.string(Self.token)]
            }
            var outcomes = [try await Self.run(program, ["snapshot", name], environment)]
            #expect(outcomes[0].exitCode == 0, "\(outcomes[0].errors)")
            #expect(outcomes[0].errors.contains("variables.json: LEAK holds what looks like a token"), "\(outcomes[0].errors)")
            outcomes.append(try await Self.run(program, ["snapshot", name, "--json"], environment))
            outcomes.append(try await Self.run(program, ["show", name, "--json"], environment))
            outcomes.append(try await Self.run(program, ["export", name, "back"], environment))
            standIn.world.add(StandInFault(path: "/api/", StandInFault.status(403, message: "your token \(Self.token) may not")))
            outcomes.append(try await Self.run(program, ["snapshot", name], environment))
            #expect(outcomes.last?.exitCode == 2)
            for outcome in outcomes { #expect(!(outcome.output + outcome.errors).contains(Self.token)) }
            let files = try FileManager.default.subpathsOfDirectory(atPath: program.scratch.path)
            #expect(files.contains("driftd.db"))
            for file in files {
                let content = (try? Data(contentsOf: URL(fileURLWithPath: program.path(file)))) ?? Data()
                #expect(content.range(of: Data(Self.token.utf8)) == nil, "\(file)")
            }
            #expect(
                standIn.world.requests.filter { !$0.target.hasPrefix("/app/") }.allSatisfy {
                    $0.headers["authorization"] == "Bearer \(Self.token)" && !$0.target.contains(Self.token)
                }
            )
        }
    }
}
