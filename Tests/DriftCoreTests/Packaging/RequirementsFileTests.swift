import DriftCore
import Testing

@Suite("RequirementsFile: reading pip's format")
struct RequirementsFileTests {
    typealias Kind = RequirementsFile.Line.Kind

    static func requirement(_ text: String) throws -> Kind { .requirement(try Requirement(parsing: text)) }

    static func parse(_ text: String) -> RequirementsFile { RequirementsFile.parse(Array(text.utf8)) }

    @Test(
        "What a line is",
        arguments: [
            ("", []), ("\n", [.blank]), ("  \t\n", [.blank]), ("# a comment", [.comment]), ("   # -r x.txt", [.comment]), ("#", [.comment]),
            ("-r other.txt", [.option(name: "--requirement", value: "other.txt")]),
            ("-rother.txt", [.option(name: "--requirement", value: "other.txt")]),
            ("--requirement=other.txt  # why", [.option(name: "--requirement", value: "other.txt")]),
            ("-c https://h/c.txt", [.option(name: "--constraint", value: "https://h/c.txt")]),
            ("-i https://h/simple", [.option(name: "--index-url", value: "https://h/simple")]),
            ("--extra-index-url https://h/whl/cu118", [.option(name: "--extra-index-url", value: "https://h/whl/cu118")]),
            ("--extra-index https://h/x", [.option(name: "--extra-index-url", value: "https://h/x")]),
            ("--find-links 'a b'", [.option(name: "--find-links", value: "a b")]), ("--pre", [.option(name: "--pre", value: nil)]),
            ("--trusted-host=h", [.option(name: "--trusted-host", value: "h")]),
            ("--no-binary :all:", [.option(name: "--no-binary", value: ":all:")]),
            ("-e .", [.editable(".")]), ("--editable=git+https://h/r@0123#egg=r", [.editable("git+https://h/r@0123#egg=r")]),
            ("https://h/a-1.0-py3-none-any.whl", [.directReference("https://h/a-1.0-py3-none-any.whl")]),
            ("git+https://h/r@main ; os_name == 'a'", [.directReference("git+https://h/r@main")]),
            ("./local[extra]", [.directReference("./local[extra]")]), ("../up", [.directReference("../up")]),
            (".", [.directReference(".")]),
            ("dir/pkg", [.directReference("dir/pkg")]), ("pkg-1.0-py3-none-any.whl", [.directReference("pkg-1.0-py3-none-any.whl")]),
            ("pkg-1.0.tar.gz", [.directReference("pkg-1.0.tar.gz")]),
        ] as [(String, [Kind])]
    )
    func kinds(text: String, expected: [Kind]) {
        #expect(Self.parse(text).lines.map(\.kind) == expected)
    }

    @Test(
        "Comments, continuations and options stand beside the requirement",
        arguments: [
            ("numpy==1.26.4", "numpy==1.26.4"), ("  numpy ==1.26.4  # pinned", "numpy==1.26.4"),
            ("numpy==1.26.4\t# pinned", "numpy==1.26.4"),
            ("numpy\u{A0}# from a web page", "numpy"), ("numpy \\\n  == 1.0 \\\n  ; os_name == 'a'", "numpy==1.0; os_name == \"a\""),
            ("numpy==1.0 \\\r\n  --hash=sha256:00 \\\r\n  --hash=sha256:11", "numpy==1.0"),
            ("numpy \\\n  # only a comment ends it", "numpy"),
            ("num\\\npy==1.\\\n0", "numpy==1.0"), ("pkg @ https://h/a#egg=x  # why", "pkg @ https://h/a#egg=x"),
            ("pkg==1.0 --config-settings='a=b c'", "pkg==1.0"), ("pkg @ https://${TOKEN}@h/a", "pkg @ https://${TOKEN}@h/a"),
            ("pkg==1.0 \\", "pkg==1.0"),
        ]
    )
    func requirements(text: String, expected: String) throws {
        let file = Self.parse(text)
        #expect(file.lines.count == 1)
        #expect(file.lines.first?.requirement?.description == expected)
        #expect(file.diagnostics == [])
    }

    @Test(
        "What pip would refuse is kept, and reported with its line",
        arguments: [
            "numpy==", "numpy 1.0", "==1.0", "--no-deps", "--no-such-option", "-x", "-r", "--pre=yes", "--no 1", "numpy==1.0 --hash",
            "numpy==1.0 --hash 'a",
            "-", "--", "näme==1", "<<<<<<< HEAD", "numpy==1.0\u{0}", "\u{7F}ELF", "pip install numpy", "numpy==${VERSION}",
            "numpy==1.0\t--hash=sha256:00",
            "numpy==1.0# no space", "\u{FEFF}numpy",
        ]
    )
    func garbage(line: String) throws {
        let text = "first\n\(line)\nlast\n"
        let file = Self.parse(text)
        #expect(file.render() == Array(text.utf8))
        guard case .unparsable(let reason) = file.lines[1].kind else {
            Issue.record("\(file.lines[1].kind)")
            return
        }
        #expect(!reason.isEmpty)
        let diagnostic = try #require(file.diagnostics.first)
        #expect(diagnostic.code == "requirements.unparsable")
        #expect(diagnostic.line == 2)
        #expect(diagnostic.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        #expect(file.lines.map(\.number) == [1, 2, 3])
    }

    @Test("A line's number is its first physical line's, however lines end")
    func numbers() {
        let file = Self.parse("a\r\nb \\\r\n  --hash=sha256:00\r\rc\u{B}d\u{2028}e\u{85}# x \\\nf")
        #expect(file.lines.map(\.number) == [1, 2, 4, 5, 6, 7, 8, 9])
        #expect(file.lines.map(\.text) == ["a", "b \\\r\n  --hash=sha256:00", "", "c", "d", "e", "# x \\", "f"])
    }

    @Test("What an editor shows as one line and pip takes for two, is two")
    func hiddenLines() {
        for separator in ["\u{B}", "\u{C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}", "\r"] {
            let file = Self.parse("# harmless\(separator)evil==1.0")
            #expect(file.lines.map(\.kind) == [.comment, file.lines.last?.kind])
            #expect(file.lines.last?.requirement?.name.normalized == "evil")
        }
    }

    @Test("All options of a line are there, by their long names")
    func options() {
        let file = Self.parse("numpy==1.0 --hash=sha256:00 --hash sha256:11 -C 'a=b'\n-i https://h/a --extra-index-url=https://h/b --pre\n")
        #expect(
            file.lines[0].options == [
                RequirementsOption(name: "--hash", value: "sha256:00"), RequirementsOption(name: "--hash", value: "sha256:11"),
                RequirementsOption(name: "--config-settings", value: "a=b"),
            ]
        )
        #expect(file.lines[1].options.map(\.name) == ["--index-url", "--extra-index-url", "--pre"])
        #expect(file.lines[1].kind == .option(name: "--index-url", value: "https://h/a"))
    }

    @Test("UTF-16 with its mark is read, reported, and written back as it was", arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
    func utf16(mark: [UInt8]) {
        let isLittleEndian = mark == [0xFF, 0xFE]
        let units = Array("numpy==1.0\r\n# grüße 🤗\r\n".utf16) + [0xD800]
        var bytes = mark
        for unit in units { bytes += isLittleEndian ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        bytes.append(0x41)
        var file = RequirementsFile.parse(bytes)
        #expect(file.render() == bytes)
        #expect(file.encoding == (isLittleEndian ? .utf16LittleEndian : .utf16BigEndian))
        #expect(file.lines.map(\.text).prefix(2) == ["numpy==1.0", "# grüße 🤗"])
        #expect(Set(file.diagnostics.map(\.code)) == ["requirements.utf16", "requirements.not-utf8", "requirements.unparsable"])
        // An edit stays in the encoding.
        #expect(file.replaceVersion(ofLineAt: 0, with: "==1.1") == true)
        var expected = bytes
        expected[isLittleEndian ? 2 + 18 : 2 + 19] = UInt8(ascii: "1")
        #expect(file.render() == expected)
    }

    @Test("A UTF-8 mark is no part of the first line")
    func byteOrderMark() {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("numpy==1.0\n".utf8)
        var file = RequirementsFile.parse(bytes)
        #expect(file.lines.first?.requirement?.description == "numpy==1.0")
        #expect(file.diagnostics == [])
        #expect(file.render() == bytes)
        #expect(file.replaceVersion(ofLineAt: 0, with: "==2.0") == true)
        #expect(file.render() == [0xEF, 0xBB, 0xBF] + Array("numpy==2.0\n".utf8))
    }

    @Test("Bytes that are no UTF-8 stay, and are reported")
    func invalidUTF8() {
        let bytes = Array("numpy==1.0 # caf".utf8) + [0xE9, 0x0A, 0xC3, 0x28, 0x0A]
        var file = RequirementsFile.parse(bytes)
        #expect(file.render() == bytes)
        #expect(file.diagnostics.map(\.code) == ["requirements.not-utf8", "requirements.not-utf8", "requirements.unparsable"])
        #expect(file.diagnostics.map(\.line) == [1, 2, 2])
        #expect(file.replaceVersion(ofLineAt: 0, with: "==1.1") == true)
        #expect(file.render() == Array("numpy==1.1 # caf".utf8) + [0xE9, 0x0A, 0xC3, 0x28, 0x0A])
    }
}
