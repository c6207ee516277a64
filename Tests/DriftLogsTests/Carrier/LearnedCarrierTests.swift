import DriftCore
import Testing

@testable import DriftLogs

/// Carriers that no table names, and what viewers put in the place of characters.
@Suite struct LearnedCarrierTests {
    private static let build = SampleBuild(
        SampleBuild.pip("-r requirements.txt", "click-8.1.7", "idna-3.6"),
        "RUN pip install six==1.15.0 &&\tpip uninstall -y idna\nCollecting six==1.15.0\n  Downloading six-1.15.0-py2.py3-none-any.whl (10 kB)\n"
            + "Installing collected packages: six\nSuccessfully installed six-1.15.0\nFound existing installation: idna 3.6\n"
            + "Uninstalling idna-3.6:\n  Successfully uninstalled idna-3.6\nDONE 2.0s",
        "COPY . .\nCACHED"
    ).text
    private static let versions = ["click": "8.1.7", "six": "1.15.0"]

    private static func each(_ change: (Int, String) -> String) -> String {
        build.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { change($0.offset, String($0.element)) }
            .joined(separator: "\n")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test(
        "a prefix of any shape is learned from the lines that begin as a log's lines do",
        arguments: [
            each { "INFO:build:" + $1 }, each { $1.isEmpty ? "" : "- " + $1 }, each { "+" + $1 }, each { "[build] " + $1 },
            each { "2026-03-04 10:00:\(two($0)),\(100 + $0) - build - INFO - \($1)" },
            each { "[3/4/2026, 10:00:\(two($0)) AM] \($1)" }, each { "\(1_772_618_400 + $0).\($0) \($1)" },
            each { "<14>1 2026-03-04T10:00:\(two($0)).000Z host space 812 - - \($1)" }, each { "build.log:\($0 + 1):\($1)" },
            each { "+\($0 / 60)m\(two($0 % 60))s \($1)" }, each { "| \($0) | \($1) |" },
            "timestamp,message\n" + each { "2026-03-04T10:00:\(two($0))Z,\"\($1)\"" },
        ]
    )
    func prefixes(log: String) {
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == Self.versions)
        #expect(reading.isComplete)
    }

    @Test(
        "what stands behind every line is learned from the lines whose end is known",
        arguments: [
            each { $1.replacing("\t", with: "^I") + "$" }, each { $1 + "^M" }, each { $1 + "<br>" }, each { "  \"\($1)\"," },
            each { $1 + " |" },
        ]
    )
    func tails(log: String) {
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == Self.versions)
        #expect(reading.isComplete)
    }

    private static func coloured(_ escape: String) -> String {
        each { _, line in
            line.hasPrefix("--> ")
                ? "\(escape)[33m\(line)\(escape)[0m"
                : line.hasPrefix("Successfully") ? "\(escape)[1m\(escape)[32m\(line)\(escape)[0m" : line
        }
    }

    @Test(
        "an escape that was spelled out, or lost its first character, is one",
        arguments: ["", "^[", "\\x1b", "\\u001b", "#033", "\u{241B}", "\u{FFFD}"]
    )
    func spelledEscapes(escape: String) {
        let reading = EnvironmentReading.of(Self.coloured(escape))
        #expect(reading.versions == Self.versions)
        #expect(reading.isComplete)
    }

    private static let objects = each { _, line in
        "{\"log\":\"\(line.replacing("\t", with: "\\t"))\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-04T10:00:00.000Z\"}"
    }
    private static let events = each { _, line in
        "data: {\"data\":\"\(line.replacing("\t", with: "\\t"))\",\"timestamp\":null}\n"
    }

    private static func eachLine(_ log: String, _ change: (Int, String) -> String) -> String {
        log.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { change($0.offset, String($0.element)) }
            .joined(separator: "\n")
    }

    @Test(
        "one carrier in another",
        arguments: [
            eachLine(objects) { "\($0 + 1): " + $1 }, eachLine(objects) { "| " + $1 }, eachLine(objects) { "# " + $1 },
            eachLine(objects) { "> " + $1 }, eachLine(events) { "\t" + $1 }, eachLine(events) { "    " + $1 },
            eachLine(events) { "* " + $1 },
            each { "10:00:\(two($0)) " + $1.replacing("--> ", with: "\u{2013}> ") },
            each { "app-1  | [2026-03-04 10:00:\(two($0))] " + $1.replacing("--> ", with: "\u{2013}> ") },
            each { "     \($0 + 1)→" + $1.replacing("--> ", with: "\u{2013}> ") },
            each { _, line in line.hasPrefix("--> ") ? "\u{1B}[33m" + line.replacing("--> ", with: "\u{2013}> ") + "\u{1B}[0m" : line },
            each { ("2026-03-04T10:00:\(two($0))Z " + $1).replacing(" ", with: "\u{A0}") },
            "<pre>" + each { "2026-03-04 10:00:\(two($0)).123 | INFO | build:12 - " + $1 } + "</pre>\n",
            each { ($1.isEmpty ? "Mar  4 10:00:\(two($0)) host space[812]:" : "Mar  4 10:00:\(two($0)) host space[812]: \($1)") },
        ]
    )
    func nested(log: String) {
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == Self.versions)
        #expect(reading.isComplete)
    }

    @Test("of a start, colours that were spelled out tell it alone", arguments: ["^[", "\\x1b", "\\033", "\u{241B}"])
    func spelledEscapesOfStart(escape: String) {
        let start = """
            ===== Application Startup at 2026-10-01 08:00:01 =====

            \(escape)[2mInstalled \(escape)[1m1 package\(escape)[0m\(escape)[2m in 7ms\(escape)[0m\(escape)[0m
             \(escape)[32m+\(escape)[39m \(escape)[1mflask\(escape)[0m\(escape)[2m==3.0.0\(escape)[0m

            """
        #expect(EnvironmentReading.of(Self.build, start).versions["flask"] == "3.0.0")
    }

    @Test(
        "what a page or a word processor made of characters is undone",
        arguments: [
            build.replacing("\n  ", with: "\n\u{A0}\u{A0}"), build.replacing("--> ", with: "\u{2192} "),
            build.replacing("--> ", with: "\u{2014}> ").replacing(
                "-r requirements.txt",
                with: "\u{2014}no-cache-dir \u{201C}click\u{201D} idna"
            ),
            "<pre><code class=\"language-bash\">" + build + "</code></pre>\n", each { _, line in "<div class=\"line\">\(line)</div>" },
            each { _, line in "<div class=\"line\">\(line.replacing("-->", with: "\u{2013}>"))</div>" },
            each { _, line in "space-7d9f8c-x7k2p app \(line.replacing("-->", with: "\u{2013}>"))" },
        ]
    )
    func typography(log: String) {
        let reading = EnvironmentReading.of(log)
        #expect(reading.versions == Self.versions)
        #expect(reading.isComplete)
    }

    @Test("a stream that somebody quoted or numbered is a stream, and so is one that begins behind curl's meter")
    func streams() {
        let events = Self.each { _, line in
            "data: {\"data\":\"\(line.replacing("\t", with: "\\t"))\",\"timestamp\":\"2026-03-04T10:00:00.000Z\"}\n"
        }
        let lines = events.split(separator: "\n", omittingEmptySubsequences: false)
        let meter = "  % Total    % Received\n  0     0    0     0    0     0      0      0 --:--:-- --:--:--     0\r"
        let numbered = lines.enumerated().map { "    \($0.offset + 1)\t\($0.element)" }.joined(separator: "\n")
        for log in [events, lines.map { "> " + $0 }.joined(separator: "\n"), numbered, meter + events] {
            let reading = EnvironmentReading.of(log)
            #expect(reading.versions == Self.versions)
            #expect(reading.isComplete)
        }
    }

    @Test("events of a document that was set out, and a log that is one string of one")
    func documents() {
        let text = Self.build.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\"", with: "\\\"")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let array =
            "[\n"
            + lines.map { "  {\n    \"data\": \"\($0)\",\n    \"timestamp\": \"2026-03-04T10:00:00.000Z\"\n  }" }.joined(separator: ",\n")
            + "\n]\n"
        let string = "\"" + lines.joined(separator: "\\n") + "\""
        for log in [array, string, "{\"space\": \"a/b\", \"logs\": \(string)}\n"] {
            let reading = EnvironmentReading.of(log)
            #expect(reading.versions == Self.versions)
            #expect(reading.isComplete)
        }
    }

    @Test("blanks at the ends of lines change nothing")
    func trailingBlanks() {
        let text = SampleBuild(
            "RUN apt-get install -y python3-click\nSetting up python3-click (8.1.3-2) ...\nDONE 2.0s",
            "RUN python setup.py install\nAdding idna 3.4 to easy-install.pth file\nDONE 1.0s",
            "RUN python -m build --wheel .\nSuccessfully built my_space-1.2.3-py3-none-any.whl\nDONE 1.0s",
            SampleBuild.pip("six", "six-1.16.0")
        ).text
        #expect(EnvironmentReading.of(text.replacing("\n", with: "  \n")) == EnvironmentReading.of(text))
    }

    @Test("a start of a few lines tells by its arrows that Markdown escaped it")
    func markdownOfStart() {
        let start = """
            ===== Application Startup at 2026-10-01 08:00:01 =====

            Package operations: 0 installs, 1 update, 0 removals

              - Updating six (1.15.0 -> 1.16.0)

            """
        let escaped = start.replacing("->", with: "-\\>")
        #expect(EnvironmentReading.of(Self.build, escaped).versions == EnvironmentReading.of(Self.build, start).versions)
        #expect(EnvironmentReading.of(Self.build, escaped).versions["six"] == "1.16.0")
    }

    // MARK: - Lines without their ends

    private static let root =
        "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv"
    private static let long = SampleBuild(
        SampleBuild.pip(
            "flask",
            "blinker-1.9.0",
            "click-8.1.7",
            "flask-3.0.0",
            "itsdangerous-2.2.0",
            "jinja2-3.1.6",
            "markupsafe-3.0.2",
            "werkzeug-3.1.13"
        )
        .replacing("DONE 3.1s", with: root + "\nDONE 3.1s")
    ).text

    @Test("where lines lost what stood behind a width, their last words are no versions", arguments: [80, 100, 120])
    func cropped(width: Int) {
        #expect(EnvironmentReading.of(Self.long).isComplete)
        #expect(EnvironmentReading.of(Self.long.replacing("\n", with: "\r\n")).isComplete)
        let log = Self.long.split(separator: "\n", omittingEmptySubsequences: false).map { $0.prefix(width) }.joined(separator: "\n")
        let reading = EnvironmentReading.of(log)
        #expect(!reading.isComplete)
        let whole = EnvironmentReading.of(Self.long).versions
        #expect(reading.versions.allSatisfy { $0.value == "?" || whole[$0.key] == $0.value })
        #expect(width == 80 || reading.versions["blinker"] == "1.9.0")
    }

    @Test(
        "a file that is downloaded and a list that ends with a comma tell that lines lost their ends",
        arguments: [
            "  Downloading https://files.example.org/packages/e8/6d/994208daa354f68fd89a34a8bafbeaab26fda84e7af1e35bdaed02b667e6/flask-3.0.0.tar.gz (2 kB)\n",
            "  Downloading websockets-15.0.1-cp39-cp39-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64.whl (181 kB)\n",
            "Installing collected packages: werkzeug, markupsafe, jinja2, itsdangerous, flask, click, blinker, annotate, typing, idna, requests\n",
        ]
    )
    func croppedFiles(line: String) {
        let log = SampleBuild(
            "RUN pip install flask\n" + line + "Successfully installed blinker-1.9.0 click-8.1.7 flask-3.0.0 itsdangerous-2.2.0 "
                + "jinja2-3.1.6 markupsafe-3.0.2 requests-2.32.5 werkzeug-3.1.13\nDONE 2.0s"
        ).text
        let cropped = log.split(separator: "\n", omittingEmptySubsequences: false).map { $0.prefix(107) }.joined(separator: "\n")
        let reading = EnvironmentReading.of(cropped)
        #expect(!reading.isComplete)
        #expect(reading.versions["markupsafe"].map { $0 == "?" } ?? true)
    }

    @Test("a program that breaks its own long lines at spaces did not break the log's")
    func ownBreaks() {
        let own =
            "  creator CPython3Posix(dest=/root/.local/share/virtualenvs/app-4PlAip0Q, \nclear=False, no_vcs_ignore=False, global=False)\n"
        let log = Self.long.replacing("Installing collected", with: own + "Installing collected")
        let cropped = log.split(separator: "\n", omittingEmptySubsequences: false).map { $0.prefix(120) }.joined(separator: "\n")
        let traits = TestBytes.view(cropped) { CarrierTraits(head: $0) }
        #expect(traits.softWrap == nil)
        #expect(traits.cropWidth == 120)
    }

    @Test(
        "where the middle of a long line was taken away, nothing beside the gap is whole",
        arguments: [" ... ", "...", " \u{2026} ", "\u{2026}", " [...] "]
    )
    func middleTaken(mark: String) {
        for kept in 40..<90 {
            let lines = Self.long.split(separator: "\n", omittingEmptySubsequences: false)
            let log = lines.map { $0.count < 110 ? String($0) : $0.prefix(kept) + mark + $0.suffix(30) }.joined(separator: "\n")
            let reading = EnvironmentReading.of(log)
            #expect(!reading.isComplete)
            let whole = EnvironmentReading.of(Self.long).versions
            #expect(reading.versions.allSatisfy { whole[$0.key] == $0.value || $0.value == "?" }, "\(kept) \(mark)")
        }
    }

    @Test("the rest of a cut line may be set in", arguments: [90, 101, 120])
    func hanging(width: Int) {
        let log = Self.long.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var pieces = [String(line.prefix(width))]
            var rest = line.dropFirst(width)
            while !rest.isEmpty {
                pieces.append("    " + rest.prefix(width - 4))
                rest = rest.dropFirst(width - 4)
            }
            return pieces.joined(separator: "\n")
        }.joined(separator: "\n")
        #expect(EnvironmentReading.of(log).versions == EnvironmentReading.of(Self.long).versions)
    }

    @Test(
        "who left something out may say so in many words",
        arguments: [
            "[... 214 lines omitted ...]", "... (214 lines omitted)", "<truncated>", "--- 40 lines skipped ---", "[output truncated]",
            "(snip)",
            "[truncated 1200 characters]", "... 12 more lines ...", "[\u{2026} many lines removed for brevity \u{2026}]",
            "# ... build output omitted",
        ]
    )
    func elided(mark: String) {
        #expect(!EnvironmentReading.of(Self.build.replacing("Collecting six", with: mark + "\nCollecting six")).isComplete)
        #expect(!EnvironmentReading.of(Self.build.replacing("--> COPY", with: mark + "\n\n--> COPY")).isComplete)
    }

    @Test(
        "a program's own words are no such mark",
        arguments: [
            "[notice] A new release of pip is available: 24.0 -> 26.3", "(skipped)", "[1/4] Skipping integrity check",
            "= 12 skipped in 0.3s =",
            "--- more",
        ]
    )
    func ownWords(line: String) {
        #expect(EnvironmentReading.of(Self.build.replacing("Collecting six==", with: line + "\nCollecting six==")).isComplete)
    }
}
