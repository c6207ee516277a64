import DriftCore
import DriftReadme
import DriftTesting
import Testing

@Suite("Front matter is edited")
struct FrontMatterEditingTests {
    static let python = FrontMatterEdit(key: "python_version", value: "3.10", isQuoted: true)
    static let version = FrontMatterEdit(key: "sdk_version", value: "6.19.0", isQuoted: false)
    static let sdk = FrontMatterEdit(key: "sdk", value: "gradio", isQuoted: false)

    static func apply(_ edits: [FrontMatterEdit], to readme: String) throws(FrontMatterError) -> String {
        String(decoding: try FrontMatter.applying(edits, to: Array(readme.utf8)), as: UTF8.self)
    }

    @Test(
        "one value changes, every other byte stays",
        arguments: [
            // Plain, quoted either way, with a comment, with trailing blanks.
            ("---\nsdk_version: 6.0.0\n---\nx", "---\nsdk_version: 6.19.0\n---\nx"),
            ("---\nsdk_version: \"6.0.0\"   # why\n---\n", "---\nsdk_version: \"6.19.0\"   # why\n---\n"),
            ("---\nsdk_version:   '6.0.0'  \n---\n", "---\nsdk_version:   '6.19.0'  \n---\n"),
            ("---\nsdk_version: 6.0.0 # why \n---\n", "---\nsdk_version: 6.19.0 # why \n---\n"),
            // Line ends, byte order mark, no line end at the end.
            ("---\r\nsdk_version: 6.0.0\r\n---\r\n", "---\r\nsdk_version: 6.19.0\r\n---\r\n"),
            ("---\rsdk_version: 6.0.0\r---", "---\rsdk_version: 6.19.0\r---"),
            ("\u{FEFF}---\nsdk_version: 6.0.0\n---", "\u{FEFF}---\nsdk_version: 6.19.0\n---"),
            (
                "---\ntitle: \"\u{2028}é\u{301}👩‍🚀\"\r\nsdk_version: 6.0.0\n---\n",
                "---\ntitle: \"\u{2028}é\u{301}👩‍🚀\"\r\nsdk_version: 6.19.0\n---\n"
            ),
            // Absent values, quoted keys, indented and braced blocks.
            ("---\nsdk_version:\n---\n", "---\nsdk_version: 6.19.0\n---\n"),
            ("---\nsdk_version:  # fill in\nsdk: gradio\n---\n", "---\nsdk_version: 6.19.0  # fill in\nsdk: gradio\n---\n"),
            ("---\nsdk_version: ~\n---\n", "---\nsdk_version: 6.19.0\n---\n"),
            ("---\n\"sdk_version\": 6.0.0\n---\n", "---\n\"sdk_version\": 6.19.0\n---\n"),
            ("---\n{sdk: gradio, sdk_version: 6.0.0}\n---\n", "---\n{sdk: gradio, sdk_version: 6.19.0}\n---\n"),
            // The same text elsewhere is left alone.
            (
                "---\ntitle: sdk_version 6.0.0\nx: {sdk_version: 6.0.0}\nsdk_version: 6.0.0\n---\nsdk_version: 6.0.0\n",
                "---\ntitle: sdk_version 6.0.0\nx: {sdk_version: 6.0.0}\nsdk_version: 6.19.0\n---\nsdk_version: 6.0.0\n"
            ),
            // Equal already: not a byte changes, however it is written.
            ("---\nsdk_version:   '6.19.0' #x\n---\n", "---\nsdk_version:   '6.19.0' #x\n---\n"),
            // An anchor and a tag stay; an alias gives way to the value, and what it stood for stays.
            ("---\nsdk_version: &v 6.0.0 # v\nx: 1\n---\n", "---\nsdk_version: &v 6.19.0 # v\nx: 1\n---\n"),
            ("---\nsdk_version: !!str  '6.0.0'\n---\n", "---\nsdk_version: !!str  '6.19.0'\n---\n"),
            ("---\nsdk_version: &v !!str 6.0.0\n---\n", "---\nsdk_version: &v !!str 6.19.0\n---\n"),
            ("---\nx: &v 6.0.0\nsdk_version: *v\ny: *v\n---\n", "---\nx: &v 6.0.0\nsdk_version: 6.19.0\ny: *v\n---\n"),
            ("---\n{x: &v 6.0.0, \"sdk_version\": *v}\n---\n", "---\n{x: &v 6.0.0, \"sdk_version\": 6.19.0}\n---\n"),
            (
                "---\nx: &all\n  sdk_version: 6.0.0\n<<: *all\nsdk: gradio\n---\n",
                "---\nx: &all\n  sdk_version: 6.0.0\n<<: *all\nsdk: gradio\nsdk_version: 6.19.0\n---\n"
            ),
            ("---\nx: &v 6.19.0\nsdk_version: *v\n---\n", "---\nx: &v 6.19.0\nsdk_version: *v\n---\n"),
            // Missing: after the SDK, or at the end of the block.
            ("---\nsdk: gradio # s\ntitle: a\n---\n", "---\nsdk: gradio # s\nsdk_version: 6.19.0\ntitle: a\n---\n"),
            ("---\r\ntitle: a\r\n---\r\n", "---\r\ntitle: a\r\nsdk_version: 6.19.0\r\n---\r\n"),
            ("---\n  sdk: gradio\n  title: a\n---\n", "---\n  sdk: gradio\n  sdk_version: 6.19.0\n  title: a\n---\n"),
            ("---\ndescription: |+\n  text\n\n---\n", "---\ndescription: |+\n  text\n\nsdk_version: 6.19.0\n---\n"),
            ("---\n# nothing\n---\n", "---\n# nothing\nsdk_version: 6.19.0\n---\n"),
            ("---\n---\ntext\n", "---\nsdk_version: 6.19.0\n---\ntext\n"),
            // No block at all.
            ("", "---\nsdk_version: 6.19.0\n---\n"),
            ("# Demo\r\n", "---\r\nsdk_version: 6.19.0\r\n---\r\n\r\n# Demo\r\n"),
            ("\u{FEFF}\n# Demo\n", "\u{FEFF}---\nsdk_version: 6.19.0\n---\n\n# Demo\n"),
            ("# Demo", "---\nsdk_version: 6.19.0\n---\n\n# Demo"),
        ]
    )
    func splices(readme: String, expected: String) throws {
        let result = try Self.apply([Self.version], to: readme)
        #expect(result == expected)
        #expect(Array(result.utf8) == Array(expected.utf8))
    }

    @Test(
        "python_version is written in quotes, because YAML reads 3.10 as 3.1",
        arguments: [
            ("---\nsdk: gradio\nsdk_version: 6.19.0\n---\n", "---\nsdk: gradio\nsdk_version: 6.19.0\npython_version: \"3.10\"\n---\n"),
            ("---\npython_version: 3.13\n---\n", "---\npython_version: \"3.10\"\n---\n"),
            ("---\npython_version: '3.13'\n---\n", "---\npython_version: '3.10'\n---\n"),
            ("---\npython_version: 3.10\n---\n", "---\npython_version: \"3.10\"\n---\n"),
            ("---\npython_version: '3.10'\n---\n", "---\npython_version: '3.10'\n---\n"),
        ]
    )
    func pythonVersion(readme: String, expected: String) throws {
        #expect(try Self.apply([Self.python], to: readme) == expected)
    }

    @Test(
        "a text that YAML would read as something else is quoted",
        arguments: [
            ("sdk_version", "4.0", "sdk_version: \"4.0\""), ("sdk_version", "6.19.0", "sdk_version: 6.19.0"),
            ("app_file", "null", "app_file: \"null\""), ("app_file", "a: b #c", "app_file: \"a: b #c\""),
            ("app_file", "say \"hi\\\"", "app_file: \"say \\\"hi\\\\\\\"\""), ("app_port", "7860", "app_port: 7860"),
            ("startup_duration_timeout", "1h", "startup_duration_timeout: 1h"), ("app_file", "yes", "app_file: \"yes\""),
            ("app_file", "übung.py", "app_file: \"übung.py\""), ("app_file", "- x", "app_file: \"- x\""),
        ]
    )
    func quoting(key: String, value: String, line: String) throws {
        let edit = FrontMatterEdit(key: key, value: value, isQuoted: false)
        let result = try Self.apply([edit], to: "")
        #expect(result == "---\n\(line)\n---\n")
        #expect(try FrontMatter.read(Array(result.utf8)).values == [key: value])
    }

    @Test(
        "a value that cannot be replaced alone is refused",
        arguments: [
            "---\nsdk: &s docker\nx: *s\n---\n", "---\nsdk: &s docker\nx:\n- *s\n---\n", "---\nsdk: &s\n  docker\n---\n",
            "---\nsdk: &s\n---\n", "---\nsdk: |\n  docker\n---\n", "---\nx: &s [docker]\nsdk: *s\n---\n",
            "---\nsdk: >-\n  docker\n---\n", "---\nsdk: [docker]\n---\n", "---\nsdk: {a: b}\n---\n", "---\nsdk:\n  - docker\n---\n",
            "---\nsdk: docker\n  and more\n---\n", "---\nsdk: \"docker\n  more\"\n---\n",
            "---\n{title: a}\n---\n", "---\ntitle: a\n...\n---x\n---\n",
        ]
    )
    func refusals(readme: String) throws {
        let error = try #require(throws: FrontMatterError.self) { try Self.apply([Self.sdk], to: readme) }
        #expect(!error.message.contains("\n") && !error.hint.isEmpty && !error.isTransient)
    }

    @Test("only the Space's own keys, and only one-line values, are written")
    func keysAndValues() {
        #expect(throws: FrontMatterError.keyNotEditable("title")) {
            try Self.apply([.init(key: "title", value: "x", isQuoted: false)], to: "")
        }
        for value in ["", "a\nb", "a\u{85}b", "a\u{2028}b", "\u{202E}x", "a\0b"] {
            #expect(throws: FrontMatterError.valueNotWritable(key: "app_file")) {
                try Self.apply([.init(key: "app_file", value: value, isQuoted: true)], to: "---\nsdk: gradio\n---\n")
            }
        }
    }

    @Test("no edit is the identity, on any bytes")
    func identity() throws {
        for seed in 0..<300 {
            var random = SplitMix64(seed: seed)
            let readme = RandomReadme(using: &random)
            #expect(try FrontMatter.applying([], to: Array(readme.text.utf8)) == Array(readme.text.utf8))
        }
    }

    @Test("random files: only the edited values change, and a second time changes nothing", arguments: 0..<8)
    func laws(part: Int) throws {
        for seed in (part * 250)..<((part + 1) * 250) {
            var random = SplitMix64(seed: seed)
            let readme = RandomReadme(using: &random)
            let edits = [Self.sdk, Self.version, Self.python].filter { _ in random.chance(70) }
            let once = try Self.apply(edits, to: readme.text)
            #expect(try Self.apply(edits, to: once) == once, "seed \(seed)")
            #expect(readme.untouchedLines(of: once, edits) == readme.untouchedLines(of: readme.text, edits), "seed \(seed)")
            let values = try FrontMatter.read(Array(once.utf8)).values
            for edit in edits { #expect(values[edit.key] == edit.value, "seed \(seed)") }
        }
    }
}

/// A README with front matter in a random order, style and line end.
private struct RandomReadme {
    var text: String
    var lineEnd: String

    init(using random: inout SplitMix64) {
        let end = random.pick(["\n", "\r\n", "\r"])
        lineEnd = end
        var lines: [String] = []
        for key in ["title", "emoji", "sdk", "sdk_version", "python_version", "tags", "app_file"].shuffled(using: &random)
        where random.chance(70) {
            if random.chance(20) { lines.append(random.pick(["# a comment: sdk_version: 1", "", "   "])) }
            let value = random.pick(["5.9.1", "3.10", "'3.10'", "\"6.19.0\"", "gradio", "'it''s'", "\"a \\\" b\"", "", "~", "\"é👩‍🚀\""])
            let tail = random.pick(["", "", "  ", " # note", "\t# note: \"x\""])
            lines.append(key == "tags" ? "tags: [a, 'b', \"sdk_version: 1\"]" : "\(key): \(value)\(tail)")
        }
        let block = (["---"] + lines + ["---"]).joined(separator: end)
        text =
            (random.chance(20) ? "\u{FEFF}" : "") + block + end
            + random.pick(["", "# Demo\(end)", "sdk_version: 1 --- \(end)---\(end)", "\(end)text"])
    }

    /// The file's lines, cut at its own line end only, without those of the edited keys.
    func untouchedLines(of text: String, _ edits: [FrontMatterEdit]) -> [String] {
        text.unicodeScalars.split(separator: Array(lineEnd.unicodeScalars), omittingEmptySubsequences: false).map { String($0) }.filter {
            line in
            !edits.contains { line.hasPrefix("\($0.key):") }
        }
    }
}
