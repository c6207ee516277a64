import DriftCore
import Testing

@Suite("RequirementsFile: edits")
struct RequirementsFileEditingTests {
    static func parse(_ text: String) -> RequirementsFile { RequirementsFile.parse(Array(text.utf8)) }

    static func text(_ file: RequirementsFile) -> String { String(decoding: file.render(), as: UTF8.self) }

    @Test(
        "replaceVersion keeps extras, marker, spacing, other options and comment, and drops hashes",
        arguments: [
            ("numpy", "numpy==9"), ("numpy\n", "numpy==9\n"), ("  numpy >= 1 , <2  # why\r\n", "  numpy ==9  # why\r\n"),
            ("numpy>=1,", "numpy==9"),
            ("Foo.Bar[a, b]~=1.0 ; os_name=='a'", "Foo.Bar[a, b]==9 ; os_name=='a'"), ("foo;os_name=='a'", "foo==9;os_name=='a'"),
            ("foo ; os_name=='a'", "foo==9 ; os_name=='a'"), ("foo (>=1.0) # x", "foo ==9 # x"), ("foo===2004d", "foo==9"),
            ("foo @ https://h/a ; os_name=='a' # c", "foo==9 ; os_name=='a' # c"), ("foo[x]@git+https://h/r@01", "foo[x]==9"),
            ("foo==1 --hash=sha256:00", "foo==9"), ("foo==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\nbar", "foo==9\nbar"),
            ("foo==1\\\n    --hash=sha256:00\nbar", "foo==9\nbar"), ("foo==1 \\\r\n  --hash sha256:00  # via x\r\n", "foo==9  # via x\r\n"),
            ("foo==1 --hash=a:0 --config-settings='x=y' --hash=a:1", "foo==9 --config-settings='x=y'"),
            ("foo \\\n  ==1 \\\n  ; os_name=='a'", "foo \\\n  ==9 \\\n  ; os_name=='a'"), ("foo==1 \\\n  # why", "foo==9 \\\n  # why"),
            ("foo==1 \\", "foo==9 \\"), ("foo == \\\n1", "foo ==9"),
        ]
    )
    func replaceVersion(before: String, after: String) {
        var file = Self.parse(before)
        #expect(file.replaceVersion(ofLineAt: 0, with: "==9") == true)
        #expect(Self.text(file) == after)
        #expect(file == Self.parse(after))
        #expect(file.replaceVersion(ofLineAt: 0, with: "==9") == true)
        #expect(Self.text(file) == after)
    }

    @Test(
        "replaceSource makes a direct reference",
        arguments: [
            ("foo", "foo @ https://h/x"), ("foo>=1 # c", "foo @ https://h/x # c"),
            ("foo[a]==1;os_name=='a'", "foo[a] @ https://h/x ;os_name=='a'"),
            ("foo @ git+https://h/r ; os_name=='a'", "foo @ https://h/x ; os_name=='a'"), ("foo==1 --hash=a:0", "foo @ https://h/x"),
            ("foo;os_name=='a'", "foo @ https://h/x ;os_name=='a'"), ("foo (==1);os_name=='a'", "foo @ https://h/x ;os_name=='a'"),
        ]
    )
    func replaceSource(before: String, after: String) {
        var file = Self.parse(before)
        #expect(file.replaceSource(ofLineAt: 0, with: "https://h/x") == true)
        #expect(Self.text(file) == after)
        #expect(file == Self.parse(after))
        #expect(file.replaceSource(ofLineAt: 0, with: "https://h/x") == true)
        #expect(Self.text(file) == after)
    }

    @Test(
        "A text that could smuggle something in changes nothing",
        arguments: [
            "==1\nevil", "==1 # x", "==1 --hash=a:0", "==1 ; os_name=='a'", "", "lolwat", "==1\r", "==1\u{2028}evil", "==1\\", "== 1\\",
            ">=1 <2", "===\\", "===a#b\\",
        ]
    )
    func hostileVersions(specifier: String) {
        var file = Self.parse("foo==0\nbar\n")
        #expect(file.replaceVersion(ofLineAt: 0, with: specifier) == false)
        #expect(Self.text(file) == "foo==0\nbar\n")
    }

    @Test(
        "Nor does such a URL",
        arguments: [
            "", "https://h/x y", "https://h/x\nevil", "https://h/x\\", "https://h/x\u{85}", "https://h/\u{2028}evil", "https://h/ü", "\tx",
        ]
    )
    func hostileSources(url: String) {
        var file = Self.parse("foo==0\nbar\n")
        #expect(file.replaceSource(ofLineAt: 0, with: url) == false)
        #expect(Self.text(file) == "foo==0\nbar\n")
    }

    @Test("Only lines that are requirements by name are edited", arguments: ["-e .", "./local", "# foo", "", "-r x", "foo ="])
    func notRequirements(line: String) {
        var file = Self.parse(line + "\n")
        #expect(file.replaceVersion(ofLineAt: 0, with: "==1") == false)
        #expect(file.replaceVersion(ofLineAt: 7, with: "==1") == false)
        #expect(file.replaceVersion(ofLineAt: -1, with: "==1") == false)
        #expect(Self.text(file) == line + "\n")
    }

    @Test("replaceLine keeps indentation, comment and line end")
    func replaceLine() {
        var file = Self.parse("  -e .  # local\r\ngit+https://h/r \\\n  # c\n# x\n")
        #expect(file.replaceLine(at: 0, with: "app==1.0 ; os_name == 'posix'") == true)
        #expect(file.replaceLine(at: 1, with: "r @ git+https://h/r@0123") == true)
        #expect(file.replaceLine(at: 2, with: "a") == false)
        #expect(file.replaceLine(at: 0, with: "a # b") == false)
        #expect(file.replaceLine(at: 0, with: "a\nb") == false)
        #expect(file.replaceLine(at: 0, with: "# b") == false)
        #expect(Self.text(file) == "  app==1.0 ; os_name == 'posix'  # local\r\nr @ git+https://h/r@0123 \\\n  # c\n# x\n")
    }

    static let begin = RequirementsFile.blockBegin
    static let end = RequirementsFile.blockEnd

    @Test(
        "setMarkedBlock puts one block at the end, in the file's own line ends",
        arguments: [
            ("", "\(begin)\nx==1\n\(end)\n"), ("a\n", "a\n\(begin)\nx==1\n\(end)\n"), ("a", "a\n\(begin)\nx==1\n\(end)\n"),
            ("a\r\nb", "a\r\nb\r\n\(begin)\r\nx==1\r\n\(end)\r\n"), ("a\rb\r", "a\rb\r\(begin)\rx==1\r\(end)\r"),
            ("a \\", "a \\\n\n\(begin)\nx==1\n\(end)\n"), ("a \\\n", "a \\\n\n\(begin)\nx==1\n\(end)\n"),
            ("a\nb \\\r", "a\nb \\\r\r\(begin)\nx==1\n\(end)\n"), ("# c \\", "# c \\\n\(begin)\nx==1\n\(end)\n"),
            ("a\n\(begin)\nold==0\nolder\n\(end)\nb\n", "a\nb\n\(begin)\nx==1\n\(end)\n"),
            ("# >>> driftd: another explanation\nold\n\(end)\n", "\(begin)\nx==1\n\(end)\n"),
            ("\(begin)\nmine\n", "mine\n\(begin)\nx==1\n\(end)\n"), ("\(end)\nmine\n\(begin)\n", "mine\n\(begin)\nx==1\n\(end)\n"),
            ("\(begin)\nmine\n\(begin)\nold\n\(end)\n", "mine\n\(begin)\nx==1\n\(end)\n"),
        ]
    )
    func setMarkedBlock(before: String, after: String) {
        var file = Self.parse(before)
        #expect(file.setMarkedBlock(["x==1"]) == true)
        #expect(Self.text(file) == after)
        #expect(file == Self.parse(after))
        #expect(file.setMarkedBlock(["x==1"]) == true)
        #expect(Self.text(file) == after)
        #expect(file.markedBlockLines.map { file.lines[$0].text } == ["x==1"])
        #expect(file.setMarkedBlock([]) == true)
        #expect(file.markedBlockLines == [])
        #expect(!Self.text(file).contains("driftd"))
    }

    @Test(
        "A block's line must be one line that pip takes",
        arguments: ["a\nb", "a \\", "a ==", "# >>> driftd: x", "# <<< driftd", "a\u{2028}b", "ä", "a\u{0}"]
    )
    func hostileBlocks(line: String) {
        var file = Self.parse("a\n")
        #expect(file.setMarkedBlock(["x==1", line]) == false)
        #expect(Self.text(file) == "a\n")
    }
}
