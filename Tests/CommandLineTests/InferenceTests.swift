import DriftTesting
import Foundation
import HubStandIn
import Testing

/// The whole way of a stranger: a Space whose logs may not be read, real uv, an index on this machine that dates its files.
@Suite("Packages that nobody saw", .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason), .timeLimit(.minutes(10)))
struct InferenceTests {
    private static let token = "hf_" + String(repeating: "S", count: 34)
    private static let name = "ada/tides"

    /// What the platform's own layer and line ask for, as of 2026, in two versions each; and what the Space asks for.
    private static let releases = [
        "datasets==4.5.0 (2026-01-14): numpy", "datasets==5.0.0 (2026-06-01): numpy", "huggingface-hub==1.4.1 (2026-02-06):",
        "hf-transfer==0.1.9 (2025-01-07):", "protobuf==3.20.3 (2022-09-29):", "click==8.0.4 (2022-02-18):",
        "gradio==6.5.1 (2026-01-29): httpx", "gradio==6.9.0 (2026-03-06): httpx", "uvicorn==0.40.0 (2025-12-21):",
        "websockets==16.0 (2026-01-10):", "spaces==0.46.0 (2026-01-20): httpx", "spaces==0.48.2 (2026-04-14): httpx",
        "httpx==0.28.1 (2024-12-06):", "httpx==0.29.0 (2026-04-01):", "numpy==1.26.4 (2024-02-05):", "numpy==2.4.2 (2026-01-31):",
        "six==1.17.0 (2024-12-04):", "late==1.0 (2026-03-10):", "ffmpy==0.3.1 (source 2023-07-06)", "uses-ffmpy==1 (2025-01-01): ffmpy",
    ]

    private func space(_ change: (inout StandInSpace) -> Void = { _ in }) -> StandInSpace {
        let readme = "---\ntitle: Tides\nsdk: gradio\nsdk_version: 6.5.1\npython_version: \"3.11\"\n---\n"
        var space = StandInSpace(
            name: Self.name,
            files: [
                "README.md": Array(readme.utf8), "requirements.txt": Array("numpy<2\nsix\n".utf8), "app.py": Array("import gradio\n".utf8),
            ]
        )
        space.commits[0].date = "2026-02-16T09:12:40.000Z"
        var log = StandInLog("===== Build Queued at 2026-02-16 09:12:41 / Commit SHA: \(space.head.identifier.prefix(7)) =====\n")
        log.ending = .closes
        space.logs = ["build": log, "run": log]
        change(&space)
        return space
    }

    private func with(
        _ space: StandInSpace,
        index: PackageIndex,
        _ body: @escaping @Sendable (DriftdProgram, StandIn, [String: String]) async throws -> Void
    ) async throws {
        let program = try DriftdProgram()
        let world = StandInWorld([space])
        world.update { $0.users[Self.token] = "stranger" }
        let tools = (ExternalTool.path(of: "uv") ?? "").dropLast("/uv".count)
        let variables = index.variables
        try await StandIn.with(world) { standIn in
            let environment = [
                "HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": Self.token, "DRIFTD_OFFLINE": "", "PATH": "\(tools):/usr/bin:/bin",
            ]
            try await body(program, standIn, environment.merging(variables) { $1 })
        }
    }

    private static func run(_ program: DriftdProgram, _ arguments: [String], _ environment: [String: String]) async throws
        -> DriftdProgram.Outcome
    {
        try await program.runBesideServer(arguments, environment: environment)
    }

    /// `numpy==1.26.4` lines of `show --format freeze`.
    private static func freeze(_ program: DriftdProgram, _ reference: String, _ environment: [String: String]) async throws -> [String] {
        try await run(program, ["show", reference, "--format", "freeze"], environment).output.split(separator: "\n").map(String.init)
    }

    @Test("a stranger's snapshot is worked out, says how sure it is, and is marked all the way into the bundle")
    func stranger() async throws {
        let index = try PackageIndex(Self.releases)
        try await with(space(), index: index) { program, standIn, environment in
            let taken = try await Self.run(program, ["snapshot", Self.name], environment)
            #expect(taken.exitCode == 0, "\(taken.errors)")
            #expect(
                taken.output.contains(
                    "packages were worked out as of 2026-02-16T09:12:40Z (the date of the served commit; a rebuild since then would be later), "
                        + "Python 3.11 (README), with uv "
                ),
                "\(taken.output)"
            )
            #expect(taken.output.contains("12 packages (12 inferred); incomplete"), "\(taken.output)")
            let freeze = try await Self.freeze(program, Self.name, environment)
            #expect(
                freeze == [
                    "# incomplete", "click==8.0.4  # inferred", "datasets==4.5.0  # inferred", "gradio==6.5.1  # inferred",
                    "hf-transfer==0.1.9  # inferred", "httpx==0.28.1  # inferred", "huggingface-hub==1.4.1  # inferred",
                    "numpy==1.26.4  # inferred", "protobuf==3.20.3  # inferred", "six==1.17.0  # inferred", "spaces==0.46.0  # inferred",
                    "uvicorn==0.40.0  # inferred", "websockets==16.0  # inferred",
                ]
            )
            // Never observed: no bundle by default, and a marked one on request.
            let show = try await Self.run(program, ["show", Self.name], environment)
            #expect(show.output.contains("inferred.recipe") || show.output.contains("inference.recipe"), "\(show.output)")
            let refused = try await Self.run(program, ["pin", Self.name, Self.name, "--offline"], environment)
            refused.expectFailure(
                3,
                error: "the packages of ada/tides were inferred, not observed",
                hint: "add --inferred to pin them, each marked as such, or ask the original's owner for a `pip freeze`"
            )
            let pinned = try await Self.run(program, ["pin", Self.name, Self.name, "--inferred", "-o", "b.tar.gz"], environment)
            #expect(pinned.exitCode == 0, "\(pinned.errors)")
            let requirements = try program.shell("tar -xzOf b.tar.gz files/requirements.txt").output
            for line in ["numpy==1.26.4  # inferred", "six==1.17.0  # inferred", "datasets==4.5.0  # inferred"] {
                #expect(requirements.contains("\(line)\n"), "\(requirements)")
            }
            #expect(pinned.output.contains(/inferred +10 +of the pins: worked out, not observed/), "\(pinned.output)")
            // Every form in which the list leaves driftd says so.
            let lock = try await Self.run(program, ["show", Self.name, "--format", "pylock"], environment)
            #expect(lock.output.hasPrefix("# Worked out as of the build's day, not seen: click, "), "\(lock.errors)")
            #expect(lock.output.matches(of: /\[packages.tool.driftd\]\nevidence = "inferred"/).count == 12)
            #expect(try program.shell("tar -xzOf b.tar.gz pylock.toml").output.contains("not seen: click, "))
            let dockerfile = try await Self.run(program, ["show", Self.name, "--format", "dockerfile"], environment)
            #expect(dockerfile.output.contains("# Worked out as of the build's day, not seen: click, "))
            let json = try await Self.run(program, ["show", Self.name, "--json"], environment).output
            #expect(json.matches(of: /"kind" : "inferred"/).count == 12 && !json.contains(#""kind" : "freeze""#))
            #expect(try program.shell("tar -xzOf b.tar.gz REPORT.md").output.contains("of the pins were inferred, not observed"))
        }
    }

    @Test("kept in the capture, it is read again without any index, also from an export, and never becomes a fact")
    func kept() async throws {
        let index = try PackageIndex(Self.releases)
        try await with(space(), index: index) { program, standIn, environment in
            _ = try await Self.run(program, ["snapshot", Self.name], environment)
            let first = try await Self.freeze(program, Self.name, environment)
            index.stop()
            #expect(try await Self.freeze(program, Self.name, environment) == first && first.count > 10)
            _ = try await Self.run(program, ["export", Self.name, "back"], environment)
            #expect(program.exists("back/inferred.json") && program.exists("back/inferred.txt") && program.exists("back/commits.json"))
            #expect(try await Self.freeze(program, "./back", environment) == first)
            // Two lists of the same inference: nothing differs, and that is no verdict.
            try program.scratch.write(first.joined(separator: "\n") + "\n", to: "list.txt")
            let diff = try await Self.run(program, ["diff", "./back", "./list.txt"], environment)
            #expect(diff.exitCode == 3, "\(diff.output)")
            #expect(diff.output.contains("No verdict: nothing observed differs"), "\(diff.output)")
            try program.scratch.write("numpy==1.26.3\n", to: "other.txt")
            let other = try await Self.run(program, ["diff", "./back", "./other.txt"], environment)
            #expect(other.exitCode == 3 && other.output.contains("downgraded, not observed"), "\(other.output)")
            #expect(other.output.contains("differ where a side was only worked out."), "\(other.output)")
        }
    }

    @Test("what the running app says of itself is a fact that the inference has to fit, and without the token")
    func hardFacts() async throws {
        let space = space { space in
            space.applicationConfiguration = ["version": "6.9.0", "api_prefix": "/gradio_api", "app_id": 42, "components": []]
            space.spacesVersion = "0.48.2"
        }
        try await with(space, index: try PackageIndex(Self.releases)) { program, standIn, environment in
            let taken = try await Self.run(program, ["snapshot", Self.name], environment)
            #expect(
                taken.output.contains("as of 2026-04-14T00:00:01Z (a version that runs is no older, so the Space was built again"),
                "\(taken.output)"
            )
            #expect(taken.errors.contains("the README asks for gradio 6.5.1, the app runs 6.9.0: that counts"), "\(taken.errors)")
            let json = try await Self.run(program, ["show", Self.name, "--json"], environment).output
            #expect(json.contains(#""kind" : "runtime""#))
            let freeze = try await Self.freeze(program, Self.name, environment)
            #expect(freeze.contains("gradio==6.9.0") && freeze.contains("spaces==0.48.2") && freeze.contains("httpx==0.29.0  # inferred"))
            _ = try await Self.run(program, ["export", Self.name, "back"], environment)
            let kept = String(decoding: try program.scratch.read("back/config.json"), as: UTF8.self)
            #expect(kept.contains(#""version" : "6.9.0""#) && !kept.contains("app_id"), "\(kept)")
            let calls = standIn.world.requests.filter { $0.target.hasPrefix("/app/") }
            #expect(calls.map(\.line) == ["GET /app/ada/tides/config"] && calls.allSatisfy { $0.headers["authorization"] == nil })
        }
    }

    @Test("a pin that came out after the commit proves a rebuild")
    func latePin() async throws {
        let space = space { $0.commits[0].files["requirements.txt"] = Array("late==1.0\n".utf8) }
        try await with(space, index: try PackageIndex(Self.releases)) { program, _, environment in
            let taken = try await Self.run(program, ["snapshot", Self.name], environment)
            #expect(taken.output.contains("as of 2026-03-10T00:00:01Z (a version that runs is no older"), "\(taken.output)")
        }
    }

    @Test("what cannot be asked about is left out by name: repositories, what has no wheel, what is gone")
    func leftOut() async throws {
        let file = "git+https://host.example/o/r@main\nthing @ git+https://host.example/o/thing@main\nuses-ffmpy\nvanished==2.0\n"
        let index = try PackageIndex(Self.releases)
        try await with(space { $0.commits[0].files["requirements.txt"] = Array(file.utf8) }, index: index) { program, _, environment in
            let taken = try await Self.run(program, ["snapshot", Self.name], environment)
            #expect(taken.errors.contains("thing: a repository has no upload dates"), "\(taken.errors)")
            #expect(
                taken.errors.contains("ffmpy: no wheel as of then")
                    && taken.errors.contains("vanished: the index does not have it as of then")
            )
            let freeze = try await Self.freeze(program, Self.name, environment)
            #expect(freeze.contains("# thing: version unknown") && freeze.contains("# vanished: version unknown"), "\(freeze)")
            #expect(freeze.contains("ffmpy==0.3.1  # inferred"))
            #expect(!FileManager.default.fileExists(atPath: index.builtMark), "nobody's code ran")
        }
    }

    @Test("nothing is worked out where something was seen, where it is not wanted, or where there is no index")
    func notWanted() async throws {
        let index = try PackageIndex(Self.releases)
        try await with(space(), index: index) { program, standIn, environment in
            let off = try await Self.run(program, ["snapshot", Self.name, "--no-infer", "--db", "off.db"], environment)
            #expect(off.exitCode == 0 && !off.output.contains("worked out"), "\(off.output)")
            standIn.world.change(Self.name) { space in
                space.isOpen = true
                space.logs["build"]?.text +=
                    "\n--> RUN pip install six\nSuccessfully installed six-1.17.0\nDONE 1s\n\n--> Pushing image\nDONE 1s\n"
            }
            let seen = try await Self.run(program, ["snapshot", Self.name, "--db", "seen.db"], environment)
            #expect(seen.output.contains("1 package (1 log)") && !seen.output.contains("worked out"), "\(seen.output)")
            let gaps = try await Self.run(program, ["snapshot", Self.name, "--infer", "--db", "gaps.db"], environment)
            #expect(gaps.output.contains("(1 log, 11 inferred)"), "\(gaps.output)")
            standIn.world.change(Self.name) { $0.isOpen = false }
            index.stop()
            let away = try await Self.run(program, ["snapshot", Self.name, "--db", "away.db"], environment)
            #expect(away.exitCode == 0, "a snapshot all the same: \(away.errors)")
            #expect(away.output.contains("the resolver gave no answer"), "\(away.output)")
            #expect(!away.output.contains("127.0.0.1") || away.output.contains("did not reach the package index"))
        }
    }

    private func dockerSpace(_ dockerfile: String) -> StandInSpace {
        space { space in
            space.sdk = "docker"
            space.commits[0].files = [
                "README.md": Array("---\nsdk: docker\n---\n".utf8), "Dockerfile": Array(dockerfile.utf8),
                "server/requirements.txt": Array("gradio<6.9\nnumpy<2\n".utf8),
            ]
        }
    }

    @Test("a Docker Space is worked out from its Dockerfile's calls, over the Python of its base image, and marked in what pins it")
    func docker() async throws {
        let dockerfile = "FROM python:3.11-slim\nCOPY . /code\nRUN pip install six\nRUN pip install -r /code/server/requirements.txt\n"
        try await with(dockerSpace(dockerfile), index: try PackageIndex(Self.releases)) { program, _, environment in
            let taken = try await Self.run(program, ["snapshot", Self.name], environment)
            #expect(taken.output.contains("Python 3.11 (the Dockerfile's base image), with uv"), "\(taken.output)\(taken.errors)")
            #expect(taken.errors.contains("the steps are the Dockerfile's own pip calls (Dockerfile:3, Dockerfile:4)"), "\(taken.errors)")
            let freeze = try await Self.freeze(program, Self.name, environment)
            #expect(
                freeze == [
                    "# incomplete", "gradio==6.5.1  # inferred", "httpx==0.28.1  # inferred", "numpy==1.26.4  # inferred",
                    "six==1.17.0  # inferred",
                ]
            )
            let pinned = try await Self.run(program, ["pin", Self.name, Self.name, "--inferred", "-o", "b.tar.gz"], environment)
            #expect(pinned.exitCode == 0, "\(pinned.errors)")
            let file = try program.shell("tar -xzOf b.tar.gz files/Dockerfile").output
            #expect(
                file.contains("RUN pip install six==1.17.0\n") && file.hasSuffix("# driftd: inferred, not observed: six==1.17.0\n"),
                "\(file)"
            )
            #expect(try program.shell("tar -xzOf b.tar.gz files/server/requirements.txt").output.hasPrefix("gradio==6.5.1  # inferred\n"))
        }
    }

    @Test(
        "where the Dockerfile does not tell what it installs, one line says why",
        arguments: [
            ("FROM pytorch/pytorch:2.4.0\nRUN pip install six\n", "its base image pytorch/pytorch:2.4.0 may bring packages"),
            ("FROM python:3.11\nRUN pip install six && conda install numpy\n", "Dockerfile:2 runs conda"),
            ("FROM python:3.11\nRUN bash -c 'pip install six'\n", "Dockerfile:2 calls pip in a way that driftd does not read"),
        ]
    )
    func dockerUntold(dockerfile: String, reason: String) async throws {
        try await with(dockerSpace(dockerfile), index: try PackageIndex(Self.releases)) { program, _, environment in
            let taken = try await Self.run(program, ["snapshot", Self.name], environment)
            #expect(taken.exitCode == 0)
            #expect(
                taken.output.contains("nothing was worked out: the Dockerfile does not tell what it installs: \(reason)"),
                "\(taken.output)"
            )
            #expect(try program.run(["export", Self.name + "@1", "back"]).exitCode == 0)
        }
    }

    @Test("the same question is asked once a day, and silence is no answer")
    func cached() async throws {
        let index = try PackageIndex(Self.releases)
        try await with(space(), index: index) { program, standIn, environment in
            let first = try await Self.run(program, ["snapshot", Self.name, "--db", "a.db"], environment)
            #expect(first.output.contains("12 packages (12 inferred)"), "\(first.output)")
            index.stop()
            let second = try await Self.run(program, ["snapshot", Self.name, "--db", "b.db"], environment)
            #expect(second.output.contains("12 packages (12 inferred)"), "without an index: \(second.output)")
            standIn.world.change(Self.name) { $0.commits[0].files["requirements.txt"] = Array("six\n".utf8) }
            let other = try await Self.run(program, ["snapshot", Self.name, "--db", "c.db"], environment)
            #expect(other.output.contains("the resolver gave no answer"), "\(other.output)")
        }
    }

    @Test("a capture with a repository and nothing else is worked out as well")
    func directory() async throws {
        let index = try PackageIndex(Self.releases)
        try await with(space(), index: index) { program, _, environment in
            try program.scratch.write(
                #"{"schema": "driftd.capture/1", "space": "ada/tides", "takenAt": "2026-02-20T00:00:00Z", "origin": "by hand", "readable": {"build-log": false}}"#,
                to: "capture/capture.json"
            )
            try program.scratch.write("---\nsdk: gradio\n---\n", to: "capture/repo/README.md")
            try program.scratch.write("six\n", to: "capture/repo/requirements.txt")
            let taken = try await Self.run(program, ["snapshot", "./capture"], environment)
            #expect(taken.output.contains("as of 2026-02-20T00:00:01Z (the capture's own time"), "\(taken.output)")
            #expect(taken.output.contains("Python 3.13 (the platform's own at that time)"), "\(taken.output)")
            let again = try await Self.run(program, ["snapshot", "./capture"], environment)
            #expect(again.output.hasPrefix("@1  "), "the same capture again: \(again.output)")
            #expect(try await Self.freeze(program, "ada/tides", environment).contains("gradio==6.5.1  # inferred"))
        }
    }
}
