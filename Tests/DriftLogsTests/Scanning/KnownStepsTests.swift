import Testing

@testable import DriftLogs

@Suite("Steps that a log repeats")
struct KnownStepsTests {
    private func builds(_ log: String) -> [ScannedBuild] {
        TestBytes.scanned(Array(log.utf8)).compactMap { section in
            guard case .build(let build) = section else { return nil }
            return build
        }
    }

    private func build(_ step: String, _ output: String, end: String = "DONE 1.0s") -> String {
        "===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====\n\n--> \(step)\n\(output)\(end)\n\n"
    }

    private let output = "Collecting flask\nnoise\nSuccessfully installed flask-3.1.3\n"

    @Test("the same output again has its own line numbers")
    func numbers() {
        let text = build("RUN pip install flask", output)
        let steps = builds(text + "stray\n" + text).compactMap(\.steps.first)
        #expect(steps.count == 2)
        let lines = steps.map { $0.transcript.read().events.map(\.line) }
        let length = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines[0] == [4, 6])
        #expect(lines[1] == [4 + length, 6 + length])
    }

    @Test("the same words in other places are another output")
    func places() {
        let other = "noise\nCollecting flask\nSuccessfully installed flask-3.1.3\n"
        let found = builds(build("RUN pip install flask", output) + build("RUN pip install flask", other)).compactMap(\.steps.first)
        #expect(found[0].transcript.read().events.map { $0.line - found[0].line } == [1, 3])
        #expect(found[1].transcript.read().events.map { $0.line - found[1].line } == [2, 3])
    }

    @Test("another output, none, and the first one again are told apart")
    func outputs() {
        let other = "Collecting flask\nnoise\nSuccessfully installed flask-3.1.2\n"
        let log =
            build("RUN pip install flask", output) + build("RUN pip install flask", other)
            + build("RUN pip install flask", "", end: "CACHED") + build("RUN pip install flask", output)
            + build("RUN pip install  flask", other)
        let found = builds(log).map { $0.steps[0].transcript.read().events.map { "\($0.event)" }.joined() }
        #expect(found[0] == found[3])
        #expect(found[1] == found[4])
        #expect(found[0] != found[1])
        #expect(found[2].isEmpty)
    }

    @Test("a step that is no UTF-8 goes on where it was, and is known again")
    func invalid() {
        let head = Array("--> RUN echo ".utf8) + [0xFF, 0x0A]
        let log =
            Array("--> RUN true\nDONE 0.1s\n\n".utf8) + head + Array("Collecting flask\n".utf8) + Array("--> RUN pip install x\n".utf8)
            + head + Array("Successfully installed flask-3.1.3\nDONE 0.1s\n".utf8)
        let builds = TestBytes.scanned(log).compactMap { section -> ScannedBuild? in
            guard case .build(let build) = section else { return nil }
            return build
        }
        #expect(builds.first?.steps.map(\.text) == ["RUN true", "RUN echo \u{FFFD}", "RUN pip install x"])
    }

    @Test("more texts than there are places are all told apart")
    func collisions() {
        let texts = (0..<1_000).map { "RUN pip install package\($0)" }
        let log = texts.map { build($0, "Collecting package\n") }.joined()
        #expect(builds(log + log).map { $0.steps[0].text } == texts + texts)
    }
}
