import DriftTesting
import Foundation
import Testing

/// What comes in from outside and is not as it should be: each a clear outcome.
@Suite("driftd pin: bad input")
struct PinBadInputTests {
    private func program(_ freeze: String, _ files: [String: [UInt8]]) throws -> DriftdProgram {
        let program = try DriftdProgram()
        try program.scratch.write(freeze, to: "freeze.txt")
        for (name, bytes) in files { try program.scratch.write(bytes, to: "repo/\(name)") }
        return program
    }

    private let readme = Array("---\nsdk: gradio\nsdk_version: 6.5.1\npython_version: \"3.13\"\n---\n".utf8)

    private func pinned(_ program: DriftdProgram) throws -> DriftdProgram.Outcome {
        let outcome = try program.run(["pin", "freeze.txt", "./repo", "-o", "b.tar.gz"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        try program.run(["apply", "-q", "b.tar.gz", "repo"]).expectSuccess()
        return outcome
    }

    @Test("two versions of one package in the evidence: neither is pinned, both are named")
    func twoVersions() throws {
        let program = try program(
            "numpy==1.26.4\nPyYAML==6.0\npyyaml==5.4\n",
            ["README.md": readme, "requirements.txt": Array("pyyaml\n".utf8)]
        )
        let outcome = try pinned(program)
        #expect(outcome.output.contains("several versions at once (5.4 and 6.0)"), "\(outcome.output)")
        let text = String(decoding: try program.scratch.read("repo/requirements.txt"), as: UTF8.self)
        #expect(text.hasPrefix("pyyaml\n") && text.contains("numpy==1.26.4"))
    }

    @Test("a duplicate without requirements gets them; one without a README gets its front matter; one with neither gets both")
    func missingFiles() throws {
        for files in [
            ["README.md": readme], ["requirements.txt": Array("numpy\n".utf8)], ["app.py": [], "packages.txt": Array("ffmpeg\n".utf8)],
        ] {
            let program = try program("numpy==1.26.4\ngradio==6.5.1\n", files)
            _ = try pinned(program)
            #expect(String(decoding: try program.scratch.read("repo/requirements.txt"), as: UTF8.self).contains("numpy==1.26.4"))
        }
    }

    @Test("pins of the user's that contradict the original, or each other, are told; the original's wins")
    func conflictingPins() throws {
        let program = try program(
            "numpy==1.26.4\nhttpx==0.27.0\n",
            ["README.md": readme, "requirements.txt": Array("numpy==2.0.0\nNumPy<2\nhttpx==0.28.1\n".utf8)]
        )
        let outcome = try pinned(program)
        #expect(outcome.output.contains("it asked for numpy==2.0.0, but the original has 1.26.4, which wins"), "\(outcome.output)")
        let text = String(decoding: try program.scratch.read("repo/requirements.txt"), as: UTF8.self)
        #expect(text == "numpy==1.26.4\nNumPy==1.26.4\nhttpx==0.27.0\n")
    }

    @Test("a requirements file in UTF-16 stays in UTF-16, and is told")
    func utf16() throws {
        let program = try program("numpy==1.26.4\n", ["README.md": readme, "requirements.txt": Self.utf16("# caf\u{E9}\r\nnumpy\r\n")])
        let outcome = try pinned(program)
        #expect(outcome.output.contains("UTF-16"), "\(outcome.output)")
        let result = try program.scratch.read("repo/requirements.txt")
        #expect(Array(result) == Self.utf16("# caf\u{E9}\r\nnumpy==1.26.4\r\n"))
    }

    /// Little-endian, with a byte order mark.
    private static func utf16(_ text: String) -> [UInt8] {
        text.utf16.reduce(into: [0xFF, 0xFE]) { bytes, unit in
            bytes += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        }
    }

    @Test(
        "shapes of lines that repositories have: edited in place where they can be, and never a byte more",
        arguments: [
            ("numpy [x] >= 1.0 ,<2 ; python_version >= '3.8' # c", "numpy [x] ==1.26.4 ; python_version >= '3.8' # c"),
            ("numpy>=1 \\\n  ,<3  # why", "numpy==1.26.4  # why"), ("numpy===1.20", "numpy==1.26.4"), ("numpy (>=1.0)", "numpy ==1.26.4"),
            ("\u{FEFF}numpy", "\u{FEFF}numpy==1.26.4"), ("# \u{4F60}\u{597D}\r\nNumPy~=1.20\r", "# \u{4F60}\u{597D}\r\nNumPy==1.26.4\r"),
            ("numpy @ https://host/numpy-1.20-py3-none-any.whl", "numpy==1.26.4"), ("numpy==1.26.*", "numpy==1.26.4"),
            ("numpy!=1.25", "numpy==1.26.4"),
            ("-e git+https://host/o/r#egg=other\nnumpy", "-e git+https://host/o/r#egg=other\nnumpy==1.26.4"),
            ("--extra-index-url https://host/simple\n--pre\nnumpy", "--extra-index-url https://host/simple\n--pre\nnumpy==1.26.4"),
            ("other==${VERSION}\nnumpy", "other==${VERSION}\nnumpy==1.26.4"),
            ("numpy --config-settings=a=b", "numpy==1.26.4 --config-settings=a=b"),
        ]
    )
    func shapes(line: String, expected: String) throws {
        let program = try program("numpy==1.26.4\n", ["README.md": readme, "requirements.txt": Array(line.utf8)])
        _ = try pinned(program)
        let text = String(decoding: try program.scratch.read("repo/requirements.txt"), as: UTF8.self)
        #expect(text.unicodeScalars.elementsEqual(expected.unicodeScalars), "\(text.debugDescription)")
    }
}
