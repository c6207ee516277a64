import DriftCore
import Testing

@testable import DriftLogs

/// Files that hold a log behind something of another form: nothing of the log is dropped.
@Suite struct MixedCarrierTests {
    private static let old = SampleBuild(SampleBuild.pip("-r requirements.txt", "click-8.0.0"), "COPY . .\nCACHED").text
    private static let new = SampleBuild(SampleBuild.pip("-r requirements.txt", "click-8.1.7"), "COPY . .\nCACHED").text

    private static func literal(_ line: Substring) -> String { "\"\(line.replacing("\t", with: "\\t"))\\n\"" }
    private static let lines = old.split(separator: "\n")
    private static let members = "[\n" + lines.map { "  {\n    \"data\": \(literal($0))\n  }" }.joined(separator: ",\n") + "\n]\n"
    private static let list = "[" + lines.map(literal).joined(separator: ", ") + "]\n"
    private static let dictionaries = lines.map { "{'data': \(literal($0)), 'timestamp': None}\n" }.joined()
    private static let metrics = (0..<250).map { "{'loss': 0.\($0), 'epoch': \($0)}\n" }.joined()

    @Test("a log as it is behind one that came as literals", arguments: [members, list, dictionaries, metrics])
    func plainBehindLiterals(carried: String) {
        let reading = EnvironmentReading.of(carried + Self.new)
        #expect(reading.versions == ["click": "8.1.7"])
        #expect(reading.isComplete)
    }

    @Test("… and the literals alone", arguments: [members, list, dictionaries])
    func literals(carried: String) {
        #expect(EnvironmentReading.of(carried).versions == ["click": "8.0.0"])
    }
}
