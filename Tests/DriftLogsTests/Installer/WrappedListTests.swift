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
}
