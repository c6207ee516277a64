import DriftTesting
import Testing

@testable import DriftCore

@Suite("The index that the original's logs show")
struct ObservedIndexTests {
    private func package(_ version: String, _ index: String?) throws -> ResolvedPackage {
        let name = try #require(PackageName("torch"))
        return ResolvedPackage(
            release: Release(name: name, version: version),
            evidence: Evidence(kind: .log, log: 0, line: 1),
            index: index
        )
    }

    private func lines(_ index: String, version: String = "2.1.0+cu118", original: String? = nil, duplicate: String? = nil) throws
        -> [String]
    {
        let file = { (text: String) in RequirementsFile.parse(Array(text.utf8)) }
        return ExtraIndexes(duplicate: duplicate.map(file), original: original.map(file), packages: [try package(version, index)])
            .lines(for: "cu118")
    }

    private static let shown = "https://download.pytorch.org/whl/cu118"

    @Test("it is the option that the pins need, before what the original's file says")
    func option() throws {
        #expect(try lines(Self.shown) == ["--extra-index-url \(Self.shown)"])
        #expect(try lines(Self.shown, original: "--extra-index-url https://other.example/cu118\n") == ["--extra-index-url \(Self.shown)"])
        #expect(try lines("https://h.example/torch_stable.html") == ["--find-links https://h.example/torch_stable.html"])
    }

    @Test("the duplicate's own option stays, and another label's index is no answer")
    func others() throws {
        #expect(try lines(Self.shown, duplicate: "--extra-index-url https://own.example\n").isEmpty)
        #expect(try lines(Self.shown, version: "2.1.0+cu121").isEmpty)
    }

    @Test(
        "only a plain address becomes an option",
        arguments: [
            "https://h/ --index-url https://evil", "https://u:p@h/x", "https://h/x?token=1", "file:///x", "https://h/${T}", "https://h/x\\",
            "h",
            "https://h/\n--index-url",
        ]
    )
    func hostile(index: String) throws { #expect(try lines(index).isEmpty) }
}
