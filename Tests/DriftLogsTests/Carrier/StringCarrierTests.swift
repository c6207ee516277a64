import DriftCore
import Testing

@testable import DriftLogs

/// A log as one string of JSON: what it went through before, and the order of what stands on one line.
@Suite struct StringCarrierTests {
    private static let build = SampleBuild(
        SampleBuild.pip("-r requirements.txt", "click-8.1.7"),
        SampleBuild.pip("six && echo", "six-1.15.0")
    ).text
    private static let versions = ["click": "8.1.7", "six": "1.15.0"]

    private static func each(_ change: (Int, String) -> String) -> String {
        build.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { change($0.offset, String($0.element)) }
            .joined(separator: "\n")
    }

    @Test("what a log went through before it became a string is undone too")
    func insideOfString() {
        let inside = [
            Self.each { "2026-03-04T10:00:\($0 % 50 + 10).000Z " + $1 }, Self.each { "\($0 + 1): " + $1 }, Self.each { "> " + $1 },
            Self.build.replacing("&", with: "&amp;").replacing(">", with: "&gt;"), Self.build.replacing("--> ", with: "\u{2013}> "),
        ]
        for log in inside {
            let text = log.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\"", with: "\\\"").replacing(
                "\n",
                with: "\\n"
            )
            let reading = EnvironmentReading.of("{\"space\": \"a/b\", \"logs\": \"\(text)\"}\n")
            #expect(reading.versions == Self.versions)
            #expect(reading.isComplete)
        }
    }

    @Test("triage reads what a string's log printed, without its times")
    func triagedString() {
        let text = Self.each { "2026-03-04T10:00:\($0 % 50 + 10).000Z " + $1 }.replacing("\t", with: "\\t").replacing("\n", with: "\\n")
        let printed = PrintedLog.text(of: Array("{\"logs\": \"\(text)\"}".utf8))
        #expect(printed.bytes.starts(with: Array("===== Build Queued at ".utf8)))
        #expect(String(decoding: printed.bytes, as: UTF8.self).contains("\nSuccessfully installed click-8.1.7\n"))
    }

    @Test("what came first in a string is known, though all of it stands on one line")
    func orderInsideOfString() {
        let text = SampleBuild(
            "FROM docker.io/library/python:3.11 AS builder\nDONE 0.0s",
            "RUN python -m venv /opt/venv && /opt/venv/bin/pip install click==8.1.7\nSuccessfully installed click-8.1.7\nDONE 2.0s",
            "FROM docker.io/library/python:3.11\nDONE 0.0s",
            "COPY --from=builder /opt/venv /opt/venv\nDONE 0.1s",
            SampleBuild.pip("six", "six-1.16.0")
        ).text
        // Whether the plain `pip` behind it is the environment's no line tells.
        let gaps = EnvironmentReading.of(text).gapReasons
        #expect(gaps == [.stages])
        let string = "\"" + text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
        #expect(EnvironmentReading.of(string).gapReasons == gaps)
    }

    @Test("what a quiet run left, and what a loud one put in its place, is not told apart on one line")
    func quietRunInString() {
        let step =
            "RUN pip install -q six==1.15.0 && pip install six==1.16.0\nCollecting six==1.16.0\nSuccessfully installed six-1.16.0\nDONE 1.0s"
        let text = SampleBuild(step).text
        #expect(EnvironmentReading.of(text).versions == ["six": "1.16.0"])
        let string = "\"" + text.replacing("\n", with: "\\n") + "\""
        #expect(EnvironmentReading.of(string).versions == ["six": "?"])
    }

    @Test("what a loud run put in place behind a quiet uninstall is there, though one line holds both")
    func quietUninstallInString() {
        let step =
            "RUN pip uninstall -q -y six && pip install six==1.16.0\nCollecting six==1.16.0\nSuccessfully installed six-1.16.0\nDONE 1.0s"
        let text = SampleBuild(SampleBuild.pip("six==1.15.0", "six-1.15.0"), step).text
        #expect(EnvironmentReading.of(text).versions == ["six": "1.16.0"])
        #expect(EnvironmentReading.of("\"" + text.replacing("\n", with: "\\n") + "\"").versions.keys.contains("six"))
    }

    private static let start = """
        ===== Application Startup at 2026-10-01 08:00:01 =====

        Installed 1 package in 14ms
         + idna==3.4

        """

    @Test("a start in a string has line ends of any kind")
    func startInString() {
        let string = Self.start.replacing("\n", with: "\\r\\n")
        #expect(EnvironmentReading.of(Self.build, "{\"logs\": \"\(string)\"}").versions["idna"] == "3.4")
    }

    @Test("events of a start that a page set in tags and escaped")
    func escapedEvents() {
        let event = "data: {\"data\":\"\(Self.start.replacing("\n", with: "\\n"))\",\"timestamp\":null}"
        let lines = [": connected", "", event, ""].map { "<span class=\"line\">" + $0.replacing("\"", with: "&quot;") + "</span>" }
        #expect(EnvironmentReading.of(Self.build, lines.joined(separator: "\n")).versions["idna"] == "3.4")
    }

    @Test("a stream that a page escaped")
    func escapedStream() {
        let lines = Self.build.split(separator: "\n", omittingEmptySubsequences: false)
        let events = lines.map { "data: {\"data\":\"\($0.replacing("\t", with: "\\t"))\",\"timestamp\":null}\n\n" }.joined()
        let escaped = events.replacing("&", with: "&amp;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
        for log in [events, escaped, "<pre>" + escaped + "</pre>"] { #expect(EnvironmentReading.of(log).versions == Self.versions) }
    }

    @Test("lines that were filled up with blanks to one width were not cut there")
    func filledUp() {
        let words = (10...40).map { "[00:47:\($0)] INFO     preparing part \($0)\n" }.joined()
        let lines = CorpusView.lines(Self.start + words).map { $0 + String(repeating: " ", count: 120 - $0.utf8.count) }
        #expect(EnvironmentReading.of(Self.build, lines.joined(separator: "\n")).versions["idna"] == "3.4")
    }
}
