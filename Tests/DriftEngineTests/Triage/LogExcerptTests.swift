import DriftCore
import DriftTesting
import Testing

@testable import DriftEngine

@Suite("Logs that are too long to be held")
struct LogExcerptTests {
    private static let limits = LogExcerpt.Limits(headBytes: 64, tailBytes: 96)

    private static func excerpt(_ bytes: [UInt8], pieceBytes: Int) -> (bytes: [UInt8], omission: TriageOmission?) {
        var excerpt = LogExcerpt(limits: limits)
        var begin = 0
        while begin < bytes.count {
            let end = min(bytes.count, begin + pieceBytes)
            bytes[begin..<end].withUnsafeBytes { excerpt.append($0) }
            begin = end
        }
        return excerpt.finish(log: 1)
    }

    @Test("what fits is kept as it is", arguments: [0, 1, 63, 64, 65, 160])
    func whole(count: Int) {
        let bytes = (0..<count).map { UInt8(97 + $0 % 26) }
        let (kept, omission) = Self.excerpt(bytes, pieceBytes: 7)
        #expect(kept == bytes)
        #expect(omission == nil)
    }

    @Test("of a longer one whole lines at both ends stay, and each keeps its number", arguments: [1, 5, 64, 1000, 100_000])
    func ends(pieceBytes: Int) throws {
        let lines = (1...2000).map { "line \($0)" }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        let (kept, found) = Self.excerpt(bytes, pieceBytes: pieceBytes)
        let omission = try #require(found)
        #expect(kept.count <= Self.limits.headBytes + Self.limits.tailBytes)
        #expect(kept.count + omission.bytes == bytes.count)
        let texts = String(decoding: kept, as: UTF8.self).split(separator: "\n").map(String.init)
        for (index, text) in texts.enumerated() {
            let number = index + 1 > omission.afterLine ? index + 1 + omission.lines : index + 1
            #expect(text == "line \(number)")
        }
        #expect(texts.last == "line 2000")
        #expect(omission.log == 1 && omission.afterLine > 3)
    }

    @Test("one endless line is cut, and ends before the end begins")
    func endless() throws {
        let (kept, found) = Self.excerpt([UInt8](repeating: 0x61, count: 5000) + Array("\nlast\n".utf8), pieceBytes: 11)
        let omission = try #require(found)
        #expect(String(decoding: kept, as: UTF8.self).split(separator: "\n").map(\.count) == [64, 4])
        #expect(omission.afterLine == 1 && omission.lines == 0)
    }

    @Test("of a capture's long log triage reads the two ends alone, and knows what it left out")
    func capture() throws {
        let scratch = try ScratchDirectory()
        let metadata = """
            {"schema": "driftd.capture/1", "space": "ada/tides", "takenAt": "2026-07-05T08:00:00Z", "origin": "hub", "readable": {}}
            """
        try scratch.write(metadata, to: "capture.json")
        let line = [UInt8](repeating: 0x61, count: 99_999) + [0x0A]
        let lines = (LogExcerpt.Limits().headBytes + LogExcerpt.Limits().tailBytes) / line.count + 20
        try scratch.write((0..<lines).flatMap { _ in line }, to: "logs/run-001.log")
        let (capture, omissions) = try CaptureDirectory.load(scratch.path, logs: .ends)
        let held = try #require(capture.files["logs/run-001.log"])
        let omission = try #require(omissions["logs/run-001.log"])
        #expect(held.count + omission.bytes == lines * line.count)
        #expect(omission.lines >= 20 && held.count <= LogExcerpt.Limits().headBytes + LogExcerpt.Limits().tailBytes)
        #expect(try CaptureDirectory.load(scratch.path).files["logs/run-001.log"]?.count == lines * line.count)
    }

    @Test("text of two bytes a character stays aligned")
    func wide() throws {
        let text = (1...300).map { "line \($0)\n" }.joined()
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 {
            bytes.append(UInt8(truncatingIfNeeded: unit))
            bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
        }
        let (kept, found) = Self.excerpt(bytes, pieceBytes: 13)
        let omission = try #require(found)
        #expect(omission.bytes % 2 == 0)
        var units: [UInt16] = []
        for index in stride(from: 2, to: kept.count - 1, by: 2) {
            let high = UInt16(kept[index + 1]) << 8
            units.append(UInt16(kept[index]) | high)
        }
        let decoded = String(decoding: units, as: UTF16.self)
        #expect(decoded.hasPrefix("line 1\nline 2\n"))
        #expect(decoded.hasSuffix("line 300\n"))
    }
}
