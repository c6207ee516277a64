import DriftTesting
import Testing

@testable import DriftLogs

@Suite("Lines that a step's transcript keeps")
struct KeptLinesTests {
    /// What a step prints: a line, or `nil` where lines were dropped, with the number of each.
    private typealias Print = [(line: String?, number: Int)]

    private static func keep(_ print: Print, in lines: KeptLines = KeptLines()) -> KeptLines {
        var lines = lines
        for (line, number) in print {
            guard let line else {
                lines.addBreak(number: number)
                continue
            }
            let isKept = TestBytes.view(line) { lines.append($0, number: number) }
            #expect(isKept)
        }
        return lines
    }

    private static func listed(_ lines: KeptLines) -> [String] {
        var listed: [String] = []
        lines.forEach { line, number, index in listed.append("\(index): \(number) \(line.string)") }
        return listed
    }

    /// Mostly the same few lines, so that one print often begins as another one did.
    private static func print(from random: inout SplitMix64) -> Print {
        var number = Int.random(in: 1...3, using: &random)
        return (0..<Int.random(in: 0...8, using: &random)).map { _ in
            defer { number += Int.random(in: 1...20, using: &random) == 1 ? 2 : 1 }
            let choice = Int.random(in: 0...9, using: &random)
            return (choice == 0 ? nil : choice == 1 ? "Collecting b" : "Collecting a", number)
        }
    }

    @Test("lines that are settled are the same lines, by themselves and as one with others that were printed before", arguments: 0..<200)
    func settled(seed: Int) {
        var random = SplitMix64(seed: seed)
        var room = KeptLines.Room()
        for _ in 0..<50 {
            let (before, now) = (Self.print(from: &random), Self.print(from: &random))
            let plain = Self.keep(now)
            var (earlier, lines) = (Self.keep(before), Self.keep(now, in: KeptLines(room: room)))
            var spare = KeptLines.Room()
            let known = earlier.settle(as: nil, upTo: 10_000, room: &spare)
            let settled = lines.settle(as: known, upTo: 10_000, room: &room)
            #expect((known == nil, settled == nil) == (earlier.isEmpty, plain.isEmpty))
            #expect(Self.listed(lines) == Self.listed(plain))
            #expect((lines.count, lines.byteCount, lines.words) == (plain.count, plain.byteCount, plain.words))
            let relative = { (lines: KeptLines) in
                var first: Int?
                var listed: [String] = []
                lines.forEach { line, number, _ in
                    first = first ?? number
                    listed.append("\(number - (first ?? 0)) \(line.string)")
                }
                return listed
            }
            #expect((settled === known) == (relative(lines) == relative(earlier)))
            #expect((lines.words == earlier.words) == (Self.words(lines) == Self.words(earlier)))
            // Whoever goes on with them, or takes something away, has them alone.
            let next = now.last.map { $0.number + 1 } ?? 1
            var (cut, uncut) = (lines, plain)
            cut.cutLast(before: next) { $0.dropLast(4) }
            uncut.cutLast(before: next) { $0.dropLast(4) }
            #expect(Self.listed(cut) == Self.listed(uncut))
            let more: Print = [(nil, next), ("Collecting c", next + 1)]
            #expect(Self.listed(Self.keep(more, in: lines)) == Self.listed(Self.keep(more, in: plain)))
            #expect(Self.listed(earlier) == Self.listed(Self.keep(before)))
        }
    }

    @Test("what takes more bytes than it may keeps its room")
    func tooLarge() {
        var lines = Self.keep([("Collecting flask", 3), ("Successfully installed flask-3.1.3", 6)])
        var room = KeptLines.Room()
        let none = lines.settle(as: nil, upTo: 40, room: &room)
        #expect(none == nil)
        #expect(Self.listed(lines) == ["0: 3 Collecting flask", "1: 6 Successfully installed flask-3.1.3"])
        let settled = lines.settle(as: nil, upTo: 100, room: &room)
        #expect(settled?.storedBytes == 50 + 2 * 8)
        #expect(Self.listed(lines) == ["0: 3 Collecting flask", "1: 6 Successfully installed flask-3.1.3"])
    }

    /// Without their places.
    private static func words(_ lines: KeptLines) -> [String] {
        var words: [String] = []
        lines.forEach { line, _, _ in words.append(line.string) }
        return words
    }

    @Test("what is too much is not kept")
    func tooMuch() {
        var lines = KeptLines()
        let long = String(repeating: "x", count: 1 << 20)
        for number in 1...8 { TestBytes.view(long) { _ = lines.append($0, number: number) } }
        let isKept = TestBytes.view("y") { lines.append($0, number: 9) }
        #expect(!isKept)
        #expect((lines.count, lines.byteCount) == (8, KeptLines.maximumBytes))
    }
}
