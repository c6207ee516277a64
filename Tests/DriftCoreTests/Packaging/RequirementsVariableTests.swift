import DriftCore
import Testing

/// What an installer would fill in from the machine that it runs on, and what it would read from there.
@Suite("Requirements files: variables and paths of this machine")
struct RequirementsVariableTests {
    private func without(_ text: String) -> String {
        String(decoding: RequirementsFile.withoutVariables(Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "no variable is left, also where a line's end hides it; nothing else changes",
        arguments: [
            ("--index-url https://${TOKEN}@host/simple\n", "--index-url https://%24{TOKEN}@host/simple\n"),
            ("x @ https://host/$\\\n{HOME}/x.whl\r\n", "x @ https://host/%24\\\n{HOME}/x.whl\r\n"),
            ("x==${A}${B} # $C\n", "x==%24{A}%24{B} # $C\n"), ("numpy # 5$\n", "numpy # 5$\n"), ("$", "$"), ("", ""),
        ]
    )
    func variables(text: String, expected: String) {
        #expect(without(text) == expected)
        #expect(without(expected) == expected)
    }

    @Test("nor in UTF-16, whose marks and odd ends stay")
    func utf16() {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x24, 0, 0x7B, 0, 0x41, 0, 0x7D, 0, 0x0A]
        #expect(RequirementsFile.withoutVariables(bytes) == [0xFF, 0xFE, 0x25, 0, 0x32, 0, 0x34, 0, 0x7B, 0, 0x41, 0, 0x7D, 0, 0x0A])
    }

    @Test(
        "a line says whether it uses one",
        arguments: [
            ("x @ https://host/${A}/x.whl", true), ("--extra-index-url https://host/$\\\n{A}", true), ("numpy # ${A}", false),
            ("# ${A}", false), ("x @ https://host/$A/x.whl", false), ("x==${A}", true),
        ]
    )
    func uses(text: String, expected: Bool) {
        #expect(RequirementsFile.parse(Array(text.utf8)).lines.map(\.usesVariables) == [expected])
    }

    @Test(
        "paths that lead out of the repository are told from those in it and from addresses",
        arguments: [
            ("-r ../../etc/x.txt", "../../etc/x.txt"), ("-r base.txt", nil), ("-c /etc/passwd", "/etc/passwd"), ("-e ..", ".."),
            ("-e .", nil),
            ("--find-links ~/wheels", "~/wheels"), ("-f ./wheels", nil), ("--index-url file:///srv/simple", "file:///srv/simple"),
            ("x @ file:///tmp/x.whl", "file:///tmp/x.whl"), ("git+file:///srv/x.git", "git+file:///srv/x.git"),
            ("./a/../../x.whl", "./a/../../x.whl"),
            ("git+https://host/o/r", nil), ("-r https://host/base.txt", nil), ("numpy>=1", nil), ("x @ https://host/file/x.whl", nil),
        ] as [(String, String?)]
    )
    func foreign(line: String, expected: String?) {
        let found = RequirementsReferences.foreign(in: Array("# first\n\(line)\n".utf8), of: "requirements.txt")
        #expect(found.map(\.target) == (expected.map { [$0] } ?? []))
        #expect(found.map(\.line) == (expected == nil ? [] : [2]))
    }

    @Test("from a file in a directory, one step up is still inside")
    func depth() {
        #expect(
            RequirementsReferences.foreign(in: Array("-r ../base.txt\n-r ../../base.txt\n".utf8), of: "deps/all.txt").map(\.line) == [2]
        )
    }
}
