import Testing

@testable import DriftLogs

@Suite struct ShellParserTests {
    @Test(
        "words",
        arguments: [
            ("pip install a", [["pip", "install", "a"]]),
            ("pip install \"b>=1\" 'c<2'", [["pip", "install", "b>=1", "c<2"]]),
            (#"pip install "a \"q\" \$x" d\ e"#, [["pip", "install", "a \"q\" $x", "d e"]]),
            ("pip install a\\\n  b", [["pip", "install", "a", "b"]]),
            ("pip install \t a  \r b", [["pip", "install", "a", "b"]]),
            ("pip install '' \"\"", [["pip", "install", "", ""]]),
            ("pip install a'b'\"c\"", [["pip", "install", "abc"]]),
            ("a && b || c ; d | e & f", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]),
            ("a\nb", [["a"], ["b"]]),
            ("# comment\na # comment", [["a"]]),
            ("a#b", [["a#b"]]),
            ("(cd x && pip install a)", [["cd", "x"], ["pip", "install", "a"]]),
            ("{ pip install a; }", [["pip", "install", "a"]]),
            ("pip install ${X} a{b,c}", [["pip", "install", "${X}", "a{b,c}"]]),
            ("pip install a$(echo b; (c))d", [["pip", "install", "a$(echo b; (c))d"]]),
            ("if test -f r.txt; then pip install -r r.txt; fi", [["test", "-f", "r.txt"], ["pip", "install", "-r", "r.txt"]]),
            ("bash <(curl -s x | y) z", [["bash", "<(curl -s x | y)", "z"]]),
            ("", []), (";;;", []), ("&&", []),
        ]
    )
    func words(text: String, expected: [[String]]) { #expect(ShellParser.parse(text).map(\.words) == expected) }

    @Test(
        "redirections take words and hide output",
        arguments: [
            // The platform's own line of 2023-10: the shell makes a file named `=0.14.0`.
            (
                "pip install gradio==3.47.1 uvicorn>=0.14.0 spaces==0.16.1",
                ["pip", "install", "gradio==3.47.1", "uvicorn", "spaces==0.16.1"], true
            ),
            ("pip install a<2", ["pip", "install", "a"], false),
            ("pip install a > log", ["pip", "install", "a"], true), ("pip install a >> log", ["pip", "install", "a"], true),
            ("pip install a 2> log", ["pip", "install", "a"], false), ("pip install a 2>&1", ["pip", "install", "a"], false),
            ("pip install a 1>&2", ["pip", "install", "a"], false), ("pip install a &> log", ["pip", "install", "a"], true),
            ("pip install a > /dev/stdout", ["pip", "install", "a"], false),
            ("pip install a >/dev/null 2>&1", ["pip", "install", "a"], true),
            ("pip install a >'my log' b", ["pip", "install", "a", "b"], true),
        ]
    )
    func redirections(text: String, words: [String], hides: Bool) {
        let commands = ShellParser.parse(text)
        #expect(commands.map(\.words) == [words])
        #expect(commands.first?.hidesOutput == hides)
    }

    @Test("connectors, and what may fail or be skipped")
    func connectors() {
        let commands = ShellParser.parse("a && b || c; d | e")
        #expect(commands.map(\.connector) == [.always, .ifSucceeded, .ifFailed, .always, .pipe])
        #expect(commands.map(\.mayFail) == [true, true, true, true, false])
        #expect(commands.map(\.isConditional) == [false, false, true, false, false])
        #expect(commands.map(\.hidesOutput) == [false, false, false, true, false])
    }

    @Test(
        "what stands behind a group or a loop is all its commands'",
        arguments: [
            ("(a; b) | c", [true, true, false]), ("{ a && b; } > x; c", [true, true, false]),
            ("for i in 1; do a; b; done | c", [true, true, true, false]),
            ("(a; b); c | d", [false, false, true, false]), ("((a); b) | c", [true, true, false]), ("(a) && b | c", [false, true, false]),
            ("if a; then b; fi >/dev/null", [true, true]), (") | a", [false]), ("(a; b) 2>&1; c", [false, false, false]),
        ]
    )
    func groups(text: String, hides: [Bool]) { #expect(ShellParser.parse(text).map(\.hidesOutput) == hides) }

    @Test("what stands between if and fi is conditional, what follows is not")
    func conditional() {
        #expect(ShellParser.parse("if a; then b; else c; fi; d").map(\.isConditional) == [true, true, true, false])
        #expect(ShellParser.parse("for f in x y; do pip install $f; done; d").map(\.isConditional) == [true, true, false])
        #expect(ShellParser.parse("'if' a; b").map(\.isConditional) == [false, false])
        // Where the step may go on without it.
        #expect(ShellParser.parse("a && [ -f x ] && b && c || true; d").map(\.isConditional) == [false, false, true, true, true, false])
        #expect(ShellParser.parse("test -f x && b; d").map(\.isConditional) == [false, true, false])
        #expect(ShellParser.parse("[ -f x ] && b").map(\.isConditional) == [false, false])
    }

    @Test(
        "unfinished quotes, brackets and redirections end with the text",
        arguments: [
            "a 'b", "a \"b", "a \\", "a >", "a > '", "a $(b", "(a", "a )", "{", "}", "a 2>&", "&>", "|", "if", "fi fi fi",
        ]
    )
    func unfinished(_ text: String) { #expect(ShellParser.parse(text).count <= 1) }

    @Test("a text of endless commands is read up to a limit")
    func limit() { #expect(ShellParser.parse(String(repeating: "a;", count: 5000)).count == ShellParser.maximumCommands) }
}
