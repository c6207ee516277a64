import DriftCore
import DriftTesting
import Testing

@testable import DriftStore

@Suite("compact codes")
struct CodingTests {
    @Test("of ids give the ids back, sorted, duplicates and all", arguments: 0..<100)
    func identifiers(seed: Int) {
        var random = SplitMix64(seed: seed)
        let largest: Int64 = random.pick([1, 10, 1_000, 20_000, 5_000_000, .max])
        let identifiers = (0..<Int.random(in: 0...400, using: &random)).map { _ in Int64.random(in: 0...largest, using: &random) }
        let bytes = IdentifierSet.encode(identifiers)
        #expect(IdentifierSet.decode(bytes, count: identifiers.count) == identifiers.sorted())
        #expect(bytes == IdentifierSet.encode(identifiers.shuffled(using: &random)))
    }

    @Test("of ids never trap on other bytes", arguments: 0..<100)
    func hostileIdentifiers(seed: Int) {
        var random = SplitMix64(seed: seed)
        let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in random.pick([UInt8(0), 255, 254, 1, 0x7F]) }
        for count in [0, 1, 7, 300, .max, -1] {
            guard let identifiers = IdentifierSet.decode(bytes, count: count) else { continue }
            #expect(identifiers.count == count)
            #expect(identifiers == identifiers.sorted())
        }
    }

    @Test("of evidence give the kinds back", arguments: 0..<100)
    func evidence(seed: Int) throws {
        var random = SplitMix64(seed: seed)
        let palette = Array(EvidenceKind.allCases.shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random)))
        let kinds = (0..<Int.random(in: 0...300, using: &random)).map { _ in random.pick(palette) }
        let runs = try #require(EvidenceRuns(bytes: EvidenceRuns(kinds).bytes))
        #expect(runs.kinds(count: kinds.count) == kinds)
        #expect(runs.best == kinds.min())
        if !kinds.isEmpty { #expect(runs.kinds(count: kinds.count - 1) == nil || Set(kinds.suffix(2)).count == 1) }
    }

    @Test("of evidence are one byte where one log shows it all")
    func oneRun() {
        #expect(EvidenceRuns(Array(repeating: EvidenceKind.log, count: 300)).bytes == [2])
    }

    @Test(
        "of evidence refuse what is none",
        arguments: [[9], [2, 5], [2, 0, 1], [2, 255, 255, 255, 255, 255, 1], [2, 128]] as [[UInt8]]
    )
    func hostileEvidence(bytes: [UInt8]) {
        #expect(EvidenceRuns(bytes: bytes)?.kinds(count: 3) == nil)
    }
}
