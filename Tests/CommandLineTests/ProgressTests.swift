import DriftTesting
import Foundation
import HubStandIn
import Testing

/// What long work says of itself, on a terminal and elsewhere.
@Suite("Progress", .enabled(if: ExternalProgram.isInstalled("python3"), ExternalTool.skipReason), .timeLimit(.minutes(10)))
struct ProgressTests {
    private static let count = 24

    private static func name(_ index: Int) -> String { "owner\(index % 3)/space\(100 + index)" }

    private func world() -> StandInWorld {
        let world = StandInWorld(
            (0..<Self.count).map { index in
                var space = StandInSpace(name: Self.name(index), files: ["README.md": Array("---\nsdk: gradio\n---\n".utf8)])
                space.isOpen = true
                var log = StandInLog(
                    "===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n\n--> FROM python:3.13\nDONE 0s\n"
                )
                log.ending = .closes
                space.logs = ["build": log, "run": log]
                return space
            }
        )
        world.update { $0.users = ["hf_test": "watcher"] }
        world.add(StandInFault(path: "/api/spaces/\(Self.name(5))", StandInFault.status(404)))
        return world
    }

    /// What stands on a terminal's line after `text` was written to it, piece by piece.
    private static func lines(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(whereSeparator: { $0 == "\n" || $0 == "\r" }).map {
            String($0.replacing("\u{1B}[K", with: ""))
        }
    }

    @Test(
        "on a terminal one line counts, with rate and time left, and is gone at the end",
        arguments: ["snapshot --watched", "snapshot"]
    )
    func terminal(command: String) async throws {
        let program = try DriftdProgram()
        let names = (0..<Self.count).map(Self.name)
        try program.run(["watch", "add", "-q"] + names).expectSuccess()
        try program.scratch.write(PseudoTerminal.script, to: PseudoTerminal.file)
        let targets = command == "snapshot" ? " " + names.joined(separator: " ") : ""
        try await StandIn.with(world()) { standIn in
            let line =
                "TERM=xterm HF_ENDPOINT=\(standIn.endpoint) HF_TOKEN=hf_test python3 terminal.py stderr 100 \"$DRIFTD\" \(command)\(targets)"
            let outcome = try await program.shellBesideServer(line)
            #expect(outcome.exitCode == 2)
            let shown = Self.lines(outcome.output)
            let counted = shown.compactMap {
                try? /([0-9]+) of 24 Spaces, ([01]) failed, [0-9]+\.[0-9] a second, [0-9]+ s left/.wholeMatch(in: $0)
            }
            let counts = counted.compactMap { Int($0.1) }
            #expect(counts.count >= Self.count / 2, "\(outcome.output)")
            #expect(counts == counts.sorted() && counts.last == Self.count, "\(counts)")
            #expect(counted.last?.2 == "1")
            // Taken away before anything else is said, so that nothing stands behind it.
            let error = try #require(shown.first { $0.contains("error: ") }, "\(outcome.output)")
            #expect(error.hasPrefix("error: "), "\(error)")
            #expect(outcome.output.contains("\u{1B}[K"))
        }
    }

    @Test("elsewhere there are no control characters, and work that goes on for long says a plain line every ten seconds")
    func plain() async throws {
        let program = try DriftdProgram()
        let names = (0..<Self.count).map(Self.name)
        let world = world()
        // The last of them holds up the run.
        world.add(StandInFault(path: "/api/spaces/\(Self.name(Self.count - 1))/runtime", .stall(milliseconds: 12_000), times: 1))
        world.add(StandInFault(path: "/api/spaces/\(Self.name(Self.count - 2))/runtime", .stall(milliseconds: 11_000), times: 1))
        try await StandIn.with(world) { standIn in
            let environment = ["HF_ENDPOINT": standIn.endpoint, "HF_TOKEN": "hf_test", "TERM": "xterm"]
            let outcome = try await program.runBesideServer(["snapshot"] + names, environment: environment)
            #expect(outcome.exitCode == 2)
            #expect(!outcome.errors.contains("\u{1B}") && !outcome.errors.contains("\r"))
            let lines = outcome.errors.split(separator: "\n").filter {
                $0.contains(#/ of 24 Spaces, [01] failed, [0-9.]+ a second, [0-9]+ s left$/#)
            }
            #expect((1...4).contains(lines.count) && lines.allSatisfy { $0.hasPrefix("note: ") }, "\(outcome.errors)")
            let quiet = try await program.runBesideServer(["snapshot", "-q", names[0], names[1]], environment: environment)
            #expect(quiet.exitCode == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
        }
    }
}
