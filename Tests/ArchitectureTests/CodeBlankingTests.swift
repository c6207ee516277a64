import Testing

@Suite("The rules look at code, not at comments and texts")
struct CodeBlankingTests {
    @Test(
        "Comments and literals are blanked, lines stay",
        arguments: [
            ("a // print(1)\nb", "a            \nb"), ("a /* x /* y */ z */ b", "a                   b"),
            ("f(\"print(1)\")", "f(          )"),
            ("f(\"a\\\"b\") + c", "f(      ) + c"), ("#\"a\"b\"# + c", "        + c"),
            ("\"\"\"\nprint(\n\"\"\"\nx", "   \n      \n   \nx"),
            ("\"\\(f(\"x\"))\" + y", "            + y"), ("a / b", "a / b"), ("\"unterminated", "             "),
        ]
    )
    func blanking(source: String, expected: String) {
        #expect(CodeBlanking.blanked(source) == expected)
    }

    @Test("Every form of import is seen")
    func imports() {
        let text =
            "import A\n@preconcurrency package import B\ninternal import struct C.D\n// import E\nlet import_ = 1\n  import F // why\n"
        #expect(SourceFile(path: "Sources/X/x.swift", text: text).imports == ["A", "B", "C", "F"])
    }

    @Test("A finding names its place")
    func occurrences() {
        let file = SourceFile(path: "Sources/X/x.swift", text: "let a = 1\nprint(a) // x\n")
        #expect(file.occurrences(of: #/\bprint\(/#) == ["Sources/X/x.swift:2: print(a) // x"])
        #expect(file.target == "X")
    }
}
