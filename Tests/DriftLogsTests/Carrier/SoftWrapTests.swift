import DriftCore
import Testing

@testable import DriftLogs

/// Logs that a mail client or an editor broke at spaces.
@Suite struct SoftWrapTests {
    private static let names = (1...12).map { "package-number-\($0)" }
    private static let step = SampleBuild.pip(
        "--no-cache-dir " + names.joined(separator: " ") + " --target /opt/elsewhere",
        "package-number-1-1.0"
    )
    private static let list =
        "RUN pip install -r lots.txt\nCollecting package-number-1\nInstalling collected packages: " + names.joined(separator: ", ")
        + "\nSuccessfully installed " + names.map { $0 + "-1.0" }.joined(separator: " ") + "\nDONE 1.0s"

    /// Broken at the last blank before `width`.
    static func wrapped(_ text: String, at width: Int, keepsBlanks: Bool = false) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var pieces: [Substring] = []
            var rest = line
            while rest.count > width, let blank = rest.prefix(width).lastIndex(of: " "), blank > rest.startIndex {
                pieces.append(keepsBlanks ? rest[...blank] : rest[..<blank])
                rest = rest[rest.index(after: blank)...]
            }
            return (pieces + [rest]).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    @Test("a command goes on in the next line, wherever it was broken", arguments: [60, 72, 76, 80, 100, 120], [false, true])
    func headers(width: Int, keepsBlanks: Bool) {
        let text = SampleBuild(Self.list, Self.step).text
        let reading = EnvironmentReading.of(Self.wrapped(text, at: width, keepsBlanks: keepsBlanks))
        #expect(reading.versions == EnvironmentReading.of(text).versions)
        #expect(reading.versions["package-number-1"] == "1.0" && reading.versions.count == Self.names.count)
        #expect(reading.isComplete)
    }

    @Test("quoted, and with carriage returns")
    func carried() {
        let text = Self.wrapped(SampleBuild(Self.list, Self.step).text, at: 78)
        let quoted = text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\r\n")
        #expect(EnvironmentReading.of(quoted).versions.count == Self.names.count)
    }

    @Test("a redirection behind the break still hides what pip says")
    func redirected() {
        let step = "RUN pip install --no-cache-dir gradio[oauth]==3.47.1 some-other-package more uvicorn>=0.14.0 spaces==0.16.1\nDONE 9.0s"
        let whole = EnvironmentReading.of(SampleBuild(Self.list, step).text)
        #expect(EnvironmentReading.of(Self.wrapped(SampleBuild(Self.list, step).text, at: 72)).versions == whole.versions)
        #expect(whole.gapReasons == [.quiet])
    }

    @Test(
        "bars whose time went into the next line tell of it too",
        arguments: ["many-pythons-one-step", "uv-and-pip-in-venv", "list-verbose"],
        [64, 72, 76, 80]
    )
    func bars(name: String, width: Int) throws {
        let log = try #require(CorpusCase.all.first { $0.name == name }?.texts.first)
        let whole = EnvironmentReading.of(log)
        for keepsBlanks in [false, true] {
            let reading = EnvironmentReading.of(Self.wrapped(log, at: width, keepsBlanks: keepsBlanks))
            #expect(reading.versions.filter { $0.value != "?" && $0.value != whole.versions[$0.key] } == [:])
            #expect(!reading.isComplete || reading.versions == whole.versions)
        }
    }

    @Test("quoted before it was broken: the mark takes room, and no rest has one", arguments: [64, 78])
    func quotedBefore(width: Int) {
        let text = SampleBuild(Self.list, Self.step).text
        let quoted = text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n")
        let reading = EnvironmentReading.of(Self.wrapped(quoted, at: width))
        #expect(reading.versions == EnvironmentReading.of(text).versions)
        let cut = EnvironmentReading.of(CorpusView.wrapped(quoted, at: width))
        #expect(cut.versions == EnvironmentReading.of(text).versions)
    }

    @Test(
        "a header cut within a word, with others cut at the same place",
        arguments: [
            ("uv-build", 113), ("uv-and-pip-in-venv", 73), ("uv-sync-file", 47), ("poetry-venv", 47),
            ("pip-24.0", 76), ("stages-mixed", 76),
        ]
    )
    func cutHeaders(name: String, width: Int) throws {
        let log = try #require(CorpusCase.all.first { $0.name == name }?.texts.first)
        let whole = EnvironmentReading.of(log)
        let reading = EnvironmentReading.of(CorpusView.wrapped(log, at: width))
        #expect(reading.versions.filter { $0.value != "?" && $0.value != whole.versions[$0.key] } == [:])
        #expect(!reading.isComplete || reading.versions == whole.versions)
    }

    @Test("a word of a step's text has its own line")
    func lines() throws {
        let step = "RUN pip install -q " + Self.names.joined(separator: " ") + "\nDONE 9.0s"
        let text = Self.wrapped(SampleBuild(Self.list, step).text, at: 80)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let reading = EnvironmentReading.of(text)
        for package in reading.packages {
            let line = try #require(package.evidence.line)
            #expect(lines[line - 1].contains(package.release.name.normalized))
        }
    }

    @Test("a log of ordinary lines was not broken")
    func plain() {
        let text = SampleBuild(Self.list, Self.step).text
        let wrap = TestBytes.view(text) { SoftWrap(head: $0, countsPrefix: false) { $0 } }
        #expect(wrap == nil)
    }
}
