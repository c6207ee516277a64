import DriftCore
import Testing

@testable import DriftLogs

/// What a `CACHED` step takes from the logs of earlier captures.
@Suite struct EarlierLayerTests {
    static let step = "RUN --mount=target=/tmp/requirements.txt,source=requirements.txt pip install -r /tmp/requirements.txt gradio==5.0"

    private func printed(_ item: String, commit: String = "aaaaaaa") -> [UInt8] {
        let output = "Installing collected packages: \(item.prefix { $0 != "-" })\nSuccessfully installed \(item)\nDONE 3.1s"
        return build("Collecting x\n" + output, commit)
    }

    private func build(_ output: String, _ commit: String) -> [UInt8] {
        var build = SampleBuild(Self.step + "\n" + output)
        build.commit = commit
        return Array(build.text.utf8)
    }

    private func files(_ requirements: String?, commit: String? = nil) -> CapturedFiles {
        CapturedFiles(commit: commit, digests: requirements.map { ["requirements.txt": $0, "app.py": "any"] } ?? ["app.py": "any"])
    }

    /// A fully cached build of `commit` over `requirements`, read with earlier logs, newest first.
    private func cached(_ requirements: String? = "A", commit: String = "bbbbbbb", _ earlier: EarlierLog...) -> EnvironmentReading {
        LogReader.read([build("CACHED", commit)], files: files(requirements), earlier: earlier)
    }

    private func earlier(_ item: String, _ requirements: String?, name: String = "@1:logs/build-001.log", commit: String = "aaaaaaa")
        -> EarlierLog
    {
        EarlierLog(name: name, bytes: printed(item, commit: commit), files: requirements.map { files($0) })
    }

    @Test("the same text over the same file is the same layer, remembered by the name of its log")
    func same() throws {
        let reading = cached("A", earlier("gradio-5.0", "A"))
        #expect(reading.versions == ["gradio": "5.0"])
        #expect(!reading.gapReasons.contains(.cached))
        let evidence = try #require(reading.evidence("gradio"))
        #expect(evidence == Evidence(kind: .remembered, line: evidence.line, file: "@1:logs/build-001.log"))
        let lines = CorpusView.lines(String(decoding: printed("gradio-5.0"), as: UTF8.self))
        #expect(lines[(evidence.line ?? 0) - 1] == "Successfully installed gradio-5.0")
    }

    @Test("another file's content is another layer; one that nobody knows may be")
    func others() {
        for log in [earlier("gradio-5.0", "B"), earlier("gradio-5.0", nil)] {
            let reading = cached("A", log)
            #expect(reading.gapReasons.contains(.cached))
            #expect(reading.versions["gradio"] == "?")
        }
        #expect(LogReader.read([build("CACHED", "bbbbbbb")], earlier: [earlier("gradio-5.0", "A")]).gapReasons.contains(.cached))
    }

    @Test("the file's content decides between two results")
    func decides() {
        let logs = (earlier("gradio-5.0", "A"), earlier("gradio-5.1", "B", name: "@2:logs/build-001.log"))
        #expect(cached("A", logs.1, logs.0).versions == ["gradio": "5.0"])
        #expect(cached("B", logs.1, logs.0).versions == ["gradio": "5.1"])
        #expect(cached("C", logs.1, logs.0).gapReasons.contains(.cached))
    }

    @Test("two results over the same file leave the version open", arguments: ["A", nil] as [String?])
    func ambiguous(second: String?) {
        let reading = cached("A", earlier("gradio-5.1", second, name: "@2:logs/build-001.log"), earlier("gradio-5.0", "A"))
        #expect(reading.versions == ["gradio": "?"])
        #expect(reading.gapReasons.contains(.cached))
        #expect(!reading.isComplete)
        #expect(reading.gaps.allSatisfy { $0.log == 0 })
    }

    @Test("the same commit has the same files, whatever is captured of them")
    func commit() {
        let log = earlier("gradio-5.0", nil, commit: "bbbbbbb")
        #expect(cached(nil, log).versions == ["gradio": "5.0"])
        #expect(LogReader.read([build("CACHED", "bbbbbbb")], earlier: [log]).versions == ["gradio": "5.0"])
    }

    @Test("captured files count for the build of their own commit alone")
    func otherCommit() {
        let own = CapturedFiles(commit: "cccccccdd", digests: ["requirements.txt": "A"])
        let log = EarlierLog(name: "@1:a", bytes: printed("gradio-5.0"), files: own)
        #expect(cached("A", log).gapReasons.contains(.cached))
        let same = EarlierLog(name: "@1:a", bytes: printed("gradio-5.0", commit: "ccccccc"), files: own)
        #expect(cached("A", same).versions == ["gradio": "5.0"])
    }

    @Test("what an earlier log leaves open is open at the step that took it from there")
    func gaps() {
        let quiet = EarlierLog(name: "@1:a", bytes: build("DONE 1.0s", "aaaaaaa"), files: files("A"))
        let reading = cached("A", quiet)
        #expect(!reading.isComplete)
        #expect(!reading.gaps.isEmpty)
        #expect(reading.gaps.allSatisfy { $0.log == 0 && $0.line > 0 })
        #expect(reading.packages.allSatisfy { ($0.evidence.log ?? 0) >= 0 })
    }
}
