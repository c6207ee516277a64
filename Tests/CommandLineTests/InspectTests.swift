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

    @Test("a TMPDIR that names nothing counts as unset")
    func emptyTemporaryDirectory() throws {
        let program = try Self.checkout()
        try program.scratch.write("#!/bin/sh\npwd > \(program.path("where"))\n", to: "bin/python3")
        let script = "chmod +x bin/python3; TMPDIR= PATH=\"$PWD/bin:$PATH\" \"$DRIFTD\" inspect ./space > /dev/null; cat where"
        #expect(try program.shell(script).output.hasPrefix("/tmp/driftd-inspect-"))
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

    @Test("the app's own imports are followed, and nothing behind a link is read")
    func imports() throws {
        let program = try Self.checkout()
        try program.scratch.write(
            "import sys\nsys.path.append(\"lib\")\nfrom models import net\nimport hidden, outside.secret\n",
            to: "space/app.py"
        )
        try program.scratch.write("from .deep.part import key\n", to: "space/models/net.py")
        try program.scratch.write("import os\nkey = os.environ[\"DEEP_TOKEN\"]\n", to: "space/models/deep/part.py")
        try program.scratch.write("import os\nos.getenv(\"HIDDEN_KEY\")\n", to: "space/lib/hidden.py")
        try program.scratch.write("import os\nos.getenv(\"STRANGE_KEY\")\n", to: "elsewhere/secret.py")
        try FileManager.default.createSymbolicLink(atPath: program.path("space/outside"), withDestinationPath: program.path("elsewhere"))
        let outcome = try program.run(["inspect", "./space", "--json"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("DEEP_TOKEN is read") && outcome.output.contains("models/deep/part.py:2"))
        #expect(outcome.output.contains("HIDDEN_KEY is read"))
        #expect(!outcome.output.contains("STRANGE_KEY"))
    }

    @Test("what loads a model is found however it names it; a name that is computed is not taken for none")
    func models() throws {
        let program = try Self.checkout()
        let app = """
            from transformers import pipeline, AutoModel
            from peft import PeftModel
            import os, subprocess
            NAMES = {"a": "owner/a"}
            base = AutoModel.from_pretrained(NAMES[choice])
            model = PeftModel.from_pretrained(base, "owner/adapter")
            speak = pipeline("text-generation", "owner/speech")
            image = pipeline(base, model)
            local = AutoModel.from_pretrained("./weights")
            table = load_dataset("csv", data_files="x.csv")
            whole = StableDiffusionPipeline.from_single_file("https://huggingface.co/owner/single/blob/main/x.safetensors")
            subprocess.run(["git", "clone", "https://huggingface.co/owner/cloned"])
            os.system("huggingface-cli download owner/told")
            """
        try program.scratch.write(app, to: "space/app.py")
        let outcome = try program.run(["inspect", "./space", "--offline"])
        #expect(outcome.output.contains("models and datasets: owner/adapter, owner/single, owner/speech;"))
        #expect(outcome.output.contains("1 call loads what a variable or an argument names"))
        #expect(outcome.output.contains("other-downloads") && outcome.output.contains("app.py:12, app.py:13"))
    }

    @Test("a file that Python does not parse is told with the place, a notebook is not read as Python")
    func faults() throws {
        let program = try Self.checkout()
        try program.scratch.write("import os\nprint \"old\"\nkey = os.environ[\"OLD_KEY\"]\n", to: "space/app.py")
        try program.scratch.write("{\"cells\": [{\"source\": [\"key = os.environ['NOTE_KEY']\"]}]}", to: "space/note.py")
        let outcome = try program.run(["inspect", "./space", "--offline"])
        #expect(outcome.output.contains("app.py is no Python to the parser at hand (Python 3."))
        #expect(outcome.output.contains("line 2: ") && outcome.output.contains("OLD_KEY is read"))
        #expect(outcome.output.contains("1 of the app's own files were not read") && !outcome.output.contains("NOTE_KEY"))
    }

    @Test("a notebook starts nothing, and its code is read; a container's script is followed")
    func notebooksAndScripts() throws {
        let program = try Self.checkout()
        try program.scratch.write("---\nsdk: gradio\nsdk_version: 5.49.1\napp_file: app.ipynb\n---\n", to: "space/README.md")
        let cell = "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"import os\\n\", \"key = os.environ['NOTE_KEY']\"]}]}"
        try program.scratch.write(cell, to: "space/app.ipynb")
        let notebook = try program.run(["inspect", "./space", "--offline"])
        #expect(notebook.output.contains("app.ipynb is a notebook") && notebook.output.contains("NOTE_KEY"))
        try program.scratch.write("---\nsdk: docker\n---\n", to: "space/README.md")
        try program.scratch.write("FROM python:3.11\nCOPY . .\nCMD [\"bash\", \"start.sh\"]\n", to: "space/Dockerfile")
        try program.scratch.write(": \"${API_TOKEN:?}\"\nexec python -m server.main\n", to: "space/start.sh")
        try program.scratch.write("import os\nos.environ[\"SERVER_KEY\"]\n", to: "space/server/main.py")
        let container = try program.run(["inspect", "./space", "--offline"])
        #expect(
            container.output.contains("API_TOKEN is read, and the app does not start without it") && container.output.contains("start.sh:1")
        )
        #expect(container.output.contains("SERVER_KEY is read, and the app does not start without it"))
    }

    @Test("a committed .env is told by its names, and its values by nobody")
    func environmentFiles() throws {
        let program = try Self.checkout()
        try program.scratch.write("OPENAI_API_KEY=abcdef0123456789\nWEBHOOK=https://x.example\n", to: "space/.env")
        let told = try program.run(["inspect", "./space", "--offline"])
        #expect(told.output.contains("OPENAI_API_KEY in .env") && told.output.contains(".env:1"))
        #expect(!told.output.contains("abcdef") && !told.output.contains("x.example"))
        try program.scratch.write(".env\n", to: "space/.gitignore")
        #expect(try !program.run(["inspect", "./space", "--offline"]).output.contains("env-file"))
    }

    @Test("Python's own parser tells reads that every start comes by from those that may be passed over")
    func conditions() throws {
        let program = try Self.checkout()
        let app = """
            import os, contextlib
            a = os.environ["A_KEY"]
            if a == "live":
                b = os.environ["B_KEY"]
            try:
                c = os.environ["C_KEY"]
            except KeyError:
                c = None
            with contextlib.suppress(KeyError):
                d = os.environ["D_KEY"]
            e = a or os.environ["E_KEY"]
            os.environ.setdefault("F_KEY", "x")
            f = os.environ["F_KEY"]
            if __name__ == "__main__":
                g = os.environ["G_KEY"]
            def later(h=os.environ["H_KEY"]):
                return os.environ["I_KEY"]
            for name in a.split():
                j = os.environ["J_KEY"]
            class Settings:
                k = os.environ["K_KEY"]
            """
        try program.scratch.write(app, to: "space/app.py")
        let outcome = try program.run(["inspect", "./space", "--json"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect((object["sources"] as? [String: String])?["app.py"] == "ast")
        let lines = try #require(object["lines"] as? [[String: Any]]).filter { $0["check"] as? String == "secrets" }
        let stops = lines.filter { $0["verdict"] as? String == "stop" }.compactMap { ($0["found"] as? String)?.prefix(5) }
        #expect(stops == ["A_KEY", "G_KEY", "H_KEY", "K_KEY"], "\(stops)")
        #expect(lines.count == 11)
    }

    @Test("a directory that is named as a Space is, is meant where no such Space is stored")
    func directory() throws {
        let program = try DriftdProgram()
        try program.scratch.write("", to: "Snapshots/INDEX.md")
        try program.copyCapture("original", as: "Snapshots/original")
        for command in ["inspect", "quota"] {
            let outcome = try program.run([command, "Snapshots/original"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("./Snapshots/original"))
        }
    }

    @Test("Python 2 and other encodings are read line by line, a notebook is not read, and the output says so")
    func oddSources() throws {
        let program = try Self.checkout()
        try program.scratch.write("{\"cells\": [{\"source\": [\"import torch\"]}]}", to: "space/app.py")
        try program.scratch.write("print \"old\"\nimport os\nos.getenv(\"OLD_TOKEN\")\n", to: "space/two.py")
        try program.scratch.write(Data([0xFF, 0xFE, 0x69, 0x00, 0x0A, 0x00]), to: "space/wide.py")
        let outcome = try program.run(["inspect", "./space", "--json"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["sources"] as? [String: String] == ["two.py": "scan", "wide.py": "scan"])
        #expect(outcome.output.contains("OLD_TOKEN") && outcome.output.contains("it was read line by line"))
        #expect(outcome.output.contains("1 of the app's own files were not read"))
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

    @Test(
        "Streamlit's secrets and pages, settings classes and packages under src are read; what other files' functions download counts at the start"
    )
    func streamlit() throws {
        let program = try DriftdProgram()
        func write(_ path: String, _ text: String) throws { try program.scratch.write(text, to: "space/" + path) }
        try write("README.md", "---\nsdk: streamlit\nsdk_version: 1.40.0\npython_version: \"3.11\"\napp_file: main.py\n---\n")
        try write(
            "main.py",
            """
            import streamlit as st
            from engine import Model
            SOURCES = ["hf://owner/weights/w.bin"]
            key = st.secrets["OPENAI_API_KEY"]
            model = Model()
            model.load(SOURCES[0])

            """
        )
        try write("src/engine/__init__.py", "from .model import Model\n")
        try write(
            "src/engine/model.py",
            "from huggingface_hub import snapshot_download\n\nclass Model:\n    def load(self, path):\n        snapshot_download(\"owner/engine\")\n    def other(self):\n        snapshot_download(\"owner/other\")\n"
        )
        try write("pages/1_Login.py", "import streamlit as st\nword = st.secrets.get(\"LOGIN_PASSWORD\")\n")
        try write("settings.py", "class Settings(BaseSettings):\n    news_api_key: str = \"\"\n")
        let outcome = try program.run(["inspect", "./space", "--offline"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        for name in ["OPENAI_API_KEY", "LOGIN_PASSWORD", "NEWS_API_KEY"] { #expect(outcome.output.contains(name), "\(outcome.output)") }
        #expect(outcome.output.contains("downloaded at every start: owner/engine, owner/weights\n"), "\(outcome.output)")
    }
}
