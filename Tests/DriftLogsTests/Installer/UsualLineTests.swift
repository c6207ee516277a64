import Testing

@testable import DriftLogs

@Suite("The lines that builds print most")
struct UsualLineTests {
    static let lines = [
        "Collecting flask==3.1.3", "Collecting flask (from -r requirements.txt (line 3))", "Collecting x", "Collecting",
        "CollectingX flask",
        "  Downloading flask-3.1.3-py3-none-any.whl.metadata (3.2 kB)", "Downloading flask-3.1.3-py3-none-any.whl (103 kB)",
        "Downloading flask-3.1.3-py3-none-any.whl", "  Downloading https://example.com/flask-3.1.3.tar.gz (1 kB)",
        "Downloading 12 files, be patient",
        "  Downloads are slow", "Downloaded flask", "     ━━━━━━━━━━━━━━━━━━━━ 61.5/61.5 kB 72.0 MB/s eta 0:00:00",
        "   ━━━━━━━━━━━━━ 2.0/2.0 MB 5 MB/s",
        "     ━━━ 61", "   ━╸ 2.0/2.0 MB 5 MB/s eta 0:00:00", "Requirement already satisfied: pip in /usr/lib/python3/dist-packages (24.0)",
        "Requirement already up-to-date: six in ./lib", "Requirements are unclear today", "",
    ]

    /// Each between two others that put the transcript into each of its states.
    @Test("the quick look and the careful one say the same", arguments: lines)
    func same(line: String) {
        for before in ["noise", "Installing collected packages: flask,", "Package Version", "[output clipped, log limit 2MiB reached]"] {
            var (quick, careful) = (StepTranscript(), StepTranscript())
            for (number, text) in [before, line, "Successfully installed flask-3.1.3", line].enumerated() {
                var text = text
                text.withUTF8 { bytes in
                    guard let base = bytes.baseAddress else { return }
                    let view = ByteView(start: base, count: bytes.count)
                    if !quick.appendUsual(view, number: number) { quick.append(view, number: number) }
                    careful.append(view, number: number)
                }
            }
            #expect(quick.words == careful.words)
            #expect(quick.lineCount == careful.lineCount)
            #expect("\(quick.read().events)" == "\(careful.read().events)")
        }
    }
}
