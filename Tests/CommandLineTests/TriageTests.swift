import DriftTesting
import Foundation
import Testing

@Suite("driftd triage")
struct TriageTests {
    @Test("files, standard input and a capture give the contract's object", arguments: [["a.log"], ["-"], ["a.log", "-"]])
    func contract(arguments: [String]) throws {
        let program = try DriftdProgram()
        let text = "\u{1B}[31mError while cloning repository\u{1B}[0m\n"
        try program.scratch.write(text, to: "a.log")
        let outcome = try program.run(["triage", "--json"] + arguments, input: text)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "driftd.triage/1")
        #expect(object["bucket"] as? String == "A")
        #expect(object["layer"] as? String == "repo-or-YAML")
        #expect(object["knownBreak"] is NSNull)
        let evidence = try #require((object["evidence"] as? [[String: Any]])?.first)
        #expect(evidence["text"] as? String == "Error while cloning repository")
        #expect(evidence["line"] as? Int == 1)
        let moves = try #require(object["moves"] as? [[String: Any]])
        #expect((moves.first?["command"] as? String)?.hasPrefix("driftd snapshot") == true)
    }

    @Test("a failed build's capture names its own Space in the moves")
    func capture() throws {
        let program = try DriftdProgram()
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Captures/failed").path
        let outcome = try program.run(["triage", folder])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.hasPrefix("A: does not get to run (build)"), "\(outcome.output)")
        #expect(!outcome.output.contains("<duplicate>"))
    }

    @Test("a move looks into the database that was named", arguments: [[], ["--json"]])
    func database(format: [String]) throws {
        let program = try DriftdProgram()
        let text = "Error while cloning repository\n"
        let outcome = try program.run(["triage", "-", "--db", "my own.db"] + format, input: text)
        #expect(outcome.output.contains("driftd snapshot <duplicate> --db 'my own.db'"), "\(outcome.output)")
    }

    @Test("text that is no log is unknown, not a failure", arguments: ["", "hello\n", "\u{0}\u{1}"])
    func noLog(content: String) throws {
        let program = try DriftdProgram()
        let outcome = try program.run(["triage", "-"], input: content)
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.hasPrefix("not recognised"))
    }

    @Test("of a log beyond what is held the end counts, and what was passed over is said", arguments: ["-", "long.log"])
    func long(path: String) throws {
        let program = try DriftdProgram()
        let head = "===== Application Startup at 2026-03-01 10:00:00 =====\n\n"
        let line = "2026-03-01 10:00:00,123 - worker - INFO - step done\n"
        let lines = (40 << 20) / line.utf8.count
        let text =
            head + String(repeating: line, count: lines) + "ModuleNotFoundError: No module named 'audioop'\nExit code: 1. Reason: none\n"
        if path != "-" { try program.scratch.write(text, to: path) }
        let outcome = try program.run(["triage", path, "--json"], input: path == "-" ? text : "")
        #expect(outcome.exitCode == 0)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let omitted = try #require((object["omitted"] as? [[String: Any]])?.first)
        #expect((omitted["bytes"] as? Int ?? 0) > 7 << 20)
        let evidence = try #require(object["evidence"] as? [[String: Any]])
        #expect(evidence.contains { $0["line"] as? Int == lines + 4 }, "\(evidence)")
        let shown = try program.run(["triage", path], input: path == "-" ? text : "")
        #expect(shown.output.contains("not read: "))
    }

    @Test("a file that is not there is named")
    func missing() throws {
        let program = try DriftdProgram()
        try program.run(["triage", "nothing.log"]).expectFailure(
            2,
            error: "nothing.log does not exist",
            hint: "check the path; a relative one counts from the current directory"
        )
    }

    @Test("without --original the commands name the one that the README or the watch does")
    func knownOriginal() throws {
        let program = try DriftdProgram()
        try program.copyCapture("failed")
        let stored = try program.run(["snapshot", "./failed", "--json"])
        let name = String(try #require(stored.output.firstMatch(of: /"space" : "([^"]+)"/)).output.1)
        #expect(try program.run(["triage", name]).output.contains("<original>"))
        try program.run(["watch", "add", name, "--original", "ada/watched", "-q"]).expectSuccess()
        for reference in [name, "@1"] {
            let output = try program.run(["triage", reference]).output
            #expect(output.contains("ada/watched") && !output.contains("<original>"), "\(output)")
        }
        try program.scratch.write("---\nduplicated_from: ada/tides\n---\n", to: "failed/repo/README.md")
        let output = try program.run(["triage", "failed"]).output
        #expect(output.contains("ada/tides") && !output.contains("<original>"), "\(output)")
    }

    @Test("an original whose path has blanks stands in the commands as a shell takes it")
    func quotedOriginal() throws {
        let program = try DriftdProgram()
        try program.copyCapture("failed")
        let output = try program.run(["triage", "failed", "--original", "./the original"]).output
        #expect(output.contains("driftd diff './the original'"), "\(output)")
    }

    @Test("a stored Space is triaged by its newest look, with the other side's name in the commands")
    func stored() throws {
        let program = try DriftdProgram()
        try program.copyCapture("failed")
        let stored = try program.run(["snapshot", "./failed", "--json"])
        #expect(stored.exitCode == 0)
        let name = try #require(stored.output.firstMatch(of: /"space" : "([^"]+)"/)).output.1
        let outcome = try program.run(["triage", String(name), "--original", "ada/tides", "--json"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("\"bucket\" : \"A\""))
        #expect(outcome.output.contains("\"incident\" : null"))
        #expect(!outcome.output.contains("<original>"))
        Golden.expect(outcome.output, matches: "CommandLine/triage.json")
        let numbered = try program.run(["triage", "@1", "--original", "ada/tides", "--json"])
        #expect(numbered.exitCode == 0)
        #expect(numbered.output == outcome.output)
        try program.run(["triage", "@99"]).expectFailure(2, errorContaining: "@99")
        try program.run(["triage", "nobody/nothing"]).expectFailure(2, errorContaining: "nobody/nothing")
    }
}
