import DriftCore
import Testing

@Suite("The mark of what nobody saw")
struct InferredMarkTests {
    private func marked(_ text: String, _ isInferred: Bool, at index: Int = 0) -> (text: String, isDone: Bool) {
        var file = RequirementsFile.parse(Array(text.utf8))
        let isDone = file.setInferredMark(ofLineAt: index, isInferred)
        return (String(decoding: file.render(), as: UTF8.self), isDone)
    }

    @Test(
        "it stands behind everything else of the line, is put there once, and taken away leaves the line as it was",
        arguments: [
            ("numpy==1.26.4\n", "numpy==1.26.4  # inferred\n"), ("numpy==1.26.4", "numpy==1.26.4  # inferred"),
            ("numpy==1.26.4  # why\r\nsix\r\n", "numpy==1.26.4  # why  # inferred\r\nsix\r\n"),
            ("a==1 ; python_version < '3'\n", "a==1 ; python_version < '3'  # inferred\n"),
            ("a==1 \\\n    --config-settings=x=y\nb\n", "a==1 \\\n    --config-settings=x=y  # inferred\nb\n"),
            ("-e git+https://host/o/r@c0ffee#egg=r\n", "-e git+https://host/o/r@c0ffee#egg=r  # inferred\n"),
            ("a @ https://host/a.whl\n", "a @ https://host/a.whl  # inferred\n"),
        ]
    )
    func line(text: String, expected: String) {
        let once = marked(text, true)
        #expect(once.isDone && once.text == expected)
        #expect(marked(once.text, true).text == expected)
        #expect(marked(expected, false).text == text)
        #expect(marked(text, false).text == text)
    }

    @Test("a line that joins what is not there stays as it is; so does everything where no such line is")
    func refused() {
        let open = marked("a==1 \\", true)
        #expect(!open.isDone && open.text == "a==1 \\")
        #expect(marked("a==1\n", true, at: 7).text == "a==1\n")
    }

    @Test(
        "a list that holds it is read as worked out, and nothing else is",
        arguments: [
            ("a==1  # inferred", true), ("a==1\t#\tinferred  ", true), ("a==1  # why  # inferred", true),
            ("a==1  # inferred by whom", false),
            ("a==1  # not inferred", false), ("a==1", false), ("a==1#inferred", false),
        ]
    )
    func read(text: String, isInferred: Bool) {
        let packages = FreezeList.parse(Array(text.utf8), file: "list.txt").packages
        #expect(packages.map(\.evidence.kind).filter { $0 == .inferred }.count == (isInferred ? 1 : 0), "\(packages)")
        #expect(!RequirementsFile.isMarkedInferred("# inferred"))
    }

    private static func inferred(_ packages: String...) -> Snapshot {
        var snapshot = Snapshot.of("placeholder==1", sdk: SDK(name: "docker"))
        snapshot.reading.packages = packages.flatMap { Snapshot.of($0).reading.packages }
        for index in snapshot.reading.packages.indices {
            snapshot.reading.packages[index].evidence = Evidence(kind: .inferred, file: "inferred.txt")
        }
        return snapshot
    }

    @Test("a plan marks the user's own lines that it edits, keeps the mark, and takes it away once the version was seen")
    func plan() throws {
        let files = ["requirements.txt": "numpy>=1  # numbers\n-e git+https://host/o/r@main#egg=tool\n"]
        let commit = String(repeating: "c", count: 40)
        var original = Self.inferred("numpy==1.26.4", "tool @ git+https://host/o/r@\(commit)", "six==1.16.0")
        original.reading.sdk = SDK(name: "gradio", version: "6.5.1")
        func planned(_ original: Snapshot, _ files: [String: String]) -> String? {
            let plan = Planning.plan(original, files: files, frontMatter: ["sdk": "gradio", "sdk_version": "6.5.1"], allowInferred: true)
            return Planning.requirements(plan)
        }
        let once = try #require(planned(original, files))
        #expect(
            once == "numpy==1.26.4  # numbers  # inferred\n-e git+https://host/o/r@\(commit)#egg=tool  # inferred\n"
                + Planning.block("six==1.16.0  # inferred")
        )
        #expect(planned(original, ["requirements.txt": once]) == nil)
        for index in original.reading.packages.indices { original.reading.packages[index].evidence = Evidence(kind: .log, log: 0, line: 1) }
        #expect(planned(original, ["requirements.txt": once])?.contains("inferred") == false)
    }

    @Test("in a Dockerfile the mark has lines of its own at the end, which stay as long as they are true")
    func docker() throws {
        var original = Self.inferred("gradio==4.44.1", "six==1.16.0")
        func planned(_ dockerfile: String) -> String? {
            let plan = Planning.plan(original, files: ["Dockerfile": dockerfile], frontMatter: ["sdk": "docker"], allowInferred: true)
            return Planning.requirements(plan, path: "Dockerfile")
        }
        let once = try #require(planned("FROM python:3.11\nRUN pip install gradio\nCMD x"))
        #expect(
            once == "FROM python:3.11\nRUN pip install gradio==4.44.1 \\\n    six==1.16.0\nCMD x\n"
                + "# driftd: inferred, not observed: gradio==4.44.1\n# driftd: inferred, not observed: six==1.16.0\n"
        )
        #expect(planned(once) == nil)
        for index in original.reading.packages.indices { original.reading.packages[index].evidence = Evidence(kind: .log, log: 0, line: 1) }
        #expect(planned(once) == "FROM python:3.11\nRUN pip install gradio==4.44.1 \\\n    six==1.16.0\nCMD x\n")
    }
}
