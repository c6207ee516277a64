import DriftTesting
import Testing

@testable import DriftLogs

@Suite("Digests of contents")
struct ContentDigestTests {
    private static func digest(_ parts: [[UInt8]]) -> ContentDigest {
        var digest = ContentDigest()
        for part in parts { part.withUnsafeBytes { digest.add($0) } }
        return digest
    }

    @Test("the same bytes have the same digest, wherever they stand in memory")
    func same() {
        var random = SplitMix64(seed: 1)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let shifted = [0] + bytes
            let digest = shifted.withUnsafeBytes { ContentDigest(of: UnsafeRawBufferPointer(rebasing: $0[1...])) }
            #expect(digest == Self.digest([bytes]))
        }
    }

    @Test("another bit, a byte more or less, other parts and another order are another content")
    func other() {
        var random = SplitMix64(seed: 2)
        var found: [[[UInt8]]] = [[], [[]], [[], []]]
        for count in 1..<60 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...3, using: &random) }
            found += [[bytes], [bytes + [0]], [bytes, []], [[], bytes]]
            if count > 1 { found += [[Array(bytes[..<1]), Array(bytes[1...])], [Array(bytes[1...]), Array(bytes[..<1])]] }
            for bit in 0..<(count * 8) {
                var changed = bytes
                changed[bit / 8] ^= 1 << UInt8(bit % 8)
                found.append([changed])
            }
        }
        let distinct = Array(Set(found))
        for (index, one) in distinct.enumerated() where index % 40 == 0 {
            let digest = Self.digest(one)
            #expect(distinct.allSatisfy { $0 == one || Self.digest($0) != digest })
        }
        #expect(Self.digest([[1], [2]]) != Self.digest([[2], [1]]))
    }
}
