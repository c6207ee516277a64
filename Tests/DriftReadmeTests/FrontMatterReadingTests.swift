import DriftCore
import DriftReadme
import DriftTesting
import Testing

@Suite("Front matter is read")
struct FrontMatterReadingTests {
    @Test(
        "values as a YAML reader understands them",
        arguments: [
            ("---\nsdk: gradio\nsdk_version: 6.19.0\n---\n", ["sdk": "gradio", "sdk_version": "6.19.0"]),
            ("---\r\nsdk: docker\r\napp_port: 7860\r\n---\r\ntext", ["sdk": "docker", "app_port": "7860"]),
            ("\u{FEFF}---\nsdk: 'gradio'\n---\n", ["sdk": "gradio"]),
            ("\n \n---\nsdk: gradio\n---", ["sdk": "gradio"]),
            ("---\rsdk: gradio\r---\rtext", ["sdk": "gradio"]),
            ("---\npython_version: 3.10\n---\n", ["python_version": "3.1"]),
            ("---\npython_version: \"3.10\"\n---\n", ["python_version": "3.10"]),
            ("---\npython_version: !!str 3.10\n---\n", ["python_version": "3.10"]),
            ("---\nsdk_version: 4.0\n---\n", ["sdk_version": "4"]),
            ("---\nsdk_version:\n---\n", ["sdk_version": ""]),
            ("---\ntags:\n- a\nsdk: static # with a comment\n---\n", ["sdk": "static"]),
            ("---\n{sdk: gradio, title: x}\n---\n", ["sdk": "gradio", "title": "x"]),
            ("---\na: &x gradio\nsdk: *x\n---\n", ["a": "gradio", "sdk": "gradio"]),
            ("---\n# nothing\n---\n", [:]),
            ("---\n---\n", [:]),
            ("# Title\n---\nsdk: gradio\n---\n", [:]),
            ("", [:]),
        ] as [(String, [String: String])]
    )
    func values(readme: String, expected: [String: String]) throws {
        #expect(try FrontMatter.read(Array(readme.utf8)).values == expected)
    }

    @Test(
        "a list is a key without a value, however it is written",
        arguments: [
            "tags: [a, b c.json]", "tags:\n- a\n- b c.json # the smaller one", "tags:\n    - 'a'\n    - \"b c.json\"\n    - {not: this}",
            "x: &x [a, b c.json]\ntags: *x",
        ]
    )
    func lists(yaml: String) throws {
        let front = try FrontMatter.read(Array("---\nsdk: gradio\n\(yaml)\n---\n".utf8))
        #expect(front.keys.first == "sdk" && front.keys.last == "tags")
        #expect(front.values == ["sdk": "gradio"])
        #expect(front.lists["tags"] == ["a", "b c.json"])
    }

    @Test(
        "what cannot be read is refused in one line, with a hint",
        arguments: [
            ("---\nsdk: gradio\n", FrontMatterError.unterminated(line: 1)),
            ("---\nsdk: gradio\nsdk: docker\n---\n", .duplicateKey("sdk")),
            ("---\n- a\n- b\n---\n", .notMapping),
            ("---\njust text\n---\n", .notMapping),
            ("---\nsdk: gradio\n---x\n", .unterminated(line: 1)),
        ] as [(String, FrontMatterError)]
    )
    func refusals(readme: String, expected: FrontMatterError) {
        #expect(throws: expected) { try FrontMatter.read(Array(readme.utf8)) }
        #expect(!expected.message.contains("\n") && !expected.hint.isEmpty)
    }

    @Test(
        "broken YAML names the README's own line",
        arguments: [
            ("---\ntitle: a\nsdk: [gradio\n---\n", 4),
            ("\n---\ntitle: a: b\n---\n", 3),
            ("---\nsdk:\n\tx: gradio\n---\n", 3),
            ("---\nsdk: gradio\n...\n--- again\nsdk: docker\n---\n", 4),
            ("---\nsdk: *nobody\n---\n", 2),
        ]
    )
    func brokenYAML(readme: String, line: Int) throws {
        let error = try #require(throws: FrontMatterError.self) { try FrontMatter.read(Array(readme.utf8)) }
        guard case .invalidYAML(let found?, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(found == line)
    }

    @Test("other encodings are refused by name")
    func encodings() {
        #expect(throws: FrontMatterError.utf16) { try FrontMatter.read([0xFF, 0xFE, 0x2D, 0x00]) }
        #expect(throws: FrontMatterError.utf16) { try FrontMatter.read([0x2D, 0x00, 0x2D, 0x00]) }
        #expect(throws: FrontMatterError.notUTF8(line: 3)) { try FrontMatter.read(Array("---\na: b\n".utf8) + [0xE9, 0x0A]) }
    }

    @Test(
        "YAML bombs cost nothing",
        // A bomb that goes off never ends; the other tests beside it take their time too.
        .timeLimit(.minutes(15)),
        arguments: Bomb.allCases
    )
    func bombs(bomb: Bomb) {
        #expect(throws: FrontMatterError.self) { try FrontMatter.read(Array("---\n\(bomb.yaml)\n---\n".utf8)) }
    }

    /// By name, so that a run does not print them.
    enum Bomb: CaseIterable {
        case aliases, keys, brackets, items, questions, depth, text

        var yaml: String {
            switch self {
            case .aliases: FrontMatterReadingTests.bomb(levels: 9, width: 9)
            case .keys: "a: &a x" + (0..<40).map { "\n? [*a, *a, \($0)]\n: x" }.joined()
            case .brackets: "x: " + String(repeating: "[", count: 100_000)
            case .items: String(repeating: "- ", count: 50_000) + "x"
            case .questions: String(repeating: "? ", count: 50_000) + "x"
            case .depth: (0..<200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
            case .text: "x: " + String(repeating: "a", count: 200_000)
            }
        }
    }

    @Test("an alias is what it stands for, and what is merged in counts where nothing else is said")
    func aliases() throws {
        let yaml =
            "x: &v 6.0.0\nall: &all {sdk: gradio, python_version: '3.11'}\nsdk_version: *v\n<<: [*all, {python_version: '3.9'}]\nsdk: docker\n"
        let values = try FrontMatter.read(Array("---\n\(yaml)---\n".utf8)).values
        #expect(values == ["x": "6.0.0", "sdk_version": "6.0.0", "sdk": "docker", "python_version": "3.11"])
    }

    @Test("stars in Markdown are no aliases")
    func stars() throws {
        let text = (0..<60).map { "  *word\($0)* & more\n" }.joined()
        let front = try FrontMatter.read(Array("---\nsdk: gradio\ndescription: |\n  a\n\(text.replacing("&", with: "and"))---\n".utf8))
        #expect(front.values["sdk"] == "gradio")
    }

    @Test("any bytes give a value or a typed error, never a crash")
    func anyBytes() {
        let pieces = [
            "---", "\n", "\r\n", "\r", " ", "\t", ":", "- ", "sdk", "\"", "'", "|", ">", "&a", "*a", "!!str ", "{", "}", "[", "]", ",", "#",
            "\u{85}", "é", "%", "...",
        ]
        for seed in 0..<4000 {
            var random = SplitMix64(seed: seed)
            var bytes = Array("---\n".utf8)
            for _ in 0..<Int.random(in: 0..<40, using: &random) {
                bytes += random.chance(3) ? [UInt8.random(in: 0...255, using: &random)] : Array(random.pick(pieces).utf8)
            }
            bytes += Array("\n---\n".utf8)
            _ = try? FrontMatter.read(bytes)
            _ = try? FrontMatter.applying([.init(key: "sdk", value: "gradio", isQuoted: false)], to: bytes)
        }
    }

    /// "Billion laughs": nine levels of nine references to the level below.
    static func bomb(levels: Int, width: Int) -> String {
        var text = "a0: &a0 lol\n"
        for level in 1...levels {
            let row = Array(repeating: "*a\(level - 1)", count: width).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(row)]\n"
        }
        return text + "? *a\(levels)\n: x"
    }
}
