import DriftCore
import DriftTesting
import Testing

@testable import DriftLogs

@Suite struct LogScannerTests {
    private static func steps(_ count: Int) -> String {
        (0..<count).map { "--> RUN echo \($0)\nDONE 0.1s\n" }.joined()
    }

    @Test("a log may hold more steps than a build")
    func manyBuilds() {
        let many = SampleBuild().text + Self.steps(LogScanner.maximumSteps - 10)
        let reading = EnvironmentReading.of(many + many + SampleBuild(SampleBuild.pip("flask", "flask-3.0.0")).text)
        #expect(reading.versions == ["flask": "3.0.0"])
        #expect(reading.isComplete)
    }

    @Test("a build with more steps than are read is not complete")
    func tooManySteps() {
        let head = SampleBuild(SampleBuild.pip("flask", "flask-3.0.0"), isPushed: false).text
        let tail = "--> Pushing image\nDONE 1.0s\n"
        #expect(EnvironmentReading.of(head + Self.steps(100) + tail).isComplete)
        let reading = EnvironmentReading.of(head + Self.steps(LogScanner.maximumSteps) + tail)
        #expect(!reading.isComplete)
        #expect(reading.versions == ["flask": "3.0.0"])
    }

    /// Lines that say nothing, lines that do, and lines that look like either.
    private static let lines = [
        "", " ", "x", "  Downloading click-8.1.7-py3-none-any.whl (97 kB)", "     ━━━━━━━━━ 1.3/1.3 MB 292.1 MB/s eta 0:00:00", "DONE 1.0s",
        "  DONE 2.0s", "DOWN", "CACHED", " CACHED", "Collecting click", "  Collecting click",
        "INFO:     10.0.0.1 - \"GET / HTTP/1.1\" 200 OK",
        "Requirement already satisfied: click in /usr/local/lib/python3.11/site-packages (8.1.7)", "Successfully installed click-8.1.7",
        "Installing collected packages: click", "click-8.1.7 flask-3.0.0", "Package Version", "------- -------", "click 8.1.7",
        "click==8.1.7",
        "click @ https://x.example/click.whl", "flask 3.0 requires click>=8, but you have click 7 which is incompatible.",
        "   we require quiet, and request quotas", "--> RUN pip install click", "--> RUN echo",
        "===== Application Startup at 2026-06-19 09:20:00 =====",
        "==> x", "#3 [1/2] RUN pip install x", "#3 0.1 Collecting x", "error: failed to solve: x", "data: {\"data\":\"Collecting x\\n\"}",
        ": keep-alive", "\u{1B}[32mCollecting click\u{1B}[0m", "10%\r20%\rCollecting click", "windows\r",
        "  File \"/usr/local/lib/python3.11/site-packages/x.py\", line 1, in <module>", "Setting up ffmpeg (7:5.1) ...",
        "Job failed with exit code: 1. Reason: cache miss: [base 6/7] RUN pip install a", "ünïcödé", "- Installing click (8.1.7)",
    ]

    @Test("lines that are read in runs give what they give one by one", arguments: 0..<200)
    func runs(_ seed: Int) {
        var random = SplitMix64(seed: seed)
        var text = SampleBuild(isPushed: false).text + "--> RUN pip install x\n"
        for _ in 0..<200 {
            let line = random.pick(Self.lines)
            for _ in 0..<(random.chance(10) ? 5 : 1) { text += line + "\n" }
        }
        let bytes = Array(text.utf8)
        // In chunks of one byte no line is whole, and none is read in a run.
        #expect("\(TestBytes.scanned(bytes, chunk: 1))" == "\(TestBytes.scanned(bytes))")
    }
}
