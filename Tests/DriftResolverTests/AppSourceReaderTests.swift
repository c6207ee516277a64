import DriftCore
import DriftResolver
import DriftTesting
import Foundation
import Testing

@Suite("App source, read by Python's own parser")
struct AppSourceReaderTests {
    private static func functions(of app: String) async throws -> [String] {
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let source = try await reader.read(["app.py": Array(app.utf8)], started: ["app.py"]).sources["app.py"]
        return try #require(source).gpuFunctions.map {
            "\($0.line) \($0.name) \($0.duration.map(String.init) ?? $0.durationSource ?? "-") \($0.size ?? "-")\($0.isAsync ? " async" : "")"
        }
    }

    @Test("spaces.GPU counts however it is put on a function")
    func wrappedFunctions() async throws {
        let app = """
            import functools, spaces
            import spaces as sp
            from spaces import GPU as on_gpu
            SECONDS = 90
            async def stream(prompt): pass
            run = spaces.GPU(run)
            edit = spaces.GPU(duration=60)(edit)
            long = functools.partial(spaces.GPU, duration=SECONDS, size="xlarge")(long)
            gpu = functools.partial(spaces.GPU, duration=30)
            @gpu
            def short(prompt): pass
            @gpu(duration=40)
            def other(prompt): pass
            maybe = spaces.GPU if hosted else (lambda function: function)
            @maybe
            def sometimes(prompt): pass
            @sp.GPU
            def renamed(prompt): pass
            @on_gpu(duration=lambda prompt: 3)
            def counted(prompt): pass
            spaces.GPU(stream)
            button.click(fn=spaces.GPU(duration=15)(lambda text: text))
            class Pipe:
                def start(self):
                    return spaces.GPU(self.run, duration=seconds_of)
            """
        #expect(
            try await Self.functions(of: app) == [
                "6 run - -", "7 edit 60 -", "8 long 90 xlarge", "11 short 30 -", "13 other 40 -", "16 sometimes - -", "18 renamed - -",
                "20 counted an expression -", "21 stream - - async", "22 lambda 15 -", "25 self.run seconds_of -",
            ]
        )
    }

    @Test("what is made of spaces.GPU, and what only looks like it, is no function")
    func noFunctions() async throws {
        let app = """
            import spaces
            SECONDS = 90
            decorator = spaces.GPU
            timed = spaces.GPU(duration=SECONDS)
            spaces.GPU(SECONDS)
            card = GPU(device)
            other.spaces.GPU(run)
            """
        #expect(try await Self.functions(of: app).isEmpty)
    }

    @Test("the main block of a file that is only imported does not run at the start")
    func mainBlocks() async throws {
        let text = Array("if __name__ == \"__main__\":\n    model = Net().cuda()\n".utf8)
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let sources = try await reader.read(["app.py": text, "net.py": text], started: ["app.py"]).sources
        #expect(sources["app.py"]?.cudaCalls.map(\.isTopLevel) == [true])
        #expect(sources["net.py"]?.cudaCalls.map(\.isTopLevel) == [false])
    }

    @Test("what is downloaded into a directory is loaded from there")
    func localDirectory() async throws {
        let app = """
            place = "ckpts"
            snapshot_download(repo_id="owner/model", local_dir=f"{place}/model")
            snapshot_download(repo_id="owner/other", local_dir=place)
            pipe = Pipe.from_pretrained(place)
            part = Part.from_pretrained(f"{place}/model")
            far = Part.from_pretrained("owner/third")
            """
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let calls = try #require(try await reader.read(["app.py": Array(app.utf8)], started: []).sources["app.py"]).hubCalls
        #expect(calls.map(\.repository) == ["owner/model", "owner/other", nil, nil, "owner/third"])
        #expect(calls.map(\.isLocal) == [false, false, true, true, false])
    }

    @Test("what a function downloads counts at the start if the file calls it while it is loaded")
    func calledFunctions() async throws {
        let app = """
            class Model:
                def __init__(self):
                    self.weights = hf_hub_download(repo_id="owner/init", filename="x")
                def run(self):
                    return hf_hub_download(repo_id="owner/run", filename="x")
            def load():
                return inner()
            def inner():
                return snapshot_download("owner/inner")
            def never():
                return snapshot_download("owner/never")
            model = Model()
            late = lambda: never()
            button.click(never)
            if __name__ == "__main__":
                load()
            """
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let text = Array(app.utf8)
        let sources = try await reader.read(["app.py": text, "other.py": text], started: ["app.py"]).sources
        func early(_ file: String) -> [String?] { sources[file]?.hubCalls.filter(\.isTopLevel).map(\.repository) ?? [] }
        #expect(early("app.py") == ["owner/init", "owner/inner"])
        #expect(early("other.py") == ["owner/init"])
        #expect(sources["app.py"]?.hubCalls.count == 4)
    }

    @Test(
        "a method counts at the start if it is called then, on whatever the object is known by; what opens an address of the Hub loads it"
    )
    func calledMethods() async throws {
        let app = """
            import helper as h
            from package import Net, tools
            class Model(Net):
                def __init__(self):
                    self.prepare()
                def prepare(self):
                    return hf_hub_download(repo_id="owner/prepare", filename="x")
                def run(self):
                    return hf_hub_download(repo_id="owner/run", filename="x")
                def never(self):
                    return hf_hub_download(repo_id="owner/never", filename="x")
            model = Model()
            model.run()
            tools.fetch()
            h.load()
            threading.Thread(target=background).start()
            weights = cached_path("hf://owner/weights/a/b.safetensors")
            table = pandas.read_parquet("hf://datasets/owner/table@abc/x.parquet")
            other = cached_path(f"hf://owner/{name}/x")
            label = print("hf://owner/none/x")
            @app.on_event("startup")
            def started():
                return snapshot_download("owner/started")
            def background():
                return snapshot_download("owner/background")
            """
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let source = try #require(try await reader.read(["app.py": Array(app.utf8)], started: ["app.py"]).sources["app.py"])
        let early = source.hubCalls.filter(\.isTopLevel).map { $0.repository ?? "?" }
        #expect(
            Set(early) == [
                "owner/prepare", "owner/run", "owner/weights", "owner/table", "?", "owner/started", "owner/background",
            ]
        )
        #expect(source.hubCalls.first { $0.repository == "owner/table" }?.revision == "abc")
        #expect(source.hubCalls.first { $0.repository == "owner/weights" }?.file == "a/b.safetensors")
        let imported = source.calls.filter { $0.path != nil }
        #expect(Set(imported.map { "\($0.path ?? "") \($0.name)" }) == ["helper load", "package tools.fetch", "package Net"])
        #expect(imported.first { $0.name == "Net" }?.owner == "Model")
    }

    @Test("Streamlit's secrets, settings classes and tables of constants are read for what they are")
    func secretsAndTables() async throws {
        let app = """
            SOURCES, NAMES = ["hf://owner/none/x"], 3
            ADDRESSES = ["hf://owner/weights/w.bin", "x"]
            MODELS = {"small": "owner/small"}
            weights = cached_path(ADDRESSES[0])
            unknown = cached_path(path)
            model = AutoModel.from_pretrained(MODELS["small"])
            other = AutoModel.from_pretrained(MODELS["large"])
            first = st.secrets["FIRST_KEY"]
            second = st.secrets.get("SECOND_KEY")
            third = st.secrets.THIRD_KEY
            names = st.secrets.keys()
            if "FOURTH_KEY" in st.secrets:
                fourth = st.secrets["FOURTH_KEY"]
            class Settings(BaseSettings):
                api_key: str
                model_config = SettingsConfigDict(extra="ignore")
            class Prefixed(BaseSettings):
                model_config = SettingsConfigDict(env_prefix="APP_")
                token: str
            """
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let source = try #require(try await reader.read(["app.py": Array(app.utf8)], started: ["app.py"]).sources["app.py"])
        #expect(source.hubCalls.map(\.repository) == ["owner/weights", nil, "owner/small", nil])
        #expect(source.variables.map(\.name) == ["FIRST_KEY", "SECOND_KEY", "THIRD_KEY", "FOURTH_KEY", "API_KEY"])
        #expect(source.variables.map(\.isRequired) == [true, false, true, true, true])
        #expect(source.variables.map(\.isConditional) == [false, false, false, true, false])
    }

    @Test("a variable is read by many names, and is demanded where its lack ends the start")
    func variableReads() async throws {
        let app = """
            import os, sys
            from os import environ as env
            from decouple import config
            from environs import Env
            from pydantic import Field
            A = env["A_KEY"]
            B = config("B_KEY")
            C = config("C_KEY", default="")
            D = os.environ.pop("D_KEY")
            E = os.environ.pop("E_KEY", None)
            if "F_KEY" not in os.environ: raise SystemExit("no F_KEY")
            token = os.getenv("G_KEY")
            if not token or not os.getenv("H_KEY", ""):
                sys.exit(1)
            assert os.environ.get("I_KEY"), "set I_KEY"
            reader = Env()
            J = reader.str("J_KEY")
            mode = os.getenv("MODE", "demo")
            if not mode: raise ValueError("no mode")
            if "K_KEY" in os.environ: print("there")
            stripped = os.getenv("P_KEY", "").strip()
            if not stripped: sys.exit("set P_KEY")
            class Settings(BaseSettings):
                l_key: str
                m: str = Field(..., alias="M_KEY")
                n_key: str = Field(default="")
                o_key: str | None
            settings = Settings()
            """
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let source = try #require(try await reader.read(["app.py": Array(app.utf8)], started: ["app.py"]).sources["app.py"])
        let names = Set(source.variables.map(\.name))
        let demanded = Set(source.variables.filter { $0.isRequired && $0.isTopLevel && !$0.isConditional }.map(\.name))
        #expect(names == Set("ABCDEFGHIJKLMNOP".map { "\($0)_KEY" } + ["MODE"]))
        #expect(demanded == Set("ABDFGHIJLMP".map { "\($0)_KEY" }))
    }

    @Test("variables by a loop, a list, and a function of the app's own that reads what it is told")
    func variablesByName() async throws {
        let app = """
            import os, sys
            from huggingface_hub import hf_hub_download as fetch
            REQUIRED = ["A_KEY", "B_KEY"]
            HINTS = {"C_KEY": "see there"}
            for name in ("D_KEY", "E_KEY"):
                if not os.getenv(name):
                    raise RuntimeError(name)
            missing = [key for key in REQUIRED if not os.environ.get(key)]
            if missing:
                sys.exit(1)
            for key, hint in HINTS.items():
                if key not in os.environ:
                    raise SystemExit(hint)
            assert all(os.getenv(key) for key in ("F_KEY",))
            settings = {key: os.environ[key] for key in ["G_KEY"]}
            def need(name, default=None):
                value = os.getenv(name)
                if not value:
                    raise RuntimeError(name)
                return value
            H = need("H_KEY")
            I = need("I_KEY", "x")
            J = os.environ.get("J_KEY") or exit("set J_KEY")
            if not (k := os.getenv("K_KEY")):
                raise ValueError("no K_KEY")
            optional = {key: os.getenv(key) for key in ("L_KEY",)}
            for key in names():
                os.getenv(key)
            fetch("owner/weights", "w.bin")
            """
        let reader = AppSourceReader(environment: ToolEnvironment(ProcessInfo.processInfo.environment))
        let source = try #require(try await reader.read(["app.py": Array(app.utf8)], started: ["app.py"]).sources["app.py"])
        let demanded = Set(source.variables.filter { $0.isRequired && $0.isTopLevel && !$0.isConditional }.map(\.name))
        #expect(Set(source.variables.map(\.name)) == Set("ABCDEFGHIJKL".map { "\($0)_KEY" }))
        #expect(demanded == Set("ABCDEFGHJK".map { "\($0)_KEY" }))
        #expect(source.hubCalls.map(\.repository) == ["owner/weights"])
    }
}
