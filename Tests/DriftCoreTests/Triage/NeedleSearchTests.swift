import DriftCore
import DriftTesting
import Testing

@Suite("Needle search")
struct NeedleSearchTests {
    @Test("finds what a search at every offset finds", arguments: 0..<40)
    func law(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        // Few letters make many near misses.
        func word(_ length: Int) -> [UInt8] { (0..<length).map { _ in UInt8(ascii: "a") + UInt8(random.next() % 3) } }
        let needles = (0..<12).map { _ in String(decoding: word(7 + Int(random.next() % 4)), as: UTF8.self) }
        let text = word(2000)
        var found: [String] = []
        NeedleSearch(needles).forEachMatch(in: text) { found.append("\($0)@\($1)") }
        var expected: [String] = []
        for offset in text.indices {
            for (index, needle) in needles.enumerated() where text[offset...].starts(with: needle.utf8) {
                expected.append("\(index)@\(offset)")
            }
        }
        #expect(found.sorted() == expected.sorted())
    }

    @Test("knows no case of ASCII letters, and no other likeness")
    func letterCase() {
        let search = NeedleSearch(["Exit code: 1", "[ERROR]!"])
        func found(_ text: String) -> [Int] {
            var result: [Int] = []
            search.forEachMatch(in: Array(text.utf8)) { needle, _ in result.append(needle) }
            return result
        }
        #expect(found("xx EXIT CODE: 1 [error]!") == [0, 1])
        #expect(found("exit code; 1 {error}!") == [])
        #expect(found("exit code:") == [])
    }
}
