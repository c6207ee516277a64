import DriftTesting
import Foundation
import Testing

@Suite("driftd watch")
struct WatchTests {
    /// Times of the day of the test, as one word.
    private func withoutTimes(_ text: String) -> String {
        text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z/, with: "TIME")
    }

    @Test("add, list and remove, as text and JSON")
    func golden() throws {
        let program = try DriftdProgram()
        let steps: [(String, [String])] = [
            ("watch-none.txt", ["watch"]),
            ("watch-add.txt", ["watch", "add", "bob/tides", "--original", "ada/tides", "--every", "15m"]),
            ("watch-list.json", ["watch", "list", "--json"]),
            ("watch-remove.txt", ["watch", "remove", "ada/tides"]),
        ]
        for (golden, arguments) in steps {
            let outcome = try program.run(arguments)
            outcome.expectSuccess()
            Golden.expect(withoutTimes(outcome.output), matches: "CommandLine/\(golden)")
        }
    }

    @Test("listing creates no database")
    func noDatabase() throws {
        let program = try DriftdProgram()
        try program.run(["watch", "list", "--json"]).expectSuccess()
        #expect(!program.exists("driftd.db"))
    }

    @Test("removing what is not watched removes nothing")
    func removeUnknown() throws {
        let program = try DriftdProgram()
        try program.run(["watch", "add", "bob/tides"]).expectSuccess()
        try program.run(["watch", "remove", "bob/tides", "eve/tides"]).expectFailure(
            2,
            error: "eve/tides is not watched",
            hint: "run `driftd watch list`"
        )
        #expect(try program.run(["watch", "list"]).output.contains("bob/tides"))
    }

    @Test("adding again changes the intervals and nothing else")
    func addAgain() throws {
        let program = try DriftdProgram()
        try program.run(["watch", "add", "bob/tides", "--original", "ada/tides"]).expectSuccess()
        let outcome = try program.run(["watch", "add", "bob/tides", "--every", "2d", "--capture-every", "90m", "--json"])
        outcome.expectSuccess()
        #expect(outcome.output.contains("\"lookSeconds\" : 172800") && outcome.output.contains("\"captureSeconds\" : 5400"))
        #expect(outcome.output.contains("\"original\" : \"ada/tides\""))
        #expect(try program.run(["history"]).output.isEmpty, "a watch is no snapshot")
    }
}
