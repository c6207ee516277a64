import DriftCore
import Testing

@testable import DriftLogs

/// A log as a terminal's window or an editor shows it.
@Suite struct WindowCarrierTests {
    private static let log = SampleBuild(
        SampleBuild.pip(
            "-r requirements.txt",
            "annotated-types-0.7.0",
            "certifi-2026.10.19",
            "charset-normalizer-3.5.3",
            "idna-3.20",
            "urllib3-2.6.3"
        )
    ).text
    private static let versions = [
        "annotated-types": "0.7.0", "certifi": "2026.10.19", "charset-normalizer": "3.5.3", "idna": "3.20", "urllib3": "2.6.3",
    ]

    @Test("lines that a window cut and filled up with blanks are whole again", arguments: 60...130)
    func filled(width: Int) {
        let pieces = CorpusView.lines(Self.log).flatMap { line in
            stride(from: 0, to: max(line.utf8.count, 1), by: width).map { begin in
                let piece = String(decoding: Array(line.utf8).dropFirst(begin).prefix(width), as: UTF8.self)
                return piece + String(repeating: " ", count: width - piece.utf8.count)
            }
        }
        let reading = EnvironmentReading.of(pieces.joined(separator: "\n") + "\n")
        for (name, version) in reading.versions { #expect(version == "?" || version == Self.versions[name], "\(name) of \(width)") }
    }

    /// What stands before lines, and whether it was there before a terminal wrapped them or was put before each piece.
    private static func framed(_ frame: String, isBefore: Bool, width: Int) -> String {
        let lines = CorpusView.lines(Self.log)
        let pieces = (isBefore ? lines.map { frame + $0 } : lines).flatMap { line in
            stride(from: 0, to: max(line.utf8.count, 1), by: width).map {
                String(decoding: Array(line.utf8).dropFirst($0).prefix(width), as: UTF8.self)
            }
        }
        return (isBefore ? pieces : pieces.map { frame + $0 }).joined(separator: "\n") + "\n"
    }

    @Test(
        "of a wrapped log nothing is claimed that was not installed, wherever its margin or quote came from",
        arguments: ["    ", "> ", "x7k2p 2026-03-04T10:00:01.000Z "],
        [false, true]
    )
    func framedAndWrapped(frame: String, isBefore: Bool) {
        var whole = 0
        for width in 60...130 {
            let reading = EnvironmentReading.of(Self.framed(frame, isBefore: isBefore, width: width))
            for (name, version) in reading.versions { #expect(version == "?" || version == Self.versions[name], "\(name) of \(width)") }
            if reading.isComplete { whole += 1 }
        }
        #expect(whole > 30)
    }

    @Test("a carriage return behind a log's widest line is no end that was lost")
    func returns() {
        let root =
            "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager. "
            + "It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv"
        let step = SampleBuild.pip("six", "six-1.16.0").replacing("DONE", with: root + "\nDONE")
        let quiet = "RUN pip uninstall -y -q idna\n\(root)\nDONE 1.2s"
        let lines = CorpusView.lines(SampleBuild(step, quiet).text).map { "x7k2p 2026-03-04T10:00:01.000Z " + $0 }
        #expect(EnvironmentReading.of(lines.joined(separator: "\n")).isComplete)
        #expect(EnvironmentReading.of(lines.joined(separator: "\r\n")).isComplete)
    }

    @Test("an editor's numbers, set to the right")
    func numbered() {
        let chatter = (0..<80).map { "  copying \($0).py -> build/lib\n" }.joined()
        let log = Self.log.replacing("Installing collected", with: chatter + "Installing collected")
        let lines = CorpusView.lines(log).enumerated().map { number, line in
            let digits = String(number + 1)
            return String(repeating: " ", count: 4 - digits.utf8.count) + digits + " " + line
        }
        #expect(EnvironmentReading.of(lines.joined(separator: "\n") + "\n").versions == Self.versions)
    }

    @Test("a page's blanks between a table's columns")
    func table() {
        let list = "Package Version\n------- -------\nidna    3.4\nsix     1.16.0"
        let step = "RUN pip install -q idna six && pip list\n\(list)\nDONE 2.0s"
        let log = SampleBuild(step).text.replacing("    ", with: "\u{A0}\u{A0}\u{A0} ")
        #expect(EnvironmentReading.of(log).versions == ["idna": "3.4", "six": "1.16.0"])
    }

    @Test("an object that was set out, with the whole log as one of its members")
    func setOut() {
        let text = Self.log.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        let object = "{\n  \"space\": \"owner/name\",\n  \"log\": \"\(text)\"\n}\n"
        #expect(EnvironmentReading.of(object).versions == Self.versions)
    }
}
