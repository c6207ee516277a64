import DriftCore
import DriftTesting
import ReadingLaws
import Testing

@testable import DriftLogs

@Suite("Words that lines begin with")
struct LineHeadTests {
    @Test("a change of uv's begins a line; its sign alone does not", arguments: ["+", "-", "~"])
    func changes(sign: String) {
        #expect(TestBytes.view(" \(sign) click==8.1.7") { LineHead.mayBeginLine($0) })
        for text in [" \(sign)", " \(sign)x", "\(sign)", "\(sign) click==8.1.7", " \(sign) click"] {
            #expect(!TestBytes.view(text) { LineHead.mayBeginLine($0) }, "\(text)")
        }
    }

    @Test("the rest of an option begins no output", arguments: [("binary=:all: -t /layer click", false), ("WARNING: x", true)])
    func rests(text: String, begins: Bool) { #expect(TestBytes.view(text) { LineHead.mayBeginOutput($0) } == begins) }

    @Test("no beginning of a line's words is too short to be looked at")
    func beginnings() {
        let lines = [
            " + a==1", "--> RUN", "===== Build", "DONE 1.0s", "CACHED", "Collecting a", "Installed 1 package", "━━━", "{\"data\":\"x\"}",
            "data: {}", "[notice] x", "Get:1 x", "Defaulting to user installation", "stdout F x", "12 | x", "2026-01-01T00:00:00Z x",
        ]
        for line in lines {
            for length in 0...line.utf8.count {
                let begun = Array(line.utf8.prefix(length))
                let text = Array("--> RUN pip install \(String(repeating: "x", count: 60))\n".utf8) + begun + [10]
                // Twice the full width, and the beginning behind it.
                #expect(ReadingLaws.violations(LogReader.read([text + text])).isEmpty)
            }
        }
    }
}
