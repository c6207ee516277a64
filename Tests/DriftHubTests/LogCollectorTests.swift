import Testing

@testable import DriftHub

@Suite("A log out of several connections")
struct LogCollectorTests {
    private func event(_ text: String) -> [UInt8] {
        Array("data: {\"data\":\"\(text)\\n\",\"timestamp\":\"2026-06-04T07:22:59.457Z\"}\n\n".utf8)
    }

    private func collected(_ connections: [[String]]) -> String {
        var collector = LogCollector(limitBytes: 1000, askedAt: nil)
        for (index, lines) in connections.enumerated() {
            if index > 0 { collector.reconnect() }
            for line in lines { _ = collector.consume(event(line)) }
        }
        return String(decoding: collector.text, as: UTF8.self)
    }

    @Test("What came before is not taken twice")
    func same() {
        #expect(collected([["a", "b"], ["a", "b", "c"]]) == "a\nb\nc\n")
        #expect(collected([["a", "b", "c"], ["a"], ["a", "b", "c", "d"]]) == "a\nb\nc\nd\n")
    }

    @Test("A rebuild meanwhile is another log, of which nothing is passed over")
    func another() {
        #expect(collected([["a", "b"], ["x", "y", "z"]]) == "x\ny\nz\n")
        #expect(collected([["a", "b"], ["x"], ["x", "y"]]) == "x\ny\n")
    }
}
