import Testing

@testable import DriftLogs

@Suite struct LineSplitterTests {
    private func lines(_ chunks: [[UInt8]]) -> (lines: [String], didCut: Bool) {
        var splitter = LineSplitter()
        var result: [String] = []
        for chunk in chunks { chunk.withUnsafeBytes { bytes in splitter.consume(bytes) { line, _ in result.append(line.string) } } }
        splitter.finish { line, _ in result.append(line.string) }
        return (result, splitter.didCutLine)
    }

    @Test("a line is the same whatever chunks it comes in", arguments: [1, 2, 3, 7, 100])
    func chunks(_ size: Int) {
        let bytes = Array("first\n\nthird with words\r\n\nlast without end".utf8)
        let chunks = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
        #expect(lines(chunks).lines == ["first", "", "third with words\r", "", "last without end"])
    }

    @Test("a log that ends in a line feed has no empty last line")
    func noEmptyLast() {
        #expect(lines([Array("a\nb\n".utf8)]).lines == ["a", "b"])
        #expect(lines([[]]).lines == [])
    }

    @Test("a line beyond the limit is cut once, and said to be cut", arguments: [-1, 0, 1, 5000])
    func limit(_ excess: Int) {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: LineSplitter.maximumLineBytes + excess)
        let bytes = long + Array("\nnext\n".utf8)
        let whole = lines([bytes])
        let parts = [65_536, 65_537].map { size in
            lines(stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) })
        }
        for result in [whole] + parts {
            #expect(result.lines.map(\.utf8.count) == [min(long.count, LineSplitter.maximumLineBytes), 4])
            #expect(result.lines.last == "next")
            #expect(result.didCut == (excess > 0))
        }
    }

    @Test("physical lines are counted from 1")
    func numbers() {
        var splitter = LineSplitter()
        var numbers: [Int] = []
        Array("a\n\nb".utf8).withUnsafeBytes { bytes in splitter.consume(bytes) { _, number in numbers.append(number) } }
        splitter.finish { _, number in numbers.append(number) }
        #expect(numbers == [1, 2, 3])
        #expect(splitter.lineCount == 3)
    }
}
