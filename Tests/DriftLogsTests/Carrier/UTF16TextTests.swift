import Testing

@testable import DriftLogs

@Suite struct UTF16TextTests {
    static let text = "===== Build Queued at 2026-06-19 09:14:10 =====\r\n--> RUN pip install é 🚀\n"

    private func bytes(_ text: String, littleEndian: Bool, mark: Bool) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { littleEndian ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    @Test("UTF-16 is recognised with and without its mark, in both byte orders", arguments: [true, false], [true, false])
    func transcoded(littleEndian: Bool, mark: Bool) {
        let result = UTF16Text.transcoded(bytes(Self.text, littleEndian: littleEndian, mark: mark))
        #expect(result.map { String(decoding: $0, as: UTF8.self) } == Self.text)
    }

    @Test("UTF-8 and binary are left alone", arguments: [Array(text.utf8), [], [0xFF], Array(repeating: 0, count: 600), Array(0...255)])
    func untouched(_ bytes: [UInt8]) { #expect(UTF16Text.transcoded(bytes) == nil) }

    @Test("an odd last byte and an unpaired surrogate are no harm")
    func damaged() {
        #expect(UTF16Text.transcoded([0xFF, 0xFE, 0x41, 0x00, 0x42]) == [0x41])
        #expect(UTF16Text.transcoded([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]) == Array("\u{FFFD}A".utf8))
        #expect(UTF16Text.transcoded([0xFE, 0xFF]) == [])
    }
}
