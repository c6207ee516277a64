import CLineScan
import DriftTesting
import Testing

@testable import DriftLogs

@Suite("Line ends are found where they stand")
struct LineScanTests {
    private struct Line: Equatable {
        var end: Int
        var holdsControls: Bool
    }

    private func scanned(_ bytes: [UInt8]) -> [Line] {
        TestBytes.view(bytes) { view in
            var scan = LineScan()
            scan.begin()
            var lines: [Line] = []
            var position = 0
            while let end = scan.lineEnd(from: position, in: view) {
                lines.append(Line(end: end, holdsControls: scan.holdsControls))
                position = end + 1
            }
            return lines
        }
    }

    /// Byte by byte.
    private func expected(_ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var holdsControls = false
        for (index, byte) in bytes.enumerated() {
            if byte == .escape || byte == .carriageReturn { holdsControls = true }
            guard byte == .lineFeed else { continue }
            lines.append(Line(end: index, holdsControls: holdsControls))
            holdsControls = false
        }
        return lines
    }

    private typealias Search = (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>) -> Int

    private func entries(_ bytes: [UInt8], _ search: Search) -> [UInt32] {
        var ends = [UInt32](repeating: 0, count: bytes.count + 2)
        var held: UInt32 = 0
        let count = bytes.withUnsafeBufferPointer { bytes in
            ends.withUnsafeMutableBufferPointer { ends in
                guard let from = bytes.baseAddress, let to = ends.baseAddress else { return 0 }
                return search(from, bytes.count, to, &held)
            }
        }
        return ends.prefix(count) + [held]
    }

    @Test("whether or not the processor has the wider instructions", arguments: [1, 64, 65, 1_000, 8_192])
    func everyProcessor(count: Int) {
        var generator = SplitMix64(seed: UInt64(count))
        let kinds: [UInt8] = [.lineFeed, .carriageReturn, .escape] + Array(repeating: UInt8(ascii: "x"), count: 20)
        let bytes = (0..<count).map { _ in kinds.randomElement(using: &generator) ?? 0 }
        #expect(entries(bytes, driftd_line_ends) == entries(bytes, driftd_line_ends_anywhere))
    }

    @Test(
        "as a search byte by byte finds them, whatever the bytes are",
        arguments: [0, 1, 63, 64, 65, 127, 128, 129, 8_191, 8_192, 8_193, 20_000]
    )
    func random(count: Int) {
        var generator = SplitMix64(seed: UInt64(count))
        // From a line feed in every second byte to hardly any.
        for rarity in [2, 8, 70, 500, 9_000] {
            let bytes = (0..<count).map { _ -> UInt8 in
                let draw = Int.random(in: 0..<rarity * 4, using: &generator)
                return switch draw {
                case 0..<4: .lineFeed
                case 4: .carriageReturn
                case 5: .escape
                default: UInt8.random(in: 0...255, using: &generator)
                }
            }
            #expect(scanned(bytes) == expected(bytes), "one in \(rarity)")
        }
    }

    @Test("at every place of a block")
    func places() {
        for index in 0..<200 {
            var bytes = [UInt8](repeating: 0xFF, count: 200)
            bytes[index] = .lineFeed
            #expect(scanned(bytes) == [Line(end: index, holdsControls: false)])
            for other in [index - 1, index + 1] where bytes.indices.contains(other) {
                bytes[other] = .escape
                #expect(scanned(bytes) == [Line(end: index, holdsControls: other < index)])
                bytes[other] = 0xFF
            }
        }
    }

    @Test("nothing but line ends fills every window")
    func onlyEnds() {
        let bytes = [UInt8](repeating: .lineFeed, count: 20_001)
        #expect(scanned(bytes) == expected(bytes))
    }
}
