import DriftTesting
import Foundation
import Testing

@Suite("What the commands print, held against Tests/Golden")
struct OutputTests {
    /// One call over the same four snapshots: @1 ada/tides; @2 bob/tides, @3 with a cached step, @4 a failed build.
    struct Call: Sendable, CustomTestStringConvertible {
        var golden: String
        var arguments: [String]
        var exitCode: Int32 = 0
        /// What stands on standard error.
        var notes = ""

        var testDescription: String { golden }
    }

    static let calls: [Call] = [
        Call(golden: "parse.txt", arguments: ["parse", "original/logs/build-001.log"]),
        Call(golden: "parse.json", arguments: ["parse", "--log", "original/logs/build-001.log", "--json"]),
        Call(golden: "parse-cached.txt", arguments: ["parse", "cached/logs/build-001.log"]),
        Call(golden: "parse-failed.txt", arguments: ["parse", "failed/logs/build-001.log"]),
        Call(golden: "explain.txt", arguments: ["parse", "original/logs/build-001.log", "--explain", "Gradio_Client"]),
        Call(golden: "explain.json", arguments: ["parse", "original/logs/build-001.log", "--explain", "gradio", "--json"]),
        Call(golden: "explain-unknown.txt", arguments: ["parse", "cached/logs/build-001.log", "--explain", "datasets"]),
        Call(
            golden: "beacon.json",
            arguments: ["beacon", "--json"],
            notes: "note: put these lines at the top of app.py and restart the Space; then run `driftd parse` on its run log\n"
        ),
        Call(golden: "history.txt", arguments: ["history", "bob/tides"]),
        Call(golden: "history.json", arguments: ["history", "bob/tides", "--json", "--limit", "2"]),
        Call(golden: "history-all.txt", arguments: ["history"]),
        Call(golden: "show.txt", arguments: ["show", "ada/tides"]),
        Call(golden: "show.json", arguments: ["show", "@1", "--json"]),
        Call(golden: "show.freeze", arguments: ["show", "ada/tides@1", "--format", "freeze"]),
        Call(golden: "show-cached.freeze", arguments: ["show", "@3", "--format", "freeze"]),
        Call(golden: "export.json", arguments: ["export", "@1", "exported", "--json"]),
        Call(golden: "diff.txt", arguments: ["diff", "ada/tides", "bob/tides@2026-03-16"], exitCode: 1),
        Call(golden: "diff.json", arguments: ["diff", "@1", "@2", "--json"], exitCode: 1),
        Call(golden: "diff.md", arguments: ["diff", "@1", "@2", "--format", "markdown"], exitCode: 1),
        Call(golden: "diff.html", arguments: ["diff", "@1", "@2", "--format", "html"], exitCode: 1),
        Call(golden: "diff-same.txt", arguments: ["diff", "@1", "./original"]),
        Call(golden: "diff-settings.txt", arguments: ["diff", "@1", "./moved"]),
        Call(golden: "diff-incomplete.txt", arguments: ["diff", "@2", "@3"], exitCode: 3),
        Call(golden: "diff-incomplete.md", arguments: ["diff", "@2", "@3", "--format", "markdown"], exitCode: 3),
        Call(golden: "diff-drift-incomplete.txt", arguments: ["diff", "@1", "@3"], exitCode: 1),
        Call(
            golden: "diff-latest.txt",
            arguments: ["diff", "ada/tides", "bob/tides"],
            exitCode: 1,
            notes: "note: bob/tides: a newer snapshot (@4) shows no build that went through; @3 was taken (`driftd show @4`)\n"
        ),
        Call(golden: "pin.txt", arguments: ["pin", "@1", "@2"]),
        Call(golden: "pin.json", arguments: ["pin", "@1", "@2", "--json", "-o", "bundle.tar.gz"]),
        Call(golden: "pin-minimal.txt", arguments: ["pin", "@1", "@2", "--mode", "minimal", "-o", "bundle.tar.zst"]),
        Call(golden: "pin-incomplete.txt", arguments: ["pin", "@3", "@1", "-o", "bundle.tar.zst"]),
    ]

    private func prepare() throws -> DriftdProgram {
        let program = try DriftdProgram()
        for name in ["original", "duplicate", "cached", "failed"] { try program.copyCapture(name) }
        try program.copyCapture("original", as: "moved")
        try program.scratch.write(
            #"{"stage":"RUNNING","hardware":{"current":"t4-small","requested":"t4-small"}}"#,
            to: "moved/runtime.json"
        )
        let outcome = try program.run(["snapshot", "-q", "original", "duplicate", "cached", "failed"])
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        return program
    }

    @Test("each command, each format", arguments: calls)
    func golden(call: Call) throws {
        let program = try prepare()
        let outcome = try program.run(call.arguments)
        #expect(outcome.exitCode == call.exitCode)
        #expect(outcome.errors == call.notes)
        Golden.expect(Self.withoutDigests(outcome.output), matches: "CommandLine/\(call.golden)")
    }

    /// A bundle's digest changes with every word of its report; that it is stable is another test's matter.
    private static func withoutDigests(_ output: String) -> String {
        output.replacing(/--[0-9a-f]{8}\.tar/, with: "--DIGEST.tar")
            .replacing(/sha256 of the tar: [0-9a-f]{12}/, with: "sha256 of the tar: DIGEST")
            .replacing(/"digest" : "[0-9a-f]{64}"/, with: "\"digest\" : \"DIGEST\"")
    }

    @Test("snapshot tells what it stored, what is missing, and warns")
    func snapshot() throws {
        let program = try DriftdProgram()
        for name in ["original", "duplicate", "cached", "failed"] { try program.copyCapture(name) }
        let outcome = try program.run(["snapshot", "original", "duplicate", "cached", "failed"])
        #expect(outcome.exitCode == 0)
        Golden.expect(outcome.output, matches: "CommandLine/snapshot.txt")
        Golden.expect(outcome.errors, matches: "CommandLine/snapshot.errors")
        let again = try program.run(["snapshot", "-q", "cached", "--json"])
        again.expectSuccess()
        Golden.expect(again.output, matches: "CommandLine/snapshot.json")
    }

    @Test("apply, dry run, again, undo")
    func apply() throws {
        let program = try prepare()
        try program.run(["pin", "@1", "@2", "-q", "-o", "bundle.tar.zst"]).expectSuccess()
        let steps: [(String, [String])] = [
            ("apply-dry-run.txt", ["--dry-run"]), ("apply.txt", []), ("apply-again.txt", []), ("apply-undo.txt", ["--undo"]),
            ("apply.json", ["--json"]),
        ]
        for (golden, options) in steps {
            let outcome = try program.run(["apply", "bundle.tar.zst", "duplicate/repo"] + options)
            outcome.expectSuccess()
            Golden.expect(outcome.output, matches: "CommandLine/\(golden)")
        }
    }

    @Test("every line ends, and none has blanks at its end", arguments: calls.filter { !$0.golden.hasSuffix(".json") })
    func shape(call: Call) throws {
        let output = try prepare().run(call.arguments).output
        #expect(output.hasSuffix("\n"))
        #expect(!output.split(separator: "\n").contains { $0.hasSuffix(" ") })
    }
}
