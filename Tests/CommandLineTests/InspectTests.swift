import DriftTesting
import Foundation
import Testing

@Suite("driftd inspect, driftd quota")
struct InspectTests {
    private static let app = """
        import torch
        import spaces
        import os, subprocess
        from transformers import AutoModel

        key = os.environ["OPENAI_API_KEY"]
        model = AutoModel.from_pretrained(
            "owner/model",
        ).to("cuda")
        subprocess.run("pip install flash-attn", shell=True)

        @spaces.GPU
        def short(prompt):
            return model(prompt)

        @spaces.GPU(duration=lambda prompt: 40, size="xlarge")
        def long(prompt):
            return os.getenv("HF_TOKEN")

        """

    private static func checkout() throws -> DriftdProgram {
        let program = try DriftdProgram()
        let readme = "---\nsdk: gradio\nsdk_version: 5.49.1\npython_version: 3.10\napp_file: app.py\n---\n"
        try program.scratch.write(readme, to: "space/README.md")
        try program.scratch.write(app, to: "space/app.py")
        try program.scratch.write("torch==2.1.2\ngradio==4.44.0\nnumpy\n", to: "space/requirements.txt")
        return program
    }

    @Test(
        "the checklist and the bookings are as the golden files have them",
        arguments: [
            ("inspect.txt", ["inspect", "./space"]), ("inspect.json", ["inspect", "./space", "--json"]),
            ("quota.txt", ["quota", "./space"]), ("quota.json", ["quota", "./space", "--json"]),
        ]
    )
    func golden(name: String, arguments: [String]) throws {
        let outcome = try Self.checkout().run(arguments)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        Golden.expect(outcome.output, matches: "CommandLine/\(name)")
    }

    @Test("the app is never run, and a file that Python does not parse, or parses for ever, is scanned")
    func hostile() throws {
        let program = try Self.checkout()
        try program.scratch.write("import os\nos.system('touch ran')\nopen('ran', 'w')\n", to: "space/app.py")
        try program.scratch.write("def f(:\n    os.getenv(\"A_TOKEN\")\n", to: "space/broken.py")
        try program.scratch.write(String(repeating: "(", count: 200_000), to: "space/deep.py")
        try program.scratch.write("\u{0}\u{1}", to: "space/bytes.py")
        let outcome = try program.run(["inspect", "./space", "--json"])
        #expect(outcome.exitCode == 0)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let sources = try #require(object["sources"] as? [String: String])
        #expect(sources == ["app.py": "ast", "broken.py": "scan", "deep.py": "scan", "bytes.py": "scan"])
        #expect(outcome.output.contains("A_TOKEN"))
        #expect(!program.exists("ran") && !program.exists("space/ran"))
    }

    @Test("without python3 the output says that the source was scanned")
    func withoutPython() throws {
        let outcome = try Self.checkout().run(["inspect", "./space"], environment: ["PATH": "/nonexistent"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("read line by line, without Python"))
    }

    @Test("captures and stored snapshots are inspected like checkouts")
    func captures() throws {
        let program = try DriftdProgram()
        try program.copyCapture("original")
        #expect(try program.run(["inspect", "./original"]).output.contains("the original runs on cpu-upgrade"))
        try program.run(["snapshot", "./original"]).expectSuccess()
        #expect(try program.run(["inspect", "@1"]).output.contains("the original runs on cpu-upgrade"))
    }

    @Test("a path that is not there is named")
    func missing() throws {
        let outcome = try DriftdProgram().run(["inspect", "./nothing"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("./nothing"))
    }
}
