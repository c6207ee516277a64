import DriftTesting
import Foundation
import Testing

@testable import driftd

@Suite("The one place that prints")
struct ConsoleTests {
    @Test(
        "what a terminal acts on is shown, not sent",
        arguments: [
            ("plain – ünïcode 日本", "plain – ünïcode 日本"), ("\u{1B}[2J", "\\x1b[2J"), ("a\nb\tc\r", "a\\x0ab\\x09c\\x0d"),
            ("\u{9B}31m\u{7F}", "\\x9b31m\\x7f"), ("\u{202E}evil\u{2066}", "\\u202eevil\\u2066"), ("\u{FEFF}x\u{200B}", "\\ufeffx\\u200b"),
            ("👩‍🔬", "👩‍🔬"),
        ]
    )
    func printable(text: String, shown: String) {
        #expect(PrintableText.line(text) == shown)
    }

    @Test("JSON says the same with its own escapes")
    func json() throws {
        let text = "{\n  \"a\" : \"x\u{9B}y\u{202E}\u{E0041}\"\n}"
        let escaped = PrintableText.json(text)
        #expect(escaped == "{\n  \"a\" : \"x\\u009by\\u202e\\udb40\\udc41\"\n}")
        let read = try JSONDecoder().decode([String: String].self, from: Data(escaped.utf8))
        #expect(read["a"] == "x\u{9B}y\u{202E}\u{E0041}")
    }

    @Test("columns", arguments: [("abc", 3), ("日本", 4), ("é", 1), ("e\u{301}", 1), ("🌬️", 2), ("👩‍🔬", 2), ("", 0), ("…–", 2), ("ｈ", 2)])
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test("cut to a width, the ellipsis included")
    func truncation() {
        #expect(DisplayWidth.truncated("abcdef", to: 6) == "abcdef")
        #expect(DisplayWidth.truncated("abcdefg", to: 6) == "abcde…")
        #expect(DisplayWidth.truncated("日本語", to: 5) == "日本…")
    }

    @Test("tables align by display width and end with their text")
    func table() {
        var table = Table(header: ["name", "v"])
        table.row(Span("日本"), Span("1"))
        table.row(Span("abcdef"), Span(""))
        #expect(table.lines().map { $0.map(\.text).joined() } == ["name    v", "日本    1", "abcdef"])
    }

    @Test("colour on a terminal alone, and not where it is not wanted", .enabled(if: ExternalProgram.isInstalled("script")))
    func colour() throws {
        let program = try DriftdProgram()
        try program.scratch.write("numpy==1.0\n", to: "a.txt")
        func output(_ options: String) throws -> String {
            try program.shell("TERM=xterm script -qec '\(options) $DRIFTD show a.txt' /dev/null").output
        }
        #expect(try output("").contains("\u{1B}["))
        #expect(try !output("NO_COLOR=1").contains("\u{1B}["))
        #expect(try !output("TERM=dumb").contains("\u{1B}["))
        #expect(try !program.run(["show", "a.txt"]).output.contains("\u{1B}["))
    }

    @Test("tokens are stored nowhere and named once")
    func tokens() throws {
        let program = try DriftdProgram()
        let token = "hf_" + String(repeating: "aB3", count: 14)
        try program.copyCapture("original", as: "c")
        try program.scratch.write("\n===== Application Startup =====\nHF_TOKEN=\(token)\n", to: "c/logs/run-001.log")
        let outcome = try program.run(["snapshot", "c"])
        #expect(outcome.exitCode == 0)
        #expect(
            outcome.errors
                == "warning: c: logs/run-001.log holds what looks like a token (stored without); revoke it if it is real\n"
        )
        try program.run(["export", "@1", "again"]).expectSuccess()
        #expect(!String(decoding: try program.scratch.read("again/logs/run-001.log"), as: UTF8.self).contains(token))
        for name in try program.scratch.files() where name.hasPrefix("driftd.db") {
            #expect(!Data(try program.scratch.read(name)).contains(Data(token.utf8)), "\(name)")
        }
    }

    @Test("export gives a directory that snapshot takes for the same observation")
    func export() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        try program.run(["snapshot", "original"]).expectSuccess()
        let outcome = try program.run(["export", "ada/tides", "out"])
        outcome.expectSuccess()
        Golden.expect(outcome.output, matches: "CommandLine/export.txt")
        #expect(try program.run(["snapshot", "out", "--json"]).output.contains("\"id\" : 1,"))
        try program.run(["export", "ada/tides", "out"]).expectFailure(
            2,
            error: "out exists already",
            hint: "name a path that does not exist yet, or move that one away"
        )
        try program.run(["export", "ada/tides", "not here/out"]).expectFailure(
            2,
            error: "there is no directory not here",
            hint: "make it (`mkdir -p 'not here'`), or name another place"
        )
        #expect(try program.run(["export", "ada/tides", "/proc/out"]).errors.hasPrefix("error: /proc/out cannot be written: "))
    }
}

extension Data {
    fileprivate func contains(_ part: Data) -> Bool { range(of: part) != nil }
}
