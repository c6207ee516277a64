import DriftCore
import Testing

@testable import DriftLogs

/// Lists that a mail or an issue wrapped.
@Suite struct WrappedListTests {
    private func installed(_ lines: [String]) -> (items: [String], isWhole: Bool)? {
        for event in TestBytes.events(lines) {
            if case .installed(let items, let isWhole) = event { return (items.map { "\($0.name) \($0.version ?? "?")" }, isWhole) }
        }
        return nil
    }

    static let names = "Installing collected packages: click, scikit-learn, anyio"

    @Test(
        "a wrap at a space or inside a word changes nothing",
        arguments: [
            ["Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4.4.0"],
            ["Successfully installed click-8.1.7 scikit-learn-1.5.0", "anyio-4.4.0"],
            ["Successfully installed click-8.1.7 ", "scikit-learn-1.5.0 ", "anyio-4.4.0"],
            ["Successfully installed click-8.1.7 scikit-", "learn-1.5.0 anyio-4.4.0"],
            ["Successfully installed click-8.1.7 scikit", "-learn-1.5.0 anyio-4.4.0"],
            ["Successfully installed click-8.1.7 scikit-learn-1.", "5.0 anyio-4.4.0"],
            ["Successfully installed click-8.1.7 scikit-learn-1.5.0 an", "yio-4.4.0"],
        ]
    )
    func wrapped(_ lines: [String]) throws {
        let result = try #require(installed([Self.names] + lines))
        #expect(result.items == ["click 8.1.7", "scikit-learn 1.5.0", "anyio 4.4.0"])
        #expect(result.isWhole)
    }

    @Test(
        "the list of names is put together again",
        arguments: [
            ["Installing collected packages: click,", "scikit-learn, anyio"],
            ["Installing collected packages: click, ", "scikit-learn, anyio"],
            ["Installing collected packages: click, scikit-", "learn, anyio"],
            ["Installing collected packages: cl", "ick, scikit-learn, anyio"],
        ]
    )
    func names(_ lines: [String]) {
        let expected: [PackageName] = [.known("click"), .known("scikit-learn"), .known("anyio")]
        #expect(TestBytes.events(lines) == [.installing(expected)])
    }

    @Test(
        "what follows a list is no part of it",
        arguments: [
            "WARNING: Running pip as the 'root' user", "DONE", "Collecting click", "[notice] A new release", "  indented-1.0",
            "Cleaning up...", "done",
        ]
    )
    func end(_ next: String) throws {
        let result = try #require(installed([Self.names, "Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4.4.0", next]))
        #expect(result.items.count == 3)
        #expect(result.isWhole)
    }

    @Test(
        "a list that lost a word, or has one that is none, is not whole",
        arguments: [
            "Successfully installed click-8.1.7 anyio-4.4.0", "Successfully installed click-8.1.7 scikit-learn anyio-4.4.0",
            "Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4.4.0 other-1.0",
            "Successfully installed click-8.1.7 <b> anyio-4.4.0",
        ]
    )
    func lost(_ line: String) throws { #expect(try #require(installed([Self.names, line])).isWhole == false) }

    @Test("without the names before it the list still reads")
    func alone() throws {
        let result = try #require(installed(["Successfully installed a-1.0 b-c-2.0"]))
        #expect(result.items == ["a 1.0", "b-c 2.0"])
        #expect(result.isWhole)
    }

    @Test(
        "a number alone below a list may be the end of a version or somebody's: the version is not known, unless only one can be meant",
        arguments: [
            (["Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4", "2"], "anyio ?"),
            (["Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4.", "2"], "anyio 4.2"),
            (["Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4", ".2"], "anyio 4.2"),
            (["Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4."], "anyio ?"),
            // Where a longer line stands, nothing was wrapped.
            (
                [
                    "Successfully installed click-8.1.7 scikit-learn-1.5.0 anyio-4", "2",
                    "WARNING: Running pip as the 'root' user can result in broken permissions and more",
                ], "anyio 4"
            ),
        ]
    )
    func number(_ lines: [String], anyio: String) throws {
        #expect(try #require(installed([Self.names] + lines)).items.last == anyio)
    }

    @Test("each package stands on the line that its word begins on")
    func lines() {
        let text = [Self.names, "Successfully installed click-8.1.7 scikit", "-learn-1.5.0 anyio-4.4.0"]
        let event = TestBytes.events(text).last
        guard case .installed(let items, _) = event else { Issue.record("no list"); return }
        #expect(items.map(\.line) == [nil, nil, 3])
    }

    @Test("a line that begins with a point goes on with a version, however short the line before")
    func restOfVersion() {
        let lines = ["Installing collected packages: six, itsdangerous", "Successfully installed six-1.15.0 itsdangerous-2", ".2.0"]
        let events = TestBytes.events(
            ["A line that is a good deal longer than the list above, so that nothing tells of a wrap at all"] + lines
        )
        guard case .installed(let items, true) = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(items.map(\.version) == ["1.15.0", "2.2.0"])
    }

    @Test("at a joint only what pip announced is a package")
    func doubledPieces() {
        let lines = ["Installing collected packages: six, typing-extensions", "Successfully installed six-1.15.0 typing-ex", "na-3.20 x"]
        for event in TestBytes.events(lines) {
            guard case .installed(let items, let isWhole) = event else { continue }
            #expect(!isWhole)
            #expect(items.filter { $0.version != nil }.map(\.name.normalized) == ["six"])
        }
    }
}
