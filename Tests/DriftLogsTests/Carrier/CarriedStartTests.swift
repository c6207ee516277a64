import DriftCore
import Testing

@testable import DriftLogs

/// Run logs in carriers: a start may print a few lines only, of which just its banner begins as a log's lines do.
@Suite struct CarriedStartTests {
    private static let build = SampleBuild(SampleBuild.pip("-r requirements.txt", "click-8.1.7", "idna-3.6")).text
    private static let start = """
        ===== Application Startup at 2026-10-01 08:00:01 =====

        Installing "six" …
        Requirement already satisfied: six in /usr/local/lib/python3.11/site-packages (1.15.0)
        it's done
        * Running on local URL:  http://0.0.0.0:7860

        """
    private static let unheard = """
        ===== Application Startup at 2026-10-01 08:00:01 =====

        WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv
        1

        """

    private static func each(_ log: String, _ change: (Int, String) -> String) -> String {
        log.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { change($0.offset, String($0.element)) }
            .joined(separator: "\n")
    }

    /// As `repr()` of Python shows a text or, its bytes beyond ASCII escaped, bytes.
    private static func literal(_ text: String, asBytes: Bool = false) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": shown += "\\n"
            case "\\": shown += "\\\\"
            case "'": shown += text.contains("\"") ? "\\'" : "'"
            case _ where asBytes && !scalar.isASCII: for byte in String(scalar).utf8 { shown += "\\x" + String(byte, radix: 16) }
            default: shown.unicodeScalars.append(scalar)
            }
        }
        let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        return (asBytes ? "b" : "") + quote + shown + quote
    }

    private static func json(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    private static func lines(_ log: String) -> [String] { log.split(separator: "\n").map { $0 + "\n" } }

    private static func event(_ line: String) -> String { "data: {\"data\":\(json(line)),\"timestamp\":null}" }

    static let carriers: [@Sendable (String) -> String] = [
        { each($0) { "# " + $1 } }, { each($0) { "* " + $1 } }, { each($0) { "\($0 + 1). " + $1 } },
        { each($0) { "run.log:\($0 + 1):" + $1 } },
        { each($0) { "2026-03-04T10:00:\(10 + $0)+0000 host docker[812]: \($1)" } }, { each($0) { "\(1_772_618_400 + $0).\($0) \($1)" } },
        { each($0) { "     \($0 + 1)→\($1)" } }, { $0.replacing(" ", with: "\u{A0}") },
        { json($0) }, { "{\"space\": \"a/b\", \"logs\": \(json($0))}\n" }, { literal($0) }, { literal($0, asBytes: true) },
        { "[" + lines($0).map(json).joined(separator: ", ") + "]" }, { "[" + lines($0).map { literal($0) }.joined(separator: ", ") + "]" },
        { "[" + lines($0).map { "{\"data\": \(json($0)), \"timestamp\": null}" }.joined(separator: ", ") + "]" },
        { lines($0).map { "{'data': \(literal($0)), 'timestamp': None}" }.joined(separator: "\n") },
        { lines($0).map { literal(event($0), asBytes: true) + "\nb''" }.joined(separator: "\n") },
        { each($0) { "[\($0 < 8 ? " " : "")\($0 + 2).5] " + $1 } }, { each($0) { "\($0 + 1)) " + $1 } },
    ]

    @Test("what a start installed is read through any carrier", arguments: carriers.indices)
    func installs(carrier: Int) {
        let change = Self.carriers[carrier]
        let reading = EnvironmentReading.of(change(Self.build), change(Self.start))
        #expect(reading.versions == ["click": "8.1.7", "idna": "3.6", "six": "1.15.0"])
        #expect(!EnvironmentReading.of(Self.build, change(Self.unheard)).isComplete)
    }

    @Test("words and a fence around a paste hide no prefix of a start")
    func fenced() {
        let carried = Self.each(Self.start) { "2026-03-04 10:00:\(10 + $0).123 | INFO     | __main__:run:12 - " + $1 }
        let reading = EnvironmentReading.of(Self.build, "Container logs:\n\n```\n\(carried)\n```\n")
        #expect(reading.versions == ["click": "8.1.7", "idna": "3.6", "six": "1.15.0"])
    }

    @Test("one advice twice, behind times of its own, is no wrap of its width")
    func advice() {
        let advice = Self.unheard.split(separator: "\n")[1]
        let start = """
            ===== Application Startup at 2026-10-01 08:00:01 =====

            \(advice)
            Starting app
            \(advice)
            Package Version
            ------- -------
            click   8.1.7
            idna    3.4

            """
        let carried = Self.each(start) { "x7k2p 2026-03-04T10:00:\(10 + $0).000Z " + $1 }
        #expect(EnvironmentReading.of(Self.build, carried) == EnvironmentReading.of(Self.build, start))
    }

    @Test("a start behind what nobody understands may have installed anything")
    func unclear() {
        let table = "message,timestamp\n" + Self.each(Self.start) { _, line in "\"\(line)\",2026-03-04T10:00:00Z" }
        #expect(!EnvironmentReading.of(Self.build, table).isComplete)
        #expect(EnvironmentReading.of(Self.build).isComplete)
    }

    @Test("an app's own logger behind a prefix is read as without it")
    func loggers() {
        let logged = """
            ===== Application Startup at 2026-10-01 08:00:01 =====

            2026-10-01 08:00:02,100 - setup - INFO - Collecting six==1.16.0
            2026-10-01 08:00:02,200 - setup - INFO - Installing collected packages: six
            2026-10-01 08:00:02,300 - setup - INFO - Successfully installed six-1.16.0

            """
        let versions = ["click": "8.1.7", "idna": "3.6", "six": "1.16.0"]
        for log in [logged, Self.each(logged) { "# " + $1 }, Self.each(logged) { "\($0 + 1). " + $1 }] {
            #expect(EnvironmentReading.of(Self.build, log).versions == versions)
        }
    }

    @Test("what pip prints of a build's own requirements is set in behind a prefix too")
    func nested() {
        let nested = SampleBuild(
            SampleBuild.pip("six", "six-1.16.0").replacing(
                "Installing collected",
                with: (1...9).map { "  Collecting part\($0)\n" }.joined() + "Installing collected"
            )
        ).text
        #expect(EnvironmentReading.of(Self.each(nested) { "* " + $1 }) == EnvironmentReading.of(nested))
    }

    @Test("an app that prints dictionaries prints a run log all the same")
    func dictionaries() {
        let losses = (1...40).map { "{'loss': 0.\($0), 'epoch': \($0)}\n" }.joined()
        let reading = EnvironmentReading.of(Self.build, Self.start + losses)
        #expect(reading.versions == ["click": "8.1.7", "idna": "3.6", "six": "1.15.0"])
        #expect(!EnvironmentReading.of(Self.build, Self.unheard + losses).isComplete)
    }

    @Test("literals of JSON and Python are told from lines that merely look like them")
    func judged() {
        for head in ["{'a': 1}\nplain\nplain\nplain\n", "b'x'\nplain\nplain\nplain\n", "[1, 2]\n", "it's\n"] {
            #expect(!TestBytes.view(head) { CarrierTraits(head: $0).holdsLiterals })
        }
    }

    @Test(
        "escapes of both languages",
        arguments: [
            (#"'a\tb\\\'\"'"#, "a\tb\\'\"\n"), (#"'\xe9\u00e9\U0001f600'"#, "éé😀\n"), (#"b'\xc3\xa9'"#, "é\n"), (#""\ud83d\ude00""#, "😀\n"),
            (#""\u00zz""#, "00zz\n"), (#"'\x"#, ""), (#"["a", "b\n", "", {"level": "x", "data": "c"}]"#, "a\nb\n\nc\n"),
            (#"{"other": "===== x", "next": "no"}"#, "===== x\n"), (#"{'data': 'open"#, "open\n"),
        ]
    )
    func escapes(line: String, expected: String) {
        var text: [UInt8] = []
        TestBytes.view(line) { StringLiteral.appendTexts(of: $0, to: &text) }
        #expect(String(decoding: text, as: UTF8.self) == expected)
    }
}
