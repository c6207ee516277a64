import DriftCore
import Testing

@testable import DriftLogs

@Suite struct ParallelReadingTests {
    @Test("many at once give what they give one by one, in their order", arguments: [0, 1, 2, 7])
    func order(_ width: Int) {
        let logs = CorpusCase.all.map { $0.texts.map { Array($0.utf8) } }
        let readings = ParallelReading.map(logs, width: width) { LogReader.read($0) }
        #expect(readings == logs.map { LogReader.read($0) })
    }

    @Test("nothing to read is no reading")
    func none() {
        #expect(ParallelReading.map([Int](), width: 4) { $0 } == [])
    }
}
