import DriftCore
import Foundation
import Testing

@Suite("PackageName: PEP 503")
struct PackageNameTests {
    @Test(
        "Spellings of one name are one name",
        arguments: [
            ("PyYAML", "pyyaml"), ("ruamel.yaml", "ruamel-yaml"), ("huggingface_hub", "huggingface-hub"), ("A-_.b", "a-b"),
            ("3to2", "3to2"), ("x", "x"),
            (String(repeating: "a", count: 200), String(repeating: "a", count: 200)),
        ]
    )
    func normalization(spelling: String, normalized: String) throws {
        let name = try #require(PackageName(spelling))
        #expect(name.spelling == spelling)
        #expect(name.normalized == normalized)
        #expect(name == PackageName(normalized))
        #expect(name.hashValue == PackageName(normalized)?.hashValue)
    }

    @Test(
        "What is no name is refused",
        arguments: [
            "", "-a", "a-", "_", ".", "a b", "a\n", "ä", "a/b", "a\u{0}", "a==1", "../a", "a;b", "\u{202E}a", "ａ",
            String(repeating: "a", count: 201),
        ]
    )
    func refusal(text: String) {
        #expect(PackageName(text) == nil)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([PackageName].self, from: JSONEncoder().encode([text])) }
    }

    @Test("Names sort by their normalized form, and keep their spelling in JSON")
    func orderAndCoding() throws {
        let names = try ["b", "A", "a_b", "a-a"].map { try #require(PackageName($0)) }
        #expect(names.sorted().map(\.spelling) == ["A", "a-a", "a_b", "b"])
        let copy = try JSONDecoder().decode([PackageName].self, from: JSONEncoder().encode(names))
        #expect(copy.map(\.spelling) == names.map(\.spelling))
    }
}
