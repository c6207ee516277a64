import DriftTesting
import Testing

@testable import DriftLogs

@Suite("Characters of a line")
struct WrapWidthCharactersTests {
    @Test("are counted as the standard library counts Unicode's scalars", arguments: [0, 1, 7, 8, 15, 16, 17, 239, 240, 241, 500, 5_000])
    func random(count: Int) {
        var generator = SplitMix64(seed: UInt64(count))
        for _ in 0..<20 {
            let text = String((0..<count).map { _ in "ab é━完😀".randomElement(using: &generator) ?? " " })
            TestBytes.view(Array(text.utf8)) { #expect(WrapWidth.characters(in: $0) == text.unicodeScalars.count) }
        }
    }

    @Test("a carriage return at the end is none")
    func carriageReturn() {
        TestBytes.view(Array("━━━━━━━━━━━━━━━━\r".utf8)) { #expect(WrapWidth.characters(in: $0) == 16) }
    }
}
