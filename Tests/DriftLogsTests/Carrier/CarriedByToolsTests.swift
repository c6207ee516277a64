import DriftCore
import Testing

@testable import DriftLogs

/// Logs as other tools keep and print them: with colours, as objects of their own, as lists, in several messages.
@Suite struct CarriedByToolsTests {
    private static let build = SampleBuild(
        SampleBuild.pip("-r requirements.txt", "click-8.1.7"),
        SampleBuild.pip("six && pip list", "six-1.15.0").replacing(
            "DONE",
            with: "Package Version\n------- -------\nclick   8.1.7\npip     24.0\nsix     1.15.0\nDONE"
        )
    ).text
    private static let versions = ["click": "8.1.7", "six": "1.15.0"]
    private static let lines = build.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    private static func quoted(_ line: String) -> String {
        "\"" + line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// BuildKit's plain output, which has no arrows.
    private static let vertices = """
        #0 building with "default" instance using docker driver

        #1 [internal] load build definition from Dockerfile
        #1 DONE 0.0s

        #2 [internal] load metadata for docker.io/library/python:3.11
        #2 DONE 0.7s

        #3 [1/3] FROM \(SampleBuild.python311)
        #3 DONE 0.0s

        #4 [2/3] RUN pip install six
        #4 1.234 Collecting six
        #4 1.434 Installing collected packages: six
        #4 1.534 Successfully installed six-1.16.0
        #4 DONE 2.0s

        #5 [3/3] COPY . .
        #5 DONE 0.1s

        #6 exporting to image
        #6 DONE 0.5s

        """

    private func expectWhole(_ log: String, _ comment: Comment) {
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == Self.versions, comment)
        #expect(reading.isComplete, comment)
    }

    @Test("compose colours the names of its services, and the colour ends behind the name")
    func colouredServices() { expectWhole(Self.lines.map { "\u{1B}[36mspace-1  | \u{1B}[0m" + $0 }.joined(separator: "\n"), "compose") }

    @Test("objects of journald, of clouds and of collectors", arguments: ["MESSAGE", "textPayload", "@message", "body"])
    func objects(key: String) {
        expectWhole(Self.lines.map { "{\"_PID\":\"12\",\"\(key)\":\(Self.quoted($0))}" }.joined(separator: "\n"), "\(key)")
    }

    @Test("a list with a line for each of the log's, as a notebook keeps what it prints")
    func elements() {
        expectWhole("[\n" + Self.lines.map { "  " + Self.quoted($0) }.joined(separator: ",\n") + "\n]\n", "list")
        let cell = "{\n \"cells\": [\n  {\n   \"cell_type\": \"code\",\n   \"outputs\": [\n    {\n     \"text\": [\n"
        let texts = Self.lines.map { "      " + Self.quoted($0).dropLast() + "\\n\"" }.joined(separator: ",\n")
        expectWhole(cell + texts + "\n     ]\n    }\n   ]\n  }\n ]\n}\n", "notebook")
    }

    @Test("a list on one line, of lines that had something before them")
    func prefixedElements() {
        expectWhole("[" + Self.lines.map { Self.quoted("[pod/space-7d9f/app] " + $0) }.joined(separator: ", ") + "]\n", "pods")
    }

    @Test("a page, source and all")
    func page() {
        let rows = Self.lines.map {
            "<div class=\"line\"><span>\($0.replacing("&", with: "&amp;").replacing(">", with: "&gt;"))</span></div>"
        }
        expectWhole("<!DOCTYPE html><html><body><div>" + rows.joined(separator: "\n") + "</div></body></html>\n", "page")
    }

    @Test("a fence on the banner's own line")
    func fencedBanner() { expectWhole("here you go\n```" + Self.build + "```\n", "fence") }

    @Test("a log in several messages: what stands between its parts is the messenger's", arguments: [5, 12, 16, 17, 18, 19, 20, 23])
    func messages(cut: Int) {
        let parts = [Self.lines[..<cut], Self.lines[cut...]].map { $0.joined(separator: "\n") }
        let log = parts.map { "mike — Today at 3:41 PM\n```\n\($0)\n```\n" }.joined()
        expectWhole(log, "cut at \(cut)")
    }

    @Test("a program's own fences part nothing")
    func ownFences() {
        let readme = "RUN cat README.md\n```\npip install app\n```\nmore words\nDONE 0.1s"
        let reading = EnvironmentReading.of(SampleBuild(readme, SampleBuild.pip("six", "six-1.16.0")).text)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test(
        "what stands before the lines of other builders is learned as well",
        arguments: ["[10:00:01] ", "build.log:7:", "Mar 04 10:00:01 ", "    ", "2026-03-04 10:00:01,123 - INFO - "]
    )
    func frames(prefix: String) {
        let log = Self.vertices.split(separator: "\n", omittingEmptySubsequences: false).map { prefix + $0 }.joined(separator: "\n")
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == ["six": "1.16.0"])
        #expect(reading.isComplete)
    }

    @Test("… what stands behind them, and a string that holds them")
    func framesElsewhere() {
        let lines = Self.vertices.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for log in [lines.map { $0 + "$" }.joined(separator: "\n"), "[" + lines.map(Self.quoted).joined(separator: ", ") + "]\n"] {
            let reading = EnvironmentReading.of(log)
            #expect(reading.versions == ["six": "1.16.0"])
            #expect(reading.isComplete)
        }
    }

    @Test("a word processor's dashes where no arrow is")
    func dashes() {
        let log = Self.vertices.replacing("RUN pip", with: "RUN —mount=type=cache,target=/root/.cache pip").replacing(
            "COPY . .",
            with: "COPY —from=builder /opt/venv /opt/venv"
        )
        // A stage that the log does not show.
        #expect(!EnvironmentReading.of(log).isComplete)
    }

    @Test("a byte order mark before the first time")
    func markedTimes() {
        let start = "===== Application Startup at 2026-03-04 10:00:00 =====\n\nclick==8.1.7\npip==24.0\nsix==1.15.0\n"
        let run = start.split(separator: "\n", omittingEmptySubsequences: false).map { "2026-03-04T10:00:01.1234567Z " + $0 }.joined(
            separator: "\n"
        )
        #expect(EnvironmentReading.of(Self.build, "\u{FEFF}" + run).isComplete)
    }
}
