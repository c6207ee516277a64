import DriftTesting
import Foundation
import HubStandIn
import Testing

@Suite("Restoring and duplicating Spaces on the Hub")
struct LiveRestoreTests {
    private static let token = LiveSnapshotTests.token

    /// A stand-in with the captures `original` and `duplicate`, the duplicate's owner calling, and a bundle `restore.tar.zst` between them.
    private func with(
        _ body: @escaping @Sendable (Stage) async throws -> Void
    ) async throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.copyCapture("duplicate")
        let original = try StandInSpace(capture: program.path("original"))
        let duplicate = try StandInSpace(capture: program.path("duplicate"))
        let world = StandInWorld([original, duplicate])
        world.update { state in
            state.users[Self.token] = duplicate.owner
            state.buildPolls = 1
        }
        let pinned = try program.run(["pin", "./original", "./duplicate", "-o", "restore.tar.zst"])
        #expect(pinned.exitCode == 0, "\(pinned.errors)")
        try await StandIn.with(world) { standIn in
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": Self.token]
            try await body(
                Stage(program: program, world: world, environment: environment, original: original.name, duplicate: duplicate.name)
            )
        }
    }

    private struct Stage: Sendable {
        var program: DriftdProgram
        var world: StandInWorld
        var environment: [String: String]
        var original: String
        var duplicate: String

        func run(_ arguments: String...) async throws -> DriftdProgram.Outcome {
            try await program.runBesideServer(arguments, environment: environment)
        }

        /// What was sent that changes something.
        var changes: [String] { world.requests.filter { $0.method != "GET" && !$0.target.contains("validate-yaml") }.map(\.line) }
    }

    @Test("A pull request holds the bundle's files over the commit that was compared, and a dry run sends none")
    func pullRequest() async throws {
        try await with { stage in
            let dry = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--pull-request", "--dry-run")
            #expect(dry.exitCode == 0, "\(dry.errors)")
            #expect(dry.output.contains("would change requirements.txt") && dry.output.contains("+numpy=="))
            #expect(stage.changes == [])
            let applied = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--pull-request")
            #expect(applied.exitCode == 0, "\(applied.errors)")
            #expect(applied.output.contains("/discussions/1"))
            let space = try #require(stage.world.space(stage.duplicate))
            let request = try #require(space.pullRequests.first)
            #expect(request.parent == space.head.identifier)
            #expect(request.title == "Restore the environment of \(stage.original)")
            #expect(String(decoding: request.files["requirements.txt"] ?? [], as: UTF8.self).contains("numpy=="))
            #expect(space.head.files["requirements.txt"] == (try stage.program.scratch.read("duplicate/repo/requirements.txt")))
            #expect(stage.changes == ["POST /api/spaces/\(stage.duplicate)/commit/main?create_pr=1"])
            #expect(stage.world.requestLines.contains("POST /api/validate-yaml"))
        }
    }

    @Test("A file that is not the bundle's, or a README that the Hub refuses, and nothing is sent")
    func refused() async throws {
        try await with { stage in
            stage.world.add(
                StandInFault(
                    path: "validate-yaml",
                    .answer(status: 400, headers: [:], body: #"{"errors":[{"message":"bad title"}]}"#),
                    times: 1
                )
            )
            let readme = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit")
            readme.expectFailure(2, errorContaining: "the Hub does not accept the README: ")
            stage.world.change(stage.duplicate) { $0.commits[0].files["requirements.txt"] = Array("edited\n".utf8) }
            let edited = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit")
            edited.expectFailure(
                2,
                errorContaining: "requirements.txt of \(stage.duplicate) on the Hub is not the file that the bundle was made for"
            )
            #expect(stage.changes == [])
        }
    }

    @Test("Committed, settings made, rebuilt, compared: restored n/n; and applied again, nothing is to be done")
    func roundTrip() async throws {
        try await with { stage in
            let applied = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit", "--settings")
            #expect(applied.exitCode == 0, "\(applied.errors)")
            #expect(applied.errors.contains("note: sets hardware cpu-upgrade"))
            #expect(stage.world.space(stage.duplicate)?.requestedHardware == "cpu-upgrade")
            let live = try await stage.run("verify", "restore.tar.zst", "--live", stage.duplicate, "--json")
            let result = try #require(StandInJSON(Array(live.output.utf8)), "\(live.errors)")
            #expect(result["differences"] == [], "\(live.output)")
            #expect(result["restored"] == result["total"] && (result["total"]?.integer ?? 0) > 2)
            #expect(result["commit"]?.text == stage.world.space(stage.duplicate)?.head.identifier)
            #expect(live.exitCode == (result["complete"] == true ? 0 : 3))
            let again = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit")
            #expect(again.output.contains("nothing to do"))
        }
    }

    @Test("A setting that fails hides nothing of what was done before it, and what only people can make is not said to be made")
    func failedSetting() async throws {
        try await with { stage in
            stage.world.add(StandInFault(path: "/hardware", method: "POST", StandInFault.status(403, message: "no paid plan"), times: 1))
            let applied = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit", "--settings")
            #expect(applied.exitCode == 2)
            #expect(applied.output.contains("changed requirements.txt") && applied.output.contains("/commit/"), "\(applied.output)")
            #expect(applied.errors.contains("error: ") && applied.errors.contains("no paid plan"), "\(applied.errors)")
            #expect(applied.errors.contains("note: sets hardware cpu-upgrade") && !applied.errors.contains("sets secret"))
            #expect(stage.world.space(stage.duplicate)?.variables["CITY"]?.value == "Lyon", "variables come before it")
            let again = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--settings", "--json")
            #expect(again.exitCode == 0, "\(again.errors)")
            let record = try #require(StandInJSON(Array(again.output.utf8)), "\(again.output)")
            #expect(record["settings"]?.array.allSatisfy { $0["kind"] == "secret" } == true && record["changed"] == [])
            #expect(stage.world.space(stage.duplicate)?.requestedHardware == "cpu-upgrade")
        }
    }

    @Test("A bundle for another Space is told")
    func anotherSpace() async throws {
        try await with { stage in
            let own = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit", "--dry-run")
            #expect(!own.errors.contains("was made for"), "\(own.errors)")
            let other = try await stage.run("apply", "restore.tar.zst", stage.original, "--commit", "--dry-run")
            #expect(other.errors.contains("the bundle was made for \(stage.duplicate), not for \(stage.original)"), "\(other.errors)")
        }
    }

    @Test("A rebuild that fails restored nothing")
    func failedBuild() async throws {
        try await with { stage in
            stage.world.update { $0.build.fails = true }
            _ = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit")
            let live = try await stage.run("verify", "restore.tar.zst", "--live", stage.duplicate)
            #expect(live.exitCode == 1)
            #expect(live.output.hasPrefix("restored 0/"))
        }
    }

    @Test("A rebuild whose app then stops, for want of a secret, restored what was built")
    func stoppedApp() async throws {
        try await with { stage in
            stage.world.update { $0.build.stopsAtStart = true }
            _ = try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit")
            let live = try await stage.run("verify", "restore.tar.zst", "--live", stage.duplicate, "--json")
            let result = try #require(StandInJSON(Array(live.output.utf8)), "\(live.errors)")
            #expect(result["differences"] == [] && result["stage"]?.text == "RUNTIME_ERROR", "\(live.output)")
            #expect(result["restored"] == result["total"] && (result["total"]?.integer ?? 0) > 2)
        }
    }

    @Test("A duplicate: said first, then made, private and on the original's hardware")
    func duplicate() async throws {
        try await with { stage in
            let name = "\(stage.duplicate.prefix { $0 != "/" })/copy"
            let refused = try await stage.run("duplicate", stage.original, name)
            #expect(refused.exitCode == 64 && stage.world.requests.isEmpty)
            let dry = try await stage.run("duplicate", stage.original, name, "--dry-run")
            #expect(dry.exitCode == 0, "\(dry.errors)")
            #expect(dry.errors.contains("on cpu-upgrade ($0.03 an hour)") && dry.errors.contains("need a paid plan"))
            #expect(dry.errors.contains("the names of its secrets may not be read"))
            #expect(stage.changes == [])
            let unpaid = try await stage.run("duplicate", stage.original, name, "--yes")
            #expect(unpaid.exitCode == 2 && unpaid.errors.contains("A paid plan is required"))
            stage.world.update { state in
                state.payingUsers = Set(state.users.values)
                for key in state.spaces.keys { state.spaces[key]?.isOpen = true }
            }
            let made = try await stage.run("duplicate", stage.original, name, "--yes")
            #expect(made.exitCode == 0, "\(made.errors)")
            let copy = try #require(stage.world.space(name))
            #expect(copy.isPrivate && copy.requestedHardware == "cpu-upgrade" && copy.variables["CITY"]?.value == "Lyon")
            #expect(try await stage.run("duplicate", stage.original, name, "--yes").errors.contains("\(name) exists already"))
        }
    }

    @Test("An SDK that the platform brought in another version than the bundle's is not restored")
    func otherSDK() async throws {
        try await with { stage in
            stage.world.update { $0.build.ignoresSDKVersion = true }
            try await stage.run("apply", "restore.tar.zst", stage.duplicate, "--commit").expectSuccess()
            let live = try await stage.run("verify", "restore.tar.zst", "--live", stage.duplicate)
            #expect(live.exitCode == 1, "\(live.errors)")
            #expect(live.output.contains("gradio") && live.output.contains("built with another `sdk_version`"), "\(live.output)")
        }
    }

    @Test("What they say as JSON, held against Tests/Golden")
    func json() async throws {
        try await with { stage in
            let calls = [
                ("duplicate.json", ["duplicate", stage.original, "bob/copy", "--dry-run", "-q"]),
                ("apply-commit.json", ["apply", "restore.tar.zst", stage.duplicate, "--commit", "--settings", "-q"]),
                ("live.json", ["verify", "restore.tar.zst", "--live", stage.duplicate]),
                ("watch-add.json", ["watch", "add", stage.duplicate, "--original", stage.original]),
                ("watched.json", ["snapshot", "--watched"]),
            ]
            for (golden, arguments) in calls {
                let outcome = try await stage.program.runBesideServer(arguments + ["--json"], environment: stage.environment)
                #expect([0, 3].contains(outcome.exitCode), "\(golden): \(outcome.errors)")
                Golden.expect(Self.withoutChance(outcome.output), matches: "CommandLine/\(golden)")
            }
        }
    }

    /// What differs from run to run: times, the stand-in's port, commits and digests.
    private static func withoutChance(_ output: String) -> String {
        output.replacing(/\d{4}-\d\d-\d\dT[\d:.]+Z/, with: "TIME")
            .replacing(/127\.0\.0\.1:\d+/, with: "HUB")
            .replacing(/"[0-9a-f]{40}(?:[0-9a-f]{24})?"/, with: "\"DIGEST\"")
            .replacing(/commit\/[0-9a-f]{40}/, with: "commit/DIGEST")
    }

    @Test("A duplicate that the Hub put on a CPU without a word is said to be on one")
    func silentCPU() async throws {
        try await with { stage in
            let name = "\(stage.duplicate.prefix { $0 != "/" })/copy"
            stage.world.update { $0.payingUsers = Set($0.users.values) }
            stage.world.change(stage.original) { $0.hardwareOnDuplication = "cpu-basic" }
            let made = try await stage.run("duplicate", stage.original, name, "--yes")
            #expect(made.exitCode == 2)
            #expect(made.errors.contains("the Hub put it on cpu-basic instead of cpu-upgrade"))
        }
    }
}
