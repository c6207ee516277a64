import DriftCore
import DriftTesting
import Testing

@testable import DriftLogs

/// A log comes in pieces: where it is cut makes no difference.
@Suite struct ChunkTests {
    static let cases = CorpusCase.all.enumerated().filter { TestLength.isLong || $0.offset.isMultiple(of: 7) }.map(\.element)

    @Test("chunks of any size give the same reading", arguments: cases)
    func chunks(_ corpusCase: CorpusCase) {
        for view in CorpusView.lossless {
            let logs = corpusCase.texts.map(view.render)
            let whole = LogReader.read(logs)
            for size in [1, 7, 4096] where TestLength.isLong || size != 1 || ["plain", "sse", "indented", "utf16"].contains(view.name) {
                #expect(
                    TestBytes.reading(logs, inChunksOf: size) == whole,
                    "\(corpusCase.name) \(view.name) in chunks of \(size)"
                )
            }
        }
    }

    @Test("the carrier is judged by the head of the log, not by its first chunk")
    func lateHead() {
        let text = CorpusView.lossless.first { $0.name == "quoted" }?.render(SampleBuild(BuildReplayTests.flask).text) ?? []
        let long = Array(repeating: UInt8(ascii: "\n"), count: 70_000)
        for bytes in [text, text + long, long + text] {
            let whole = LogReader.read([bytes])
            for size in [1, 10, 65_535, 65_536, 65_537] {
                #expect(TestBytes.reading([bytes], inChunksOf: size) == whole)
            }
        }
    }
}
