import DriftCore
import Testing

@Suite("Inspection")
struct InspectorTests {
    private static let app = """
        import torch
        import spaces
        import gradio as gr
        from transformers import AutoModel
        import os, subprocess

        key = os.environ["OPENAI_API_KEY"]
        mode = os.getenv("APP_MODE", "demo")
        model = AutoModel.from_pretrained("owner/model").to("cuda")
        subprocess.run("pip install flash-attn", shell=True)

        @spaces.GPU
        def short(prompt):
            return model(prompt)

        @spaces.GPU(duration=200, size="xlarge")
        def long(prompt):
            return os.environ["HF_TOKEN"]
        """

    private static func subject(_ app: String = app, card: [String: String] = [:], files: [String: String] = [:]) -> InspectionSubject {
        var subject = InspectionSubject(label: "owner/space")
        subject.card = ["sdk": "gradio", "sdk_version": "5.49.1", "python_version": "3.12"].merging(card) { $1 }
        for (path, text) in files.merging(["app.py": app, "README.md": "---\n---\n"], uniquingKeysWith: { $1 }) {
            subject.files[path] = Array(text.utf8)
        }
        subject.sources = ["app.py": AppSource.scanned(Array(app.utf8))]
        subject.readers = ["app.py": .scan]
        return subject
    }

    private static func line(_ check: String, of subject: InspectionSubject) -> InspectionLine? {
        Inspector.inspect(subject).lines.filter { $0.check == check }.max { $0.verdict < $1.verdict }
    }

    @Test("ZeroGPU runs no gradio before 4", arguments: [("3.50.2", true), ("4.0.0", false), ("5.49.1", false)])
    func oldGradio(version: String, isStop: Bool) {
        let card = ["suggested_hardware": "zero-a10g", "sdk_version": version]
        #expect((Self.line("zerogpu-gradio", of: Self.subject(card: card))?.verdict == .stop) == isStop)
    }

    @Test("T33: a Streamlit Space cannot be duplicated as one")
    func streamlit() {
        let line = Self.line("sdk", of: Self.subject("import streamlit\n", card: ["sdk": "streamlit", "sdk_version": "1.37.0"]))
        #expect(line?.verdict == .warn && line?.fix?.contains("Docker") == true)
    }

    @Test("the scan reads imports, variables, GPU functions, downloads and pip with their lines")
    func scan() {
        let source = AppSource.scanned(Array(Self.app.utf8))
        #expect(source.imports.map(\.module) == ["torch", "spaces", "gradio", "transformers", "os"])
        #expect(source.variables.map(\.name) == ["OPENAI_API_KEY", "APP_MODE", "HF_TOKEN"])
        #expect(source.variables.map(\.isRequired) == [true, false, true])
        #expect(source.variables.map(\.isTopLevel) == [true, true, false])
        #expect(source.gpuFunctions.map(\.name) == ["short", "long"])
        #expect(source.gpuFunctions.map(\.duration) == [nil, 200])
        #expect(source.gpuFunctions.map(\.size) == [nil, "xlarge"])
        #expect(source.hubCalls.map(\.repository) == ["owner/model"])
        #expect(source.pipCalls.map(\.line) == [10])
        #expect(source.cudaCalls.map(\.line) == [9])
    }

    @Test("the scan finds functions that spaces.GPU is called on")
    func scannedWrappings() {
        let app = """
            run = spaces.GPU(run)
            edit = spaces.GPU(duration=60)(edit)
            long = spaces.GPU(long, duration=seconds, size="xlarge")
            timed = spaces.GPU(duration=60)
            """
        let functions = AppSource.scanned(Array(app.utf8)).gpuFunctions
        #expect(functions.map(\.name) == ["run", "edit", "long"])
        #expect(functions.map(\.line) == [1, 2, 3])
        #expect(functions.map(\.duration) == [nil, 60, nil])
        #expect(functions.map(\.durationSource) == [nil, nil, "seconds"])
        #expect(functions.map(\.size) == [nil, nil, "xlarge"])
    }

    @Test("what lies beside the app and is not imported does nothing at its start")
    func besideTheApp() {
        var subject = Self.subject("from net import Net\n")
        for path in ["net.py", "train.py"] {
            subject.sources[path] = AppSource.scanned(
                Array("m = AutoModel.from_pretrained(\"owner/\(path.prefix(3))\").to(\"cuda\")\n".utf8)
            )
        }
        #expect(Self.line("startup-downloads", of: subject)?.places == ["net.py:1"])
        #expect(Self.line("cuda", of: subject)?.places == ["net.py:1"])
    }

    @Test("each line of the checklist is decided by what it is about")
    func verdicts() {
        let subject = Self.subject()
        for (check, verdict) in [
            ("sdk", InspectionVerdict.ok), ("sdk-version", .ok), ("python-version", .ok), ("zerogpu", .ok), ("import-order", .ok),
            ("xlarge", .warn), ("durations", .warn), ("secrets", .stop), ("variables", .unknown), ("runtime-pip", .warn),
            ("startup-downloads", .warn), ("model-revisions", .warn), ("models", .unknown), ("hardware", .warn), ("source", .unknown),
        ] {
            #expect(Self.line(check, of: subject)?.verdict == verdict, "\(check)")
        }
        #expect(Self.line("secrets", of: subject)?.places == ["app.py:7"])
    }

    @Test(
        "what fails for certain is a stop",
        arguments: [
            ("sdk", ["sdk": "docker"], [:]), ("python-version", ["python_version": "3.1"], [:]),
            ("torch", [:], ["requirements.txt": "torch==2.1.2\n"]), ("platform-owned", [:], ["requirements.txt": "gradio==4.44.0\n"]),
            ("system-packages", [:], ["packages.txt": "libgl1-mesa-glx\n"]),
        ] as [(String, [String: String], [String: String])]
    )
    func stops(check: String, card: [String: String], files: [String: String]) {
        let line = Self.line(check, of: Self.subject(card: card, files: files))
        #expect(line?.verdict == .stop)
        #expect(line?.fix != nil)
    }

    @Test("CUDA before `import spaces` is a stop, an eager library a warning, a GPU Space without a function a stop")
    func order() {
        let cuda = "import torch\nx = torch.zeros(1).to(\"cuda\")\nimport spaces\n@spaces.GPU\ndef f():\n    pass\n"
        #expect(Self.line("import-order", of: Self.subject(cuda))?.verdict == .stop)
        #expect(Self.line("import-order", of: Self.subject(cuda))?.places == ["app.py:2"])
        let eager = "import xformers\nimport spaces\n@spaces.GPU\ndef f():\n    pass\n"
        #expect(Self.line("import-order", of: Self.subject(eager))?.verdict == .warn)
        #expect(Self.line("zerogpu", of: Self.subject("import spaces\n"))?.verdict == .stop)
        #expect(Self.line("zerogpu-async", of: Self.subject("import spaces\n@spaces.GPU\nasync def f():\n    pass\n"))?.verdict == .stop)
    }

    @Test("what the Hub says of a model decides its line; what it does not say is unknown")
    func models() {
        var subject = Self.subject()
        for (state, verdict) in [
            (RepositoryAccess.State.open, InspectionVerdict.ok), (.gated("manual"), .warn), (.isPrivate, .warn), (.absent, .stop),
            (.unknown("no answer"), .unknown),
        ] {
            subject.repositories = ["owner/model": RepositoryAccess(state)]
            #expect(Self.line("models", of: subject)?.verdict == verdict, "\(state)")
            #expect(Self.line("models", of: subject)?.places == ["app.py:9"])
        }
        subject.repositories = [:]
        #expect(Self.line("models", of: subject)?.verdict == .unknown)
        #expect(Self.line("models", of: Self.subject("import gradio\n"))?.verdict == .ok)
    }

    @Test("CUDA in a file that is imported before `import spaces` counts, however deep")
    func deepOrder() {
        var subject = Self.subject("from models import net\nimport spaces\n@spaces.GPU\ndef f():\n    pass\n")
        func add(_ path: String, _ code: String) { subject.sources[path] = AppSource.scanned(Array(code.utf8)) }
        add("models/net.py", "from .base import device\n")
        add("models/base.py", "import torch\ndevice = torch.zeros(1).to(\"cuda\")\n")
        #expect(Self.line("import-order", of: subject)?.places == ["models/base.py:2"])
        #expect(Self.line("import-order", of: subject)?.verdict == .stop)
        add("models/base.py", "import spaces\nimport torch\ndevice = torch.zeros(1).to(\"cuda\")\n")
        #expect(Self.line("import-order", of: subject)?.verdict == .ok)
    }

    @Test("a preloaded model is no download at the start")
    func preloaded() {
        var subject = Self.subject()
        #expect(Self.line("startup-downloads", of: subject)?.verdict == .warn)
        subject.preloads = ["owner/model config.json abc"]
        #expect(Self.line("startup-downloads", of: subject)?.verdict == .ok)
    }

    @Test("a short run books the default, times the generation's factor; xlarge counts twice")
    func quota() {
        let source = AppSource.scanned(Array(Self.app.utf8))
        let bookings = source.gpuFunctions.map { QuotaTable.current.booking(of: $0) }
        #expect(bookings.map(\.bookedSeconds) == [90, 400])
        #expect(bookings[0].arithmetic == "60 s by default × 1.5 (RTX PRO 6000) = 90 s")
        #expect(bookings[0].tiers.first { $0.tier == "anonymous" }?.callsPerDay == 1)
        #expect(bookings[1].tiers.filter(\.isAdmitted).map(\.tier) == ["PRO", "Team", "Enterprise"])
        #expect(Set(QuotaTable.current.tiers.map(\.date)).count == 2)
        let today = QuotaTable.current.rows.filter(\.isCurrent)
        #expect(today.filter { $0.name == "PRO" }.map(\.value) == ["2400 s a day", "a call up to 2400 s"])
        #expect(today.filter { $0.value.hasPrefix("×") }.map(\.name) == ["RTX PRO 6000"])
        #expect(QuotaTable.current.rows.contains { $0.name == "free account" && $0.value == "210 s a day" && !$0.isCurrent })
    }

    @Test("any bytes are read")
    func anyBytes() {
        for text in [
            "", "\u{0}", "@spaces.GPU(", "import ", "from . import x", "os.environ[\"", "\"\"\"", String(repeating: "(", count: 100_000),
        ] {
            _ = Inspector.inspect(Self.subject(text))
        }
        var function = AppSource.scanned(Array("@spaces.GPU(duration=99999999999)\ndef f():\n".utf8)).gpuFunctions
        #expect(QuotaTable.current.booking(of: function.removeFirst()).bookedSeconds == 129_600)
    }

    @Test(
        "a requirements file that names others cannot be installed by the platform",
        arguments: ["-r deps/base.txt", "-c limits.txt", "-e .", "./wheels/tool-1.0-py3-none-any.whl", "--requirement=base.txt"]
    )
    func filesBeside(line: String) {
        let subject = Self.subject(files: ["requirements.txt": "numpy==1.26.4\n\(line)\n"])
        let found = Self.line("requirements-files", of: subject)
        #expect(found?.verdict == .stop && found?.places == ["requirements.txt:2"])
        #expect(Self.line("requirements", of: subject)?.verdict == .unknown)
        let docker = Self.subject(card: ["sdk": "docker"], files: ["requirements.txt": "\(line)\n"])
        #expect(Self.line("requirements-files", of: docker) == nil)
        let web = Self.subject(files: ["requirements.txt": "-c https://host/limits.txt\nhttps://host/a-1.0-py3-none-any.whl\n"])
        #expect(Self.line("requirements-files", of: web) == nil)
    }

    @Test("a static Space installs nothing")
    func staticSpace() { #expect(Self.line("requirements", of: Self.subject(card: ["sdk": "static"]))?.verdict == .ok) }

    @Test("a secret that the build mounts is needed")
    func mountedSecret() {
        let dockerfile = "FROM python:3.11\nRUN --mount=type=secret,id=PRIVATE_REPO,mode=0444,required=true git clone x\n"
        let subject = Self.subject("print()\n", card: ["sdk": "docker"], files: ["Dockerfile": dockerfile])
        let found = Self.line("secrets", of: subject)
        #expect(found?.verdict == .stop && found?.places == ["Dockerfile:2"] && found?.found.hasPrefix("PRIVATE_REPO is read") == true)
    }
}
