import DriftTesting
import Foundation
import Testing

/// What comes in from outside and is not as it should be: each a clear outcome.
@Suite("driftd pin: bad input")
struct PinBadInputTests {
    private static let readme = "---\nsdk: gradio\nsdk_version: 6.5.1\npython_version: \"3.13\"\n---\n"

    /// A checkout that was pinned to a freeze list, and patched.
    private struct Pinned {
        let program: DriftdProgram
        let outcome: DriftdProgram.Outcome

        /// - Parameter files: of the duplicate; a README is there unless they name one, or `nil` for none.
        init(freeze: String = "numpy==1.26.4\n", files: [String: [UInt8]?], arguments: [String] = []) throws {
            program = try DriftdProgram()
            try program.scratch.write(freeze, to: "freeze.txt")
            let all = ["README.md": Array(PinBadInputTests.readme.utf8)].merging(files) { $1 }
            for (name, bytes) in all { if let bytes { try program.scratch.write(bytes, to: "repo/\(name)") } }
            outcome = try program.run(["pin", "freeze.txt", "./repo", "-o", "b.tar.gz"] + arguments)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            try program.run(["apply", "-q", "b.tar.gz", "repo"]).expectSuccess()
        }

        init(freeze: String = "numpy==1.26.4\n", requirements: String) throws {
            try self.init(freeze: freeze, files: ["requirements.txt": Array(requirements.utf8)])
        }

        func bytes(_ path: String = "requirements.txt") throws -> [UInt8] { Array(try program.scratch.read("repo/\(path)")) }
        func text(_ path: String = "requirements.txt") throws -> String { String(decoding: try bytes(path), as: UTF8.self) }
    }

    @Test("two versions of one package in the evidence: neither is pinned, both are named")
    func twoVersions() throws {
        let pinned = try Pinned(freeze: "numpy==1.26.4\nPyYAML==6.0\npyyaml==5.4\n", requirements: "pyyaml\n")
        #expect(pinned.outcome.output.contains("several versions at once (5.4 and 6.0)"), "\(pinned.outcome.output)")
        #expect(try pinned.text().hasPrefix("pyyaml\n") && pinned.text().contains("numpy==1.26.4"))
    }

    @Test(
        "a duplicate without requirements gets them; one without a README gets its front matter; one with neither gets both",
        arguments: [
            ["app.py": [UInt8]()], ["README.md": nil, "requirements.txt": Array("numpy\n".utf8)],
            ["README.md": nil, "app.py": [], "packages.txt": Array("ffmpeg\n".utf8)],
        ]
    )
    func missingFiles(files: [String: [UInt8]?]) throws {
        #expect(try Pinned(freeze: "numpy==1.26.4\ngradio==6.5.1\n", files: files).text().contains("numpy==1.26.4"))
    }

    @Test("pins of the user's that contradict the original, or each other, are told; the original's wins")
    func conflictingPins() throws {
        let pinned = try Pinned(freeze: "numpy==1.26.4\nhttpx==0.27.0\n", requirements: "numpy==2.0.0\nNumPy<2\nhttpx==0.28.1\n")
        #expect(
            pinned.outcome.output.contains("it asked for numpy==2.0.0, but the original has 1.26.4, which wins"),
            "\(pinned.outcome.output)"
        )
        #expect(try pinned.text() == "numpy==1.26.4\nNumPy==1.26.4\nhttpx==0.27.0\n")
    }

    @Test("a requirements file in UTF-16 stays in UTF-16, and is told")
    func utf16() throws {
        let pinned = try Pinned(files: ["requirements.txt": Self.utf16("# caf\u{E9}\r\nnumpy\r\n")])
        #expect(pinned.outcome.output.contains("UTF-16"), "\(pinned.outcome.output)")
        #expect(try pinned.bytes() == Self.utf16("# caf\u{E9}\r\nnumpy==1.26.4\r\n"))
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
        let text = try Pinned(requirements: line).text()
        #expect(text.unicodeScalars.elementsEqual(expected.unicodeScalars), "\(text.debugDescription)")
    }

    @Test("hashes go with the version that they were of, and the report says so")
    func hashes() throws {
        let pinned = try Pinned(requirements: "numpy==1.20 \\\n  --hash=sha256:\(String(repeating: "a", count: 64))\n")
        #expect(try pinned.text() == "numpy==1.26.4\n")
        #expect(pinned.outcome.output.contains("requirements.txt:1    its hashes are gone"), "\(pinned.outcome.output)")
    }

    @Test("an app of a checkout that installs packages when it starts is told, also one that the README names")
    func runtimeInstall() throws {
        let app = Array("import os\nos.system('pip install einops')\n".utf8)
        let usual = try Pinned(files: ["app.py": app, "requirements.txt": Array("numpy\n".utf8)])
        #expect(usual.outcome.output.contains("app.py:2"), "\(usual.outcome.output)")
        let readme = Self.readme.replacing("sdk: gradio", with: "sdk: gradio\napp_file: src/main.py")
        let named = try Pinned(files: ["README.md": Array(readme.utf8), "src/main.py": app])
        #expect(named.outcome.output.contains("src/main.py:2"), "\(named.outcome.output)")
    }

    @Test("a Python that YAML reads as another number is told, and not taken for one")
    func numberForPython() throws {
        let pinned = try Pinned(files: ["README.md": Array("---\nsdk: gradio\nsdk_version: 6.5.1\npython_version: 3.10\n---\n".utf8)])
        #expect(
            pinned.outcome.output.contains("python_version: 3.10 is the number 3.1 to YAML; write it as \"3.10\""),
            "\(pinned.outcome.output)"
        )
    }

    @Test("--python names the Python of a list that shows none: it is restored, and said to be given")
    func givenPython() throws {
        let pinned = try Pinned(files: ["requirements.txt": Array("numpy\n".utf8)], arguments: ["--python", "3.11"])
        #expect(try pinned.text("README.md").contains("python_version: \"3.11\""))
        #expect(pinned.outcome.output.contains("3.11 was given by --python"), "\(pinned.outcome.output)")
        #expect(try pinned.program.run(["pin", "freeze.txt", "./repo", "--python", "eleven"]).exitCode == 64)
    }
}
