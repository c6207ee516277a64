import DriftCore
import DriftTesting
import Testing

@Suite("FreezeList: what pip freeze prints")
struct FreezeListTests {
    static func parse(_ text: String) -> (packages: [ResolvedPackage], diagnostics: [Diagnostic]) {
        FreezeList.parse(Array(text.utf8), file: "freeze.txt")
    }

    struct Case: Sendable {
        var text: String
        var name: String
        var version: String?
        var source: String?
        var isEditable = false
        var line = 1
    }

    static let commit = "0123456789abcdef0123456789abcdef01234567"
    static let cases = [
        Case(text: "numpy==1.26.4", name: "numpy", version: "1.26.4"), Case(text: "PyYAML==6.0.1\r\n", name: "PyYAML", version: "6.0.1"),
        Case(text: "torch==2.1.2+cu118", name: "torch", version: "2.1.2+cu118"),
        Case(text: "a==1!2.0rc1.post3.dev4", name: "a", version: "1!2.0rc1.post3.dev4"),
        Case(text: "pytz===2004d", name: "pytz", version: "2004d"),
        Case(text: "a @ git+https://h/o/a@\(commit)", name: "a", source: "git+https://h/o/a@\(commit)"),
        Case(text: "a @ git+https://h/o/m@\(commit)#subdirectory=a", name: "a", source: "git+https://h/o/m@\(commit)#subdirectory=a"),
        Case(
            text: "a_b @ file:///tmp/a_b-1.0-py3-none-any.whl#sha256=00",
            name: "a_b",
            version: "1.0",
            source: "file:///tmp/a_b-1.0-py3-none-any.whl#sha256=00"
        ),
        Case(text: "a @ file:///tmp/other-1.0-py3-none-any.whl", name: "a", source: "file:///tmp/other-1.0-py3-none-any.whl"),
        Case(
            text: "-e git+https://h/o/a@\(commit)#egg=A_b[x]&subdirectory=s",
            name: "A_b",
            source: "git+https://h/o/a@\(commit)#egg=A_b[x]&subdirectory=s",
            isEditable: true
        ),
        Case(
            text: "# Editable install with no version control (tool==0.3)\n-e /home/user/tool",
            name: "tool",
            version: "0.3",
            source: "/home/user/tool",
            isEditable: true,
            line: 2
        ),
        Case(
            text: "# Editable Git install with no remote (tool==0.3)\n-e /home/user/tool",
            name: "tool",
            version: "0.3",
            source: "/home/user/tool",
            isEditable: true,
            line: 2
        ),
        Case(
            text: "# Editable Git install (tool==0.3) with either a deleted local remote or invalid URI:\n# '/gone'\n-e /home/user/tool",
            name: "tool",
            version: "0.3",
            source: "/home/user/tool",
            isEditable: true,
            line: 3
        ),
        Case(text: "numpy==1.26.4 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n    # via x\n", name: "numpy", version: "1.26.4"),
        Case(
            text: "## The following requirements were added by pip freeze:\n-i https://h/simple\nnumpy==1.0\n",
            name: "numpy",
            version: "1.0",
            line: 3
        ),
    ]

    @Test("Every form names its package, with where it was read", arguments: cases)
    func forms(example: Case) throws {
        let (packages, diagnostics) = Self.parse(example.text)
        #expect(diagnostics == [])
        let package = try #require(packages.first)
        #expect(packages.count == 1)
        #expect(package.release.name.spelling == example.name)
        #expect(package.release.version == example.version)
        #expect(package.release.source == example.source)
        #expect(package.release.isEditable == example.isEditable)
        #expect(package.evidence == Evidence(kind: .freeze, line: example.line, file: "freeze.txt"))
    }

    @Test(
        "What names no exact package is reported and left out",
        arguments: [
            ("numpy>=1.0", "freeze.not-exact"), ("numpy", "freeze.not-exact"), ("numpy==1.*", "freeze.not-exact"),
            ("numpy==1.0,<2", "freeze.not-exact"),
            ("numpy==1.0 ; os_name == 'nt'", "freeze.not-exact"), ("numpy===", "freeze.not-exact"),
            ("-e /home/user/tool", "freeze.unnamed"),
            ("-e file:///home/user/tool", "freeze.unnamed"), ("./tool", "freeze.unnamed"), ("git+https://h/r@01", "freeze.unnamed"),
            ("WARNING: pip is being invoked by an old script", "freeze.unparsable"),
            ("[notice] A new release of pip is available", "freeze.unparsable"),
            ("numpy==1.0\u{0}", "freeze.unparsable"), ("nümpy==1.0", "freeze.unparsable"), ("numpy===1.0|rm", "freeze.not-exact"),
            ("numpy===$(id)", "freeze.unparsable"), ("numpy===`id`", "freeze.not-exact"), ("numpy @ https://h/ü.whl", "freeze.unparsable"),
            ("-e git+https://h/r@01#egg=../../x", "freeze.unnamed"), ("-e 'git+https://h/r #egg=x'", "freeze.unparsable"),
            ("# Editable install with no version control (tool==$(id))\n-e /tool", "freeze.unnamed"),
            ("# Editable install with no version control (tool==0.3)\n\n-e /tool", "freeze.unnamed"),
        ]
    )
    func refused(text: String, code: String) {
        let (packages, diagnostics) = Self.parse("good==1.0\n" + text + "\n")
        #expect(packages.map(\.release.name.normalized) == ["good"])
        #expect(diagnostics.map(\.code) == [code])
        #expect(diagnostics.first?.message.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    }

    @Test("Sorted by name; one name twice is kept and reported")
    func sorting() {
        let (packages, diagnostics) = Self.parse("b==1\nA==1\nB==2\nC==1\n")
        #expect(packages.map(\.release.name.spelling) == ["A", "b", "B", "C"])
        #expect(diagnostics.map(\.code) == ["package.two-versions"])
        #expect(diagnostics.first?.line == 3)
        #expect(Self.parse("").diagnostics.map(\.code) == ["freeze.no-packages"])
    }

    @Test("PowerShell's UTF-16 is read")
    func utf16() {
        let bytes: [UInt8] = [0xFF, 0xFE] + Array("numpy==1.0\r\n".utf8).flatMap { [$0, 0] }
        #expect(FreezeList.parse(bytes, file: "f").packages.map(\.release.version) == ["1.0"])
    }

    @Test("Nothing invalid comes out of damaged lists", arguments: [1, 2, 3] as [UInt64])
    func damaged(seed: UInt64) throws {
        var random = RandomPackaging(seed: seed)
        for _ in 0..<400 {
            let text = random.repeated(1...4) { random in
                let line = random.pick(Self.cases).text
                return random.damaged(line, alphabet: "\n\r\\# -;=@\u{2028}\u{0}\"'$(){}`|&<>\u{202E}ü\t")
            }.joined(separator: "\n")
            for package in Self.parse(text).packages {
                #expect(PackageName(package.release.name.spelling) != nil)
                if let version = package.release.version { #expect(PackageVersion.isValid(version), "\(version.debugDescription)") }
                if let source = package.release.source {
                    #expect(source.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(source.debugDescription)")
                }
            }
        }
    }

    @Test("What the real tools print is read to the last line", .enabled(if: ExternalTool.path(of: "pip") != nil, ExternalTool.skipReason))
    func realTools() throws {
        let pip = try #require(ExternalTool.path(of: "pip"))
        let python = try #require(ExternalTool.path(of: "python"))
        let scratch = try ScratchDirectory()
        var lists = [try ExternalProgram(at: pip).run(["freeze", "--all"], in: scratch.path)]
        if let uv = ExternalTool.path(of: "uv") {
            lists.append(try ExternalProgram(at: uv).run(["pip", "freeze", "--offline", "--python", python], in: scratch.path))
        }
        for list in lists {
            #expect(list.status == 0)
            let (packages, diagnostics) = FreezeList.parse(list.output, file: "freeze.txt")
            #expect(diagnostics == [])
            #expect(packages.contains { $0.release.name.normalized == "packaging" && $0.release.version != nil })
            #expect(packages.count == list.outputText.split(separator: "\n").count)
        }
    }
}
