import DriftTesting
import Testing

@testable import DriftLogs

@Suite struct ByteViewTests {
    @Test("a decimal is what the standard library takes it for", arguments: 0..<50)
    func decimals(_ seed: Int) {
        var random = SplitMix64(seed: seed)
        let digits = (0...Int.random(in: 0...8, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
        for text in [digits, digits + "." + digits.prefix(6), digits + ".", "." + digits] {
            #expect(TestBytes.view(text) { $0.decimal } == Double(text), "\(text)")
        }
    }

    @Test("what is no decimal", arguments: ["", "1.2.3", "1e3", "-1", " 1", "12345678901234567"])
    func others(_ text: String) { #expect(TestBytes.view(text) { $0.decimal } == nil) }

    @Test("characters of any script are counted, however many stand in a line", arguments: [0, 1, 7, 8, 9, 40, 300, 5_000])
    func characters(_ count: Int) {
        for character in ["a", "é", "И", "完", "━", "😀"] {
            let text = "> " + String(repeating: character, count: count) + " end"
            #expect(TestBytes.view(text) { WrapWidth.characters(in: $0) } == count + 6, "\(character) × \(count)")
        }
    }
}
