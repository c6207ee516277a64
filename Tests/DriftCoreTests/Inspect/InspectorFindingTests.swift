import DriftCore
import Testing

@Suite("Inspection: what is found where")
struct InspectorFindingTests {
    private static func lines(
        app: String = "import gradio\n",
        calls: [AppSource.HubCall] = [],
        sdk: String = "gradio",
        dockerfile: String? = nil,
        change: (inout InspectionSubject) -> Void = { _ in }
    ) -> [InspectionLine] {
        var subject = InspectionSubject(label: "owner/space")
        subject.card = ["sdk": sdk, "sdk_version": "5.49.1", "python_version": "3.12"]
        subject.files = ["app.py": Array(app.utf8), "README.md": Array("---\n---\n".utf8)]
        subject.files["Dockerfile"] = dockerfile.map { Array($0.utf8) }
        var source = AppSource()
        source.hubCalls = calls
        subject.sources = ["app.py": source]
        subject.readers = ["app.py": .ast]
        change(&subject)
        return Inspector.inspect(subject).lines
    }

    private static func call(_ function: String, _ repository: String, line: Int = 3) -> AppSource.HubCall {
        var call = AppSource.scanned(Array("model = Model.from_pretrained(\"owner/model\")\n".utf8)).hubCalls[0]
        (call.function, call.repository, call.line) = (function, repository, line)
        return call
    }

    @Test("two calls of one line are one place")
    func places() {
        let calls = [
            Self.call("from_pretrained", "a/b"), Self.call("from_pretrained", "c/d"), Self.call("from_pretrained", "a/b", line: 5),
        ]
        for line in Self.lines(calls: calls) where !line.places.isEmpty { #expect(Set(line.places).count == line.places.count) }
        #expect(Self.lines(calls: calls).contains { $0.check == "model-revisions" && $0.places == ["app.py:3", "app.py:5"] })
    }

    @Test("an app file without a word starts nothing", arguments: ["", "\n\n", " \t\r\n"])
    func emptyAppFile(app: String) {
        #expect(Self.lines(app: app).contains { $0.check == "app-file" && $0.verdict == .stop })
    }

    @Test("what another machine runs is named, and neither downloaded nor pinned")
    func remote() throws {
        let lines = Self.lines(calls: [Self.call("InferenceClient", "owner/chat"), Self.call("gradio.load", "owner/paint")])
        let models = try #require(lines.first { $0.check == "models" })
        #expect(models.found.contains("owner/chat, owner/paint"))
        #expect(!lines.contains { $0.check == "model-revisions" })
        #expect(lines.contains { $0.check == "startup-downloads" && $0.verdict == .ok })
    }

    @Test("a Space that the app is made of is no model")
    func spaceOfAnother() {
        let lines = Self.lines(calls: [Self.call("gradio.load/spaces", "owner/other")]) { $0.repositories = [:] }
        #expect(lines.filter { $0.check == "models" }.map(\.verdict) == [.unknown])
        #expect(lines.contains { $0.found.contains("another Space: owner/other") })
    }

    @Test(
        "a stage that begins with another stage is no base image",
        arguments: [
            ("FROM python:3.10@sha256:00 AS base\nRUN x\n  from base\n", [String]()),
            ("# FROM here\nFROM --platform=linux/amd64 python:3.10 AS base\nFROM base AS next\nFROM scratch\n", ["Dockerfile:2"]),
            ("FROM python:3.10\nFROM other\n", ["Dockerfile:1", "Dockerfile:2"]),
        ]
    )
    func stages(dockerfile: String, places: [String]) {
        let lines = Self.lines(sdk: "docker", dockerfile: dockerfile).filter { $0.check == "base-image" }
        #expect(lines.map(\.verdict) == [places.isEmpty ? .ok : .warn])
        #expect(places.isEmpty || lines.first?.places == places)
    }
}
