import DriftTesting
import Testing

@testable import DriftLogs

@Suite("Continuation bytes are counted many at a time")
struct ContinuationBytesTests {
    /// Around a register's bytes, and around as many registers as a byte counts.
    @Test("as they are one by one", arguments: [0, 1, 15, 16, 17, 31, 32, 33, 47, 160, 4_063, 4_064, 4_065, 4_080, 8_128, 8_200, 20_000])
    func everyLength(count: Int) {
        var generator = SplitMix64(seed: UInt64(count))
        let contents: [[UInt8]] = [
            Array(repeating: 0x80, count: count), Array(repeating: 0xBF, count: count), Array(repeating: 0xC0, count: count),
            Array(repeating: 0x7F, count: count), (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) },
        ]
        for bytes in contents {
            // What stands behind the line is not its own.
            let found = TestBytes.view(bytes + Array(repeating: 0x80, count: 32)) { $0[0..<count].continuationBytes }
            #expect(found == bytes.count { $0 & 0xC0 == 0x80 })
        }
    }
}
