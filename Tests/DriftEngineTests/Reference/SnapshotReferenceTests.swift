import DriftCore
import DriftEngine
import Testing

@Suite("How snapshots are named")
struct SnapshotReferenceTests {
    private static func space(_ name: String = "ada/tides") throws -> SpaceName { try #require(SpaceName(name)) }

    @Test("Spaces, with and without a selector")
    func spaces() throws {
        let space = try Self.space()
        let table: [(String, SnapshotReference)] = [
            ("ada/tides", .latest(space)), ("ada/tides@17", .identifier(17, space: space)), ("@17", .identifier(17, space: nil)),
            ("ada/tides@123456", .identifier(123_456, space: space)), ("ada/tides@1234567", .commit("1234567", space: space)),
            ("ada/tides@C515370", .commit("c515370", space: space)), ("ada/tides@2026-07-05", .asOf("2026-07-05", space: space)),
            ("ada/tides@2026-07-05T07:53:08Z", .asOf("2026-07-05T07:53:08Z", space: space)),
        ]
        for (text, reference) in table {
            #expect(try SnapshotReference(text) == reference)
            #expect(try SnapshotReference(reference.description) == reference)
        }
    }

    @Test(
        "paths",
        arguments: ["/a", "./a/b", "../a", ".", "..", "a/b/", "freeze.txt", "a/b.json", "a.tar.zst", "x/y.tar.gz", "./ada/tides@17"]
    )
    func paths(text: String) throws {
        #expect(try SnapshotReference(text) == .path(text))
    }

    @Test(
        "neither",
        arguments: [
            "", "ada", "@", "@x", "@0", "@-1", "@99999999999999999999", "ada/tides@", "ada/tides@abc",
            "ada/tides@x-y@z".replacing("-", with: ""),
            "a/b/c", "ada/ti des", "-/-", "ada/tides@\(String(repeating: "a", count: 41))",
        ]
    )
    func malformed(text: String) {
        #expect(throws: ReferenceError.malformed(text)) { try SnapshotReference(text) }
    }
}
