import DriftCore
import Testing

@testable import DriftLogs

@Suite struct LineNormalizerTests {
    private func printed(_ line: String, _ change: (inout CarrierTraits) -> Void = { _ in }) -> [String] {
        var normalizer = LineNormalizer()
        change(&normalizer.traits)
        var result: [String] = []
        TestBytes.view(line) { view in normalizer.normalize(view, 1) { text, _, _ in result.append(text.string) } }
        normalizer.finish { text, _, _ in result.append(text.string) }
        return result
    }

    /// The lines that physical ones give, each with its number and the numbers of its joints.
    private func printed(_ lines: [String], _ change: (inout CarrierTraits) -> Void) -> [String] {
        var normalizer = LineNormalizer()
        change(&normalizer.traits)
        var result: [String] = []
        let keep: (ByteView, Int, [LineJoint]) -> Void = { text, number, joints in
            result.append("\(number): \(text.string)" + joints.map { " @\($0.offset)=\($0.number)" }.joined())
        }
        for (index, line) in lines.enumerated() { TestBytes.view(line) { normalizer.normalize($0, index + 1, keep) } }
        normalizer.finish(keep)
        return result
    }

    @Test("what pip says of its update may be as long as a wrap is wide, and is whole all the same")
    func wholeNotice() {
        let advice = "[notice] To update, run: pip install --upgrade pip"
        let step =
            "RUN pip install -q six; pip freeze\n\n[notice] A new release of pip is available: 24.0 -> 26.3\n\(advice)\nattrs==23.1.0\nsix==1.16.0\nDONE 3.0s"
        let lines = SampleBuild("WORKDIR /app\nDONE 0.0s", step).text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            line in
            line.isEmpty ? [""] : stride(from: 0, to: line.count, by: advice.count).map { String(line.dropFirst($0).prefix(advice.count)) }
        }
        #expect(EnvironmentReading.of(lines.joined(separator: "\n")).versions == ["attrs": "23.1.0", "six": "1.16.0"])
    }

    @Test("a line that was cut at a width goes on in the next one, unless that begins like a line")
    func wrapped() {
        let lines = ["Collecting a", "Collecting bb", "==1", "Successfully ", "installed bb-", "1.0", "", "0123456789012", "DONE 0.1s"]
        #expect(
            printed(lines) { $0.wrapWidth = 13 } == [
                "1: Collecting a", "2: Collecting bb==1 @13=3", "4: Successfully installed bb-1.0 @13=5 @26=6", "7: ", "8: 0123456789012",
                "9: DONE 0.1s",
            ]
        )
        #expect(printed(["0123456789012"]) { $0.wrapWidth = 13 } == ["1: 0123456789012"])
    }

    @Test("where a prefix stands again before the rest of a line it goes, otherwise it begins a line")
    func wrappedWithPrefix() {
        let again = printed(["> Collecting bb", "> ==1.0"]) {
            $0.isQuoted = true
            $0.wrapWidth = 15
            $0.repeatsQuotes = true
        }
        #expect(again == ["1: Collecting bb==1.0 @13=2"])
        let quotedAgain = printed(["> 3: Collecting b", "> b==1.0", "> 4: x"]) {
            ($0.isQuoted, $0.repeatsQuotes) = (true, true)
            $0.prefixes = [.number]
            $0.wrapWidth = 17
        }
        #expect(quotedAgain == ["1: Collecting bb==1.0 @12=2", "3: x"])
        let once = printed(["3: Collecting b", "b==1.0", "4: xxxxxxxxxxxx", "5: x"]) {
            $0.prefixes = [.number]
            $0.wrapWidth = 15
        }
        #expect(once == ["1: Collecting bb==1.0 @12=2", "3: xxxxxxxxxxxx", "4: x"])
    }

    @Test("what was escaped twice is undone twice")
    func htmlTwice() {
        let line = "--&amp;gt; RUN pip install &amp;quot;a&amp;gt;=1&amp;quot; &amp;amp;&amp;amp; b"
        let result = printed(line) { ($0.isHTMLEscaped, $0.isHTMLEscapedTwice) = (true, true) }
        #expect(result == ["--> RUN pip install \"a>=1\" && b"])
    }

    @Test(
        "line ends, progress bars and colours are undone",
        arguments: [
            ("Collecting click\r", ["Collecting click"]),
            ("Collecting click\r\r", ["Collecting click"]),
            ("  10%\r  50%\r 100%", ["  10%", "  50%", " 100%"]),
            ("\u{1B}[1m\u{1B}[32mSuccessfully installed a-1\u{1B}[0m", ["Successfully installed a-1"]),
            ("\r\u{1B}[2K   \u{1B}[91m━\u{1B}[0m 0.1 MB\r\u{1B}[2KDone", ["   ━ 0.1 MB", "Done"]),
            ("\u{1B}]0;title\u{7}text", ["text"]),
            ("\u{1B}(Btext", ["text"]),
            ("text\u{1B}", ["text"]),
            ("text\u{1B}[", ["text"]),
            ("text\u{1B}[31", ["text"]),
            ("", [""]),
        ]
    )
    func escapes(line: String, expected: [String]) { #expect(printed(line) == expected) }

    @Test(
        "quoting is taken off, however deep",
        arguments: [("> text", "text"), (">text", "text"), ("> > text", "text"), (">", ""), (">  a", " a")]
    )
    func quotes(line: String, expected: String) { #expect(printed(line) { $0.isQuoted = true } == [expected]) }

    @Test(
        "HTML's escapes become what they stand for",
        arguments: [
            (
                "--&gt; RUN pip install &quot;a&gt;=1&quot; &amp;&amp; b&#39;s &lt;c &#34;&#x27;",
                "--> RUN pip install \"a>=1\" && b's <c \"'"
            ),
            ("a&nbsp;b", "a b"), ("&", "&"), ("&amp", "&amp"), ("&amp;gt;", "&gt;"),
        ]
    )
    func html(line: String, expected: String) {
        #expect(printed(line) { $0.isHTMLEscaped = true } == [expected])
        #expect(printed(line) == [line])
    }

    @Test("markdown's backslashes go, others stay")
    func markdown() {
        #expect(printed(#"--\> my\_package\[a\]==1 C:\dir \\"#) { $0.isMarkdownEscaped = true } == [#"--> my_package[a]==1 C:\dir \"#])
    }

    @Test("a pod's name and the time are taken off")
    func pods() {
        #expect(printed("q5th5 2023-03-24T20:41:01.330Z --> RUN x") { $0.prefixes = [.time] } == ["--> RUN x"])
        #expect(printed("q5th5 2023-03-24T20:41:01.330Z") { $0.prefixes = [.time] } == [""])
        #expect(printed("\u{1B}[36mweb-1  | \u{1B}[0m--> RUN x") { $0.prefixes = [.service] } == ["--> RUN x"])
    }

    @Test("an indented copy loses its indentation and no more, also where a colour hides the margin")
    func indentation() {
        #expect(printed("      Attempting uninstall: x") { $0.indentation = 4 } == ["  Attempting uninstall: x"])
        #expect(printed("  x") { $0.indentation = 4 } == ["x"])
        #expect(printed("\u{1B}[33m    --> RUN x\u{1B}[0m") { $0.indentation = 4 } == ["--> RUN x"])
    }

    @Test(
        "an event gives the lines of its text, framing gives none",
        arguments: [
            (#"data: {"data":"Collecting click","timestamp":"2026-06-04T07:22:59.457Z"}"#, ["Collecting click"]),
            (#"data: {"data":"DONE 1.3s\n\n--> FROM x","timestamp":"2026-06-04T07:22:59.457Z"}"#, ["DONE 1.3s", "", "--> FROM x"]),
            (#"data: {"data":"===== Application Startup =====\n","timestamp":null}"#, ["===== Application Startup ====="]),
            (#"data: {"timestamp":null,"data":"x"}"#, ["x"]),
            (#"data:{"data":"x"}"#, ["x"]),
            (#"{"data": "x"}"#, ["x"]),
            (#"data: {"data":"a \"b\" \\ \/ \t\u001b[31mred\u001b[0m \u00e9 \ud83d\ude80","timestamp":null}"#, ["a \"b\" \\ / \tred é 🚀"]),
            (#"data: {"data":"10%\r20%","timestamp":null}"#, ["10%", "20%"]),
            (#"data: {"data":"cut off in the mid"#, ["cut off in the mid"]),
            (#"data: {"data":"lone \ud83d surrogate \u12"}"#, ["lone \u{FFFD} surrogate 12"]),
            (": keep-alive", []), (":keep-alive", []), ("event: message", []), ("retry: 3000", []),
            ("data: not an event", ["data: not an event"]),
        ]
    )
    func events(line: String, expected: [String]) { #expect(printed(line) == expected) }

    @Test("the blank line between two events parts no list")
    func eventsOfOneList() {
        let log = SampleBuild(SampleBuild.pip("one two", "one-1.0", "two-2.0")).text
        let cut = log.replacing("two-2.0", with: "two-2\n.0").split(separator: "\n")
        let events = cut.map { "data: {\"data\":\"\($0)\",\"timestamp\":null}\n\n" }.joined()
        #expect(EnvironmentReading.of(events).versions == ["one": "1.0", "two": "2.0"])
    }

    @Test("a step's text goes on where the line has no time of its own")
    func headersBehindPrefixes() {
        let step = SampleBuild.pip("a && /opt/tool/bin/pip install b", "a-1.0")
        let log = SampleBuild(step + "\nCollecting b\nInstalling collected packages: b\nSuccessfully installed b-2.0").text
        let timed = log.split(separator: "\n", omittingEmptySubsequences: false).map { "2026-03-04T10:00:00Z " + $0 }.joined(
            separator: "\n"
        )
        let broken = timed.replacing("&& /opt/tool/bin/pip install", with: "&&\n/opt/tool/bin/pip install")
        #expect(broken != timed)
        #expect(EnvironmentReading.of(broken).versions == EnvironmentReading.of(timed).versions)
    }
}
