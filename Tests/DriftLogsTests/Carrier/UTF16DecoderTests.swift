import DriftTesting
import Testing

@testable import DriftLogs

@Suite struct UTF16DecoderTests {
    private static let text = "===== Build Queued at 2026-06-19 09:14:10 =====\r\n--> RUN pip install é 完 🚀\n"

    @Test("pieces of any size give the same text", arguments: [1, 2, 3, 5, 7, 64], [true, false])
    func pieces(size: Int, isLittleEndian: Bool) throws {
        let units = [0xFEFF] + Array(Self.text.utf16) + [0xD83D]
        let bytes = units.flatMap { unit -> [UInt8] in
            isLittleEndian ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
        var decoder = try #require(UTF16Decoder(beginning: bytes))
        var result: [UInt8] = []
        for begin in stride(from: 0, to: bytes.count, by: size) {
            result += Array(bytes[begin..<min(begin + size, bytes.count)]).withUnsafeBytes { decoder.decode($0) }
        }
        result += decoder.finish()
        #expect(String(decoding: result, as: UTF8.self) == Self.text + "\u{FFFD}")
    }

    @Test("whatever the bytes, the text is what the standard library makes of them")
    func random() throws {
        var random = SplitMix64(seed: 16)
        for _ in 0..<200 {
            let units: [UInt16] = (0..<40).map { _ in random.chance(40) ? UInt16.random(in: 0xD7FE...0xE001, using: &random) : 0x41 }
            let bytes: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
            #expect(UTF16Text.transcoded(bytes) == Array(String(decoding: units, as: UTF16.self).utf8))
        }
    }
}
