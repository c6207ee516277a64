import DriftCore
import Testing

@testable import DriftLogs

/// A log that went through something before it became the texts of a stream's events, of objects or of literals.
@Suite struct CarriedTextsTests {
    private static let build = SampleBuild(
        SampleBuild.pip("-r requirements.txt", "click-8.1.7"),
        SampleBuild.pip("six && echo", "six-1.15.0"),
        "COPY . .\nCACHED"
    ).text
    private static let versions = ["click": "8.1.7", "six": "1.15.0"]

    /// What the log was before: each line of it changed, or all of it.
    enum Before: CaseIterable {
        case times, pods, numbers, quotes, margin, comments, entities, stream

        func lines(of text: String) -> [String] {
            switch self {
            case .times: each(text) { "2026-03-04T10:00:\($0 % 50 + 10).000Z " + $1 }
            case .pods: each(text) { "q5th5 2023-03-24T20:41:\($0 % 50 + 10).330Z " + $1 }
            case .numbers: each(text) { "\($0 + 1): " + $1 }
            case .quotes: each(text) { "> " + $1 }
            case .margin: each(text) { "    " + $1 }
            case .comments: each(text) { "# " + $1 }
            case .entities: each(text.replacing("&", with: "&amp;").replacing(">", with: "&gt;")) { $1 }
            case .stream: After.stream.text(of: each(text) { $1 }).split(separator: "\n").map(String.init)
            }
        }

        private func each(_ text: String, _ change: (Int, String) -> String) -> [String] {
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { change($0.offset, String($0.element)) }
        }
    }

    /// What it became.
    enum After: CaseIterable {
        case stream, longEvents, objects, dictionaries, bytes, quotedStream

        func text(of lines: [String]) -> String {
            switch self {
            case .stream: lines.map { "data: {\"data\":\(literal($0 + "\n")),\"timestamp\":null}\n\n" }.joined()
            case .longEvents:
                stride(from: 0, to: lines.count, by: 3).map { begin in
                    let text = lines[begin..<min(begin + 3, lines.count)].joined(separator: "\n") + "\n"
                    return "data: {\"data\":\(literal(text)),\"timestamp\":null}\n\n: keep-alive\n\n"
                }.joined()
            case .objects: lines.map { "{\"log\": \(literal($0 + "\n")), \"stream\": \"stdout\"}\n" }.joined()
            case .dictionaries: lines.map { "{'data': \(literal($0 + "\n")), 'timestamp': None}\r\n" }.joined()
            case .bytes: Self.stream.text(of: lines).split(separator: "\n").map { "b'\($0.replacing("\\", with: "\\\\"))'\r\n" }.joined()
            case .quotedStream: Self.stream.text(of: lines).split(separator: "\n").map { "> \($0)\n" }.joined()
            }
        }

        private func literal(_ text: String) -> String {
            "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t").replacing("\n", with: "\\n"))\""
        }
    }

    @Test("what a log went through before its lines became texts is undone", arguments: Before.allCases, After.allCases)
    func carried(before: Before, after: After) {
        let reading = EnvironmentReading.of(after.text(of: before.lines(of: Self.build)))
        #expect(reading.versions == Self.versions)
        #expect(reading.isComplete)
        #expect(reading.gapReasons == [])
    }

    @Test("evidence names the event's line")
    func evidenceLine() {
        let log = After.stream.text(of: Before.pods.lines(of: Self.build))
        let lines = log.split(separator: "\n", omittingEmptySubsequences: false)
        for package in EnvironmentReading.of(log).packages {
            #expect(lines[(package.evidence.line ?? 0) - 1].contains(package.release.name.normalized))
        }
    }

    @Test("a plain log behind such a stream is read as it is")
    func plainBehindStream() {
        let newer = SampleBuild(SampleBuild.pip("-r requirements.txt", "click-8.1.8"), "COPY . .\nCACHED").text
        let reading = EnvironmentReading.of(After.stream.text(of: Before.pods.lines(of: Self.build)) + newer)
        #expect(reading.versions == ["click": "8.1.8"])
    }

    @Test("triage reads what was printed, without what stood before it")
    func triaged() {
        let printed = PrintedLog.text(of: Array(After.stream.text(of: Before.pods.lines(of: Self.build)).utf8))
        #expect(String(decoding: printed.bytes, as: UTF8.self).contains("\nSuccessfully installed click-8.1.7\n"))
    }

    @Test("behind a byte order mark", arguments: [Before.comments, .times, .quotes])
    func marked(before: Before) {
        let reading = EnvironmentReading.of("\u{FEFF}" + before.lines(of: Self.build).joined(separator: "\n"))
        #expect(reading.versions == Self.versions)
        #expect(reading.isComplete)
    }

    @Test("lines that end with carriage returns alone", arguments: [After.objects.text(of: Before.margin.lines(of: build))])
    func returns(log: String) {
        #expect(EnvironmentReading.of(log.replacing("\n", with: "\r")).versions == Self.versions)
    }
}
