import DriftCore
import DriftResolver
import DriftTesting
import Foundation
import Testing

@Suite("App source that is large, deep, or made to mislead")
struct AppSourceHostileTests {
    private static func read(_ files: [String: String]) async throws -> AppSourceReader.Reading {
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        return try await reader.read(files.mapValues { Array($0.utf8) }, started: ["app.py"])
    }

    private static func source(_ app: String) async throws -> AppSource {
        let reading = try await read(["app.py": app])
        #expect(reading.faults.isEmpty)
        return try #require(reading.sources["app.py"])
    }

    @Test("two functions of one name may call their parameter differently")
    func parameters() async throws {
        let app = """
            import os
            try:
                def secret(name): return os.environ[name]
            except ImportError:
                def secret(key, other=None): return os.environ[key]
            secret("HF_TOKEN")
            def plain(a): return os.environ["\\0b"]
            plain("x")
            """
        #expect(try await Self.source(app).variables.map(\.name) == ["HF_TOKEN"])
    }

    @Test("half of a surrogate pair is shown as a question mark, and costs nothing else")
    func surrogates() async throws {
        #expect(try await Self.source("import os\nos.getenv(\"A\\ud800\")\nos.getenv(\"B\")\n").variables.map(\.name) == ["A?", "B"])
    }

    @Test("lines are counted as Python counts them")
    func lineEnds() async throws {
        let source = try await Self.source("import os\n# a\u{2028}b\u{0C}c\u{85}\nos.system(\"wget https://h/x\")\n")
        #expect(source.downloads.map(\.text) == ["os.system(\"wget https://h/x\")"])
    }

    @Test("text of six hundred parts and four hundred elif are read")
    func deep() async throws {
        let parts = Array(repeating: "\"a\"", count: 600).joined(separator: " + ")
        let branches = (1..<400).map { "elif x == \($0): pass\n" }.joined()
        let source = try await Self.source("import os\nx = \(parts)\nif x == 0: pass\n\(branches)os.getenv(\"KEY\")\n")
        #expect(source.variables.map(\.name) == ["KEY"])
    }

    @Test("a file that takes all the time there is costs no other")
    func endless() async throws {
        // Half a million loops over a long table.
        let table = "T = [" + String(repeating: "(1, 2),", count: 100_000) + "]\n"
        let loops = String(repeating: "for a, b in T: f(a)(b)(a)(b)\n", count: 150_000)
        let reading = try await Self.read(["a.py": table + loops, "app.py": "import os\nos.getenv(\"KEY\")\n"])
        #expect(reading.sources["app.py"]?.variables.map(\.name) == ["KEY"])
    }

    @Test("nothing of a file is ever run", arguments: ["raise SystemExit(3)", "__import__('os').abort()", "import os; os._exit(0)"])
    func neverRun(app: String) async throws {
        #expect(try await Self.source(app + "\nimport os\nos.getenv('KEY')\n").variables.map(\.name) == ["KEY"])
    }

    @Test("what another machine runs is named: by a client, by its calls, and by Gradio")
    func remote() async throws {
        let app = """
            import gradio as gr
            from huggingface_hub import InferenceClient as Client
            MODEL = "owner/chat"
            client = Client(MODEL)
            client.chat.completions.create(model="owner/other:provider", messages=[])
            Client(model="https://h.example/endpoint")
            Client(model=None)
            gr.load("models/owner/paint")
            gr.load("owner/app", src="spaces")
            demo.load(start, None, out)
            """
        #expect(
            try await Self.source(app).hubCalls.map { "\($0.line) \($0.function) \($0.repository ?? "-")" } == [
                "4 InferenceClient owner/chat", "5 InferenceClient owner/other", "6 InferenceClient -", "8 gradio.load owner/paint",
                "9 gradio.load/spaces owner/app",
            ]
        )
    }
}
