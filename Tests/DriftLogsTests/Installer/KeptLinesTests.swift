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

    @Test("following what was printed before changes nothing of what is kept", arguments: 0..<200)
    func following(seed: Int) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let (before, now) = (Self.print(from: &random), Self.print(from: &random))
            let earlier = Self.keep(before)
            var (plain, following) = (Self.keep(now), Self.keep(now, in: KeptLines(following: earlier)))
            #expect(Self.listed(following) == Self.listed(plain))
            #expect((following.count, following.byteCount, following.storedBytes) == (plain.count, plain.byteCount, plain.storedBytes))
            #expect(following.hasSameWords(as: plain) && plain.hasSameWords(as: following))
            #expect(following.hasSameWords(as: earlier) == plain.hasSameWords(as: earlier))
            #expect(KeptLines(following: following).isEmpty)
            // Of a step that is still printing, another one may be followed, and compared.
            let third = Self.keep(before, in: KeptLines(following: following))
            #expect(Self.listed(third) == Self.listed(earlier))
            let next = now.last.map { $0.number + 1 } ?? 1
            plain.cutLast(before: next) { $0.dropLast(4) }
            following.cutLast(before: next) { $0.dropLast(4) }
            #expect(Self.listed(following) == Self.listed(plain))
            let areShared = (following.share(earlier), plain.share(earlier))
            #expect(areShared.0 == areShared.1)
            #expect(Self.listed(following) == Self.listed(plain))
            let more: Print = [("Collecting c", next + 1)]
            #expect(Self.listed(Self.keep(more, in: following)) == Self.listed(Self.keep(more, in: plain)))
            #expect(Self.listed(earlier) == Self.listed(Self.keep(before)))
        }
    }

    @Test("what a step goes on with that was followed only in part is not its own")
    func expectedOnly() {
        let earlier = Self.keep([("Collecting flask", 3), (nil, 4), ("Successfully installed flask-3.1.3", 6)])
        var partly = Self.keep([("Collecting flask", 8)], in: KeptLines(following: earlier))
        #expect(Self.listed(partly) == ["0: 8 Collecting flask"])
        let isShared = partly.share(earlier)
        #expect(!isShared)
        #expect(Self.listed(partly) == ["0: 8 Collecting flask"])
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
