import DriftTesting
import Foundation
import HubStandIn
import Testing

@Suite("The schedule against the stand-in, with the real process")
struct ServeTests {
    private func world(count: Int) -> StandInWorld {
        let world = StandInWorld(
            (0..<count).map { index in
                var space = StandInSpace(
                    name: Self.name(index),
                    files: ["README.md": Array("---\nsdk: gradio\n---\n".utf8), "requirements.txt": Array("numpy\n".utf8)]
                )
                space.isOpen = true
                var log = StandInLog(
                    "===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n\n--> RUN pip install -r requirements.txt\nSuccessfully installed numpy-1.26.\(index)\n"
                )
                log.ending = .closes
                var runLog = StandInLog("===== Application Startup at 2026-07-05 07:55:00 =====\n")
                runLog.ending = .closes
                space.logs = ["build": log, "run": runLog]
                return space
            }
        )
        world.update { $0.users = ["hf_test": "watcher"] }
        return world
    }

    /// Refusals with and without the Hub's headers, failures, answers that break off, that are none, and that lead elsewhere.
    private static let faults: [StandInFault.Kind] = [
        StandInFault.status(404), StandInFault.status(404, code: "RepoNotFound"), StandInFault.status(401), StandInFault.status(403),
        StandInFault.status(500), StandInFault.status(503), .cutBody, .answer(status: 200, headers: [:], body: "<html>"),
        .answer(status: 200, headers: [:], body: #"{"id":3}"#), .redirect(to: "http://127.0.0.1:9/", status: 302),
    ]

    /// Plain lines of progress, which a slow machine says every ten seconds.
    private static func withoutProgress(_ errors: String) -> String {
        errors.split(separator: "\n").filter { !$0.contains(" a second, ") }.map { $0 + "\n" }.joined()
    }

    private static func name(_ index: Int) -> String { "owner\(index % 7)/space\(1000 + index)" }

    /// Away from the threads that serve the stand-in.
    private func inBackground<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
        }
    }

    private func add(_ count: Int, to program: DriftdProgram) throws {
        try program.run(["watch", "add", "-q"] + (0..<count).map(Self.name)).expectSuccess()
    }

    private func checkIntegrity(_ program: DriftdProgram) throws {
        let code = "import sqlite3; print(sqlite3.connect('driftd.db').execute('PRAGMA integrity_check').fetchone()[0])"
        #expect(try program.shell("python3 -c \"\(code)\"").output == "ok\n")
    }

    @Test("two hundred Spaces with faults by chance: each is stored or reported, and the next run takes exactly what is missing")
    func faults() async throws {
        let program = try DriftdProgram()
        try add(200, to: program)
        let world = world(count: 200)
        var random = SplitMix64(seed: 5)
        let faulty = (0..<200).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
        for index in faulty {
            let kind = Self.faults[Int.random(in: 0..<Self.faults.count, using: &random)]
            world.add(StandInFault(path: "/api/spaces/\(Self.name(index))", kind))
        }
        try await StandIn.with(world) { standIn in
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": "hf_test"]
            let first = try await inBackground { try program.run(["snapshot", "--watched"], environment: environment) }
            #expect(first.exitCode == 2)
            #expect(first.output.contains("200 looked at: \(200 - faulty.count) captured, 0 unchanged, 0 building, \(faulty.count) failed"))
            let errors = Self.withoutProgress(first.errors)
            #expect(errors.hasPrefix("error: \(faulty.count) of 200 watched Spaces could not be captured\nhint: "), "\(errors)")
            world.update { $0.faults = [] }
            let second = try await inBackground { try program.run(["snapshot", "--watched"], environment: environment) }
            #expect(second.exitCode == 0 && Self.withoutProgress(second.errors).isEmpty, "\(second.errors)")
            #expect(second.output.contains("\(faulty.count) looked at: \(faulty.count) captured, 0 unchanged"), "\(second.output)")
            let third = try await inBackground { try program.run(["snapshot", "--watched"], environment: environment) }
            #expect(third.output.hasPrefix("0 looked at"))
        }
        try checkIntegrity(program)
    }

    @Test(
        "killed at any moment, by SIGKILL or SIGINT, the database is whole and the next run goes on from there",
        arguments: ["KILL", "INT"],
        ["serve", "snapshot --watched"]
    )
    func killed(signal: String, command: String) async throws {
        let program = try DriftdProgram()
        try add(12, to: program)
        var random = SplitMix64(seed: UInt64(signal.utf8.count * 10 + command.utf8.count))
        let parts = (0..<4).map { _ in Double.random(in: 0.005..<1, using: &random) }
        try await StandIn.with(world(count: 12)) { standIn in
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": "hf_test"]
            // How long a whole run takes here: the blows fall anywhere in it.
            let whole = try DriftdProgram()
            try add(12, to: whole)
            let started = ContinuousClock.now
            _ = try await inBackground { try whole.run(["snapshot", "--watched"], environment: environment) }
            let length = (ContinuousClock.now - started) / .seconds(1)
            for part in parts {
                let delay = part * length
                let line =
                    "HF_ENDPOINT=\(standIn.endpoint) HF_TOKEN=hf_test timeout -s \(signal) \(delay) \"$DRIFTD\" \(command) > out 2>&1; exit 0"
                _ = try await inBackground { try program.shell(line) }
                try checkIntegrity(program)
            }
            let last = try await inBackground { try program.run(["snapshot", "--watched"], environment: environment) }
            #expect(last.exitCode == 0, "\(last.errors)")
        }
        let history = try program.run(["history", "--json"]).output
        #expect(history.matches(of: #/"space" : /#).count == 12)
        for index in [0, 7, 11] {
            let one = try program.run(["history", Self.name(index), "--json"]).output
            #expect(one.matches(of: #/"space" : /#).count == 1, "none twice")
        }
    }

    @Test("a Hub that is not there is said of every Space, soon")
    func away() async throws {
        let program = try DriftdProgram()
        try add(40, to: program)
        let started = ContinuousClock.now
        let outcome = try program.run(
            ["snapshot", "--watched"],
            environment: ["HF_ENDPOINT": "http://127.0.0.1:9", "HF_TOKEN": "hf_test"]
        )
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("error: 40 of 40 watched Spaces could not be captured"), "\(outcome.errors)")
        #expect(outcome.output.contains("40 failed"), "\(outcome.output)")
        #expect(outcome.output.matches(of: /the Hub at http:\/\/127.0.0.1:9 does not answer: connection refused/).count == 40)
        // Once for all, however many there are.
        #expect(ContinuousClock.now - started < .seconds(60))
    }

    @Test("serve ends with SIGTERM in good order, and lets no second one beside it")
    func oneWriter() async throws {
        let program = try DriftdProgram()
        try add(1, to: program)
        try await StandIn.with(world(count: 1)) { standIn in
            let script = """
                export HF_ENDPOINT=\(standIn.endpoint) HF_TOKEN=hf_test
                "$DRIFTD" serve 2> log & pid=$!
                for i in $(seq 2400); do grep -q captured log && break; sleep 0.05; done
                "$DRIFTD" snapshot --watched; echo "second: $?"
                "$DRIFTD" history -q > /dev/null; echo "history: $?"
                kill -TERM $pid; wait $pid; echo "serve: $?"
                """
            let outcome = try await inBackground { try program.shell(script) }
            #expect(outcome.output == "second: 2\nhistory: 0\nserve: 0\n", "\(outcome.errors)")
            #expect(outcome.errors.contains("is already capturing into"))
            let log = String(decoding: try program.scratch.read("log"), as: UTF8.self)
            #expect(log.contains("captured") && log.contains("stopped") && !log.contains("hf_test"), "\(log)")
        }
    }

    @Test("no level of its log holds the token, or any other variable of the process")
    func logHoldsNoVariables() async throws {
        let program = try DriftdProgram()
        try add(1, to: program)
        try await StandIn.with(world(count: 1)) { standIn in
            let script = """
                export HF_ENDPOINT=\(standIn.endpoint) HF_TOKEN=hf_test OTHER_KEY=of-somebody
                for level in debug trace; do
                    "$DRIFTD" serve --log-level $level 2> $level & pid=$!
                    for i in $(seq 2400); do grep -q captured $level && break; sleep 0.05; done
                    kill -TERM $pid; wait $pid; echo "serve: $?"
                    "$DRIFTD" watch remove -q owner0/space1000 > /dev/null; "$DRIFTD" watch add -q owner0/space1000 > /dev/null
                done
                """
            let outcome = try await inBackground { try program.shell(script) }
            #expect(outcome.output == "serve: 0\nserve: 0\n", "\(outcome.errors)")
            let log = try ["debug", "trace"].map { String(decoding: try program.scratch.read($0), as: UTF8.self) }.joined()
            #expect(log.matches(of: /stopped/).count == 2)
            for secret in ["hf_test", "of-somebody", "OTHER_KEY"] { #expect(!log.contains(secret)) }
        }
    }

    @Test("a database that another process holds for long is waited for, and nothing of what was found is lost")
    func lockedDatabase() async throws {
        let program = try DriftdProgram()
        try add(3, to: program)
        try await StandIn.with(world(count: 3)) { standIn in
            let script = """
                export HF_ENDPOINT=\(standIn.endpoint) HF_TOKEN=hf_test
                "$DRIFTD" snapshot --watched -q > /dev/null
                cat > hold.py <<'END'
                import sqlite3, time
                connection = sqlite3.connect("driftd.db", isolation_level=None, timeout=30)
                connection.execute("UPDATE watch SET next_look_at = 0")
                connection.execute("BEGIN IMMEDIATE")
                open("held", "w").close()
                for _ in range(600):
                    if "cannot be used" in open("log").read(): break
                    time.sleep(0.1)
                connection.execute("ROLLBACK")
                END
                touch log; python3 hold.py & holder=$!
                for i in $(seq 600); do test -e held && break; sleep 0.05; done
                "$DRIFTD" serve 2> log & pid=$!
                wait $holder
                for i in $(seq 600); do
                    python3 -c 'import sqlite3, sys; sys.exit(sqlite3.connect("driftd.db").execute("SELECT min(next_look_at) FROM watch").fetchone()[0] == 0)' && break
                    sleep 0.1
                done
                kill -TERM $pid; wait $pid; echo "serve: $?"
                python3 -c 'import sqlite3; print(sqlite3.connect("driftd.db").execute("SELECT count(*) FROM watch WHERE next_look_at > 0").fetchone()[0])'
                """
            let outcome = try await inBackground { try program.shell(script) }
            #expect(outcome.output == "serve: 0\n3\n", "\(outcome.errors)")
            let log = String(decoding: try program.scratch.read("log"), as: UTF8.self)
            #expect(log.contains("is locked by another process") && log.contains("hint=try again; see who holds it: fuser"), "\(log)")
        }
    }

    @Test("what fails is logged with what to do")
    func failure() async throws {
        let program = try DriftdProgram()
        try add(1, to: program)
        let world = world(count: 1)
        world.add(StandInFault(path: "/api/spaces/\(Self.name(0))", StandInFault.status(404)))
        try await StandIn.with(world) { standIn in
            let script = """
                export HF_ENDPOINT=\(standIn.endpoint) HF_TOKEN=hf_test
                "$DRIFTD" serve 2> log & pid=$!
                for i in $(seq 600); do grep -q failed log && break; sleep 0.05; done
                kill -TERM $pid; wait $pid; echo "serve: $?"
                "$DRIFTD" watch list
                """
            let outcome = try await inBackground { try program.shell(script) }
            #expect(outcome.output.hasPrefix("serve: 0\n"))
            let hint = try #require(outcome.output.split(separator: "\n").last).trimmingPrefix { $0 == " " }
            let log = String(decoding: try program.scratch.read("log"), as: UTF8.self)
            #expect(log.contains("hint=\(hint)"), "\(hint): \(log)")
        }
    }

    @Test("a database in which nothing is watched is told of: --db may be mistyped")
    func nothingWatched() throws {
        let program = try DriftdProgram()
        let script = """
            export HF_ENDPOINT=http://127.0.0.1:9 HF_TOKEN=hf_test
            "$DRIFTD" serve --db other.db 2> log & pid=$!
            for i in $(seq 600); do grep -q 'driftd watch add' log && break; sleep 0.05; done
            kill -TERM $pid; wait $pid; echo "serve: $?"
            """
        #expect(try program.shell(script).output == "serve: 0\n")
        let log = String(decoding: try program.scratch.read("log"), as: UTF8.self)
        #expect(log.contains("no Space is watched yet: `driftd watch add owner/name`"), "\(log)")
    }
}
