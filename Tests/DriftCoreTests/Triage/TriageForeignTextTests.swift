import DriftCore
import DriftTesting
import Testing

/// Texts that are no Space's own log: other clients, other builders, other machines, and logs that were cut.
@Suite("Triage of texts from elsewhere")
struct TriageForeignTextTests {
    private static func verdict(_ text: String) -> TriageVerdict { Triage.verdict(on: [TriageText(text)]) }

    @Test("a log that was cut at a traceback's head ended there; one whose server answers did not")
    func cutAtHeader() {
        let head = "loading weights\nIgnored error while writing refs/main\nTraceback (most recent call last):\n"
        #expect(Self.verdict(head).bucket == .stuck)
        #expect(Self.verdict(head).layer == .health)
        let serving = "Running on local URL:  http://0.0.0.0:7860\n" + head
        #expect(Self.verdict(serving).bucket == .none)
    }

    @Test("long text that is no log is not called an app's ordinary one")
    func noLog() {
        var random = SplitMix64(seed: 7)
        let noise = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(Triage.verdict(on: [TriageText(String(decoding: noise, as: UTF8.self))]).bucket == .unknown)
        #expect(Self.verdict(String(repeating: "It was a bright cold day in April.\n", count: 500)).bucket == .unknown)
    }

    @Test("what a library asks of a server is no line of the app's own server")
    func outgoingRequest() {
        let end =
            "Traceback (most recent call last):\n  File \"/app/start.py\", line 8, in <module>\n    main()\nsqlite3.OperationalError: no such column\n"
        let asked = "https://pypi.org:443 \"GET /pypi/x/json HTTP/1.1\" 200 549\n"
        #expect(Self.verdict("Starting\n" + asked + end.replacing("in <module>", with: "in run")).bucket == .stuck)
        let answered = "10.16.1.9:443 - \"GET /config HTTP/1.1\" 200\n"
        #expect(Self.verdict(answered + end.replacing("in <module>", with: "in run")).bucket == .none)
    }

    @Test("a log that lost all its line ends is judged like the log")
    func oneLine() {
        let start = "===== Application Startup at 2026-03-01 10:00:00 ===== "
        let traceback =
            "Traceback (most recent call last): File \"/app/app.py\", line 3, in <module> import audioop ModuleNotFoundError: No module named 'audioop'"
        #expect(Self.verdict(start + traceback + "\n").bucket == .drift)
        #expect(Self.verdict(start + "\n").bucket == .none)
        let timeout = "Running on local URL:  http://127.0.0.1:7860, with SSR Launch timed out, workload was not healthy after 30 min"
        #expect(Self.verdict(timeout + "\n").layer == .health)
        let build =
            "===== Build Queued at 2026-03-01 09:00:00 / Commit SHA: c515370 =====  --> RUN pip install x DONE 2.0s  --> Pushing image DONE 1.0s"
        #expect(Self.verdict(build + "\n").bucket == .none)
    }

    @Test("paths of Windows are paths")
    func backslashes() {
        let text =
            "AttributeError  Traceback (most recent call last)\nc:\\work\\lib\\gradio\\external.py in get_spaces(name)\n--> 300 json.loads(x)\n\nAttributeError: 'NoneType' object has no attribute 'group'\n"
        #expect(Self.verdict(text).bucket == .interface)
    }

    @Test(
        "BuildKit's own progress tells of the step that failed; a logger in brackets does not",
        arguments: [
            (" => CACHED [2/4] RUN apt-get update\n => ERROR [3/4] COPY models/ models/\n", TriageBucket.stuck),
            ("ERROR [stage-1 4/7] COPY dist/x.tgz x.tgz\n", .stuck),
            ("2026-01-02 10:00:00 ERROR [alembic.env] retrying\n2026-01-02 10:00:01 INFO [alembic.env] connected\n", .unknown),
        ]
    )
    func progress(text: String, bucket: TriageBucket) {
        #expect(Self.verdict(text).bucket == bucket)
        if bucket == .stuck { #expect(Self.verdict(text).layer == .build) }
    }

    @Test("a framework that fails in its own code is of another release; a visitor's value is not")
    func framework() {
        let begin = "  File \"/opt/lib/python3.11/site-packages/gradio/routes.py\", line 686, in queue_join\n    await push()\n"
        let own = "  File \"/opt/lib/python3.11/site-packages/gradio/queueing.py\", line 217, in push\n    event = self.events[name]\n"
        let app = "  File \"/app/app.py\", line 12, in predict\n    return words[name]\n"
        #expect(Self.verdict(begin + own + "KeyError: '5364'\n").bucket == .drift)
        #expect(Self.verdict(begin + app + "KeyError: '5364'\n").bucket != .drift)
    }

    @Test(
        "a refused quota is told whoever quotes it, and another service's is another thing",
        arguments: [
            ("\"exceeded your ZeroGPU quota (120s requested vs 0s left)\"\n", TriageBucket.quota),
            ("failed: exceeded your Pro GPU quota\n", .quota),
            ("requested GPU duration (450s) > maximum allowed\n", .duration),
        ]
    )
    func quota(text: String, bucket: TriageBucket) {
        #expect(Self.verdict(text).bucket == bucket)
    }

    @Test("pip's own traceback behind a wheel that failed belongs to the build")
    func pipTraceback() {
        let text =
            "  Building wheel for tool (PEP 517) ... error\n  ERROR: Failed building wheel for tool\nException information:\nTraceback (most recent call last):\n  File \"C:\\Python310\\lib\\site-packages\\pip\\_internal\\cli\\base_command.py\", line 224, in _main\n    status = self.run(options, args)\npip._internal.exceptions.InstallationError: no wheel\nFetching project page\nGetting page x\nFound index url y\nStarting\nStarting\n"
        #expect(Self.verdict(text).layer == .build)
    }

    @Test("a notebook names the exception in its first line, and a path may have blanks")
    func notebookHeader() {
        let text =
            "KeyError                                  Traceback (most recent call last)\nFile c:\\users\\ada lovelace\\x.py:877\n    874 a = 1\n--> 877 b = f()\n"
        #expect(Self.verdict(text).bucket == .stuck)
        #expect(Self.verdict("-----------------\n" + text).bucket == .stuck)
    }

    @Test(
        "advice to upgrade is no failure, a service's own answer is one",
        arguments: [
            ("You are using gradio version 4.26.0, however version 4.29.0 is available, please upgrade.\n", TriageBucket.none),
            ("{\"error\":{\"message\":\"\",\"code\":503,\"status\":\"Service Unavailable\"}}\n", .stuck),
            ("Quota ZeroGPU épuisé\n", .quota), ("the ZeroGPU Spaces are listed here\n", .unknown),
        ]
    )
    func shortTexts(text: String, bucket: TriageBucket) {
        #expect(Self.verdict(text).bucket == bucket)
    }

    @Test("an API's own limit is no GPU quota")
    func otherQuota() {
        let text = "openai.RateLimitError: Error code: 429 - You exceeded your current quota, please check your plan (GPU pool)\n"
        #expect(Self.verdict(text).bucket != .quota)
    }

    @Test(
        "an answer that an API's route gave is a call's, in whatever client's words",
        arguments: [
            "event: error\ndata: \"404: Session not found.\"\n",
            "Error: `POST https://demo.example.org/queue/join` resulted in a `404 Not Found` response:{\"detail\":\"Not Found\"}\n",
        ]
    )
    func answers(text: String) {
        #expect(Self.verdict(text).bucket == .interface)
    }

    @Test("an app that answers its own page with an error fails everybody; one whose page works fails a visitor")
    func ownPage() {
        let up = "INFO:     Application startup complete.\nINFO:     Uvicorn running on http://0.0.0.0:7860 (Press CTRL+C to quit)\n"
        let traceback = """
            ERROR:    Exception in ASGI application
            Traceback (most recent call last):
              File "/usr/local/lib/python3.12/site-packages/uvicorn/protocols/http/httptools_impl.py", line 409, in run_asgi
                result = await app(
              File "/usr/local/lib/python3.12/site-packages/starlette/responses.py", line 346, in __call__
                raise RuntimeError(f"File at path {self.path} does not exist.")
            RuntimeError: File at path /app/index.html does not exist.

            """
        let page = Self.verdict(up + "INFO:     10.16.27.106:64147 - \"GET / HTTP/1.1\" 500 Internal Server Error\n" + traceback)
        #expect(page.bucket == .stuck)
        #expect(page.layer == .health)
        #expect(page.rule == "structure.page-failed")
        let other = Self.verdict(up + "INFO:     10.16.27.106:64147 - \"GET /report/7 HTTP/1.1\" 500 Internal Server Error\n" + traceback)
        #expect(other.bucket == .none)
    }

    @Test("a framework that is being imported serves nobody yet")
    func cutImport() {
        let text = """
            ===== Application Startup at 2026-05-24 06:55:18 =====

            Traceback (most recent call last):
              File "/app/app.py", line 7, in <module>
                import gradio as gr
              File "/usr/local/lib/python3.11/site-packages/gradio/routes.py", line 69, in <module>
                from gradio import ranged_response, route_utils, utils, wasm_utils
              File "/usr/local/lib/python3.11/site-packages/gradio/oauth.py", line 13, in <module>

            """
        #expect(Self.verdict(text).bucket == .drift)
    }

    @Test("what files of the app's own ask of each other in a circle is no package's fault")
    func circle() {
        let own = "ImportError: cannot import name 'app' from partially initialized module 'server.app'"
        #expect(Self.verdict(own + "\n").bucket == .stuck)
        let installed = own + " (most likely due to a circular import) (/usr/local/lib/python3.11/site-packages/server/app.py)\n"
        #expect(Self.verdict(installed).bucket == .drift)
    }

    @Test("a build backend's traceback is of the build, however it was cut")
    func buildBackend() {
        let text = """
            Traceback (most recent call last):
              File "<string>", line 11, in <module>
              File "/workspace/.venv/lib/python3.12/site-packages/setuptools/build_meta.py", line 432, in build_wheel
                return _build(['bdist_wheel'])
              File "/workspace/.venv/lib/python3.12/site-packages/torch/utils/cpp_extension.py", line 1347, in CU

            """
        #expect(Self.verdict(text).bucket == .stuck)
        #expect(Self.verdict(text).layer == .build)
    }

    @Test("a clone whose large files did not come is the repository's")
    func largeFiles() {
        let text = "error: external filter 'git-lfs filter-process' failed\nfatal: x.bin: smudge filter lfs failed\n"
        #expect(Self.verdict(text).layer == .repository)
    }

    @Test("pip's own traceback is of the build; an attribute that is missing is, also where its name was cut off")
    func cutEnds() {
        let pip = """
            ERROR: Command "python setup.py egg_info" failed with error code 1 in /tmp/pip-req-build-5eqv82al/
            Exception information:
            Traceback (most recent call last):
              File "/opt/conda/lib/python3.6/site-packages/pip/_internal/cli/base_command.py", line 178, in main
                status = self.run(options, args)
              File "/opt/conda/lib/python3.6/site-packages/pip/_internal

            """
        #expect(Self.verdict(pip).layer == .build)
        let title =
            "Traceback (most recent call last): File \"D:\\AI\\server.py\", line 685, in <module> demo.load(update, [first, last], AttributeError: 'dict' object has\n"
        #expect(Self.verdict(title).bucket == .drift)
    }

    @Test("a page's title, or what somebody says of it, stands back behind the exception that is there")
    func titles() {
        let raised = """
            Traceback (most recent call last):
              File "/home/user/app/app.py", line 3, in <module>
                from box import lid
            ImportError: cannot import name 'lid' from 'box' (/usr/local/lib/python3.10/site-packages/box/__init__.py)

            """
        for title in [
            "Space failed to start. Exit code: 1\n\n", "Runtime error\nSpace failed. Exit code: 1. Reason: ",
            "Mine is stuck on building:\n",
        ] {
            #expect(Self.verdict(title + raised).bucket == .drift, "\(title)")
        }
        #expect(Self.verdict("Space failed to start. Exit code: 1\n").layer == .health)
        let missing = "Space failed. Exit code: 1. Reason: KeyError: 'OPENAI_API_KEY'\n"
        #expect(Self.verdict(missing).rule == "exception.missing-secret")
        let chat = "runtime error\nExit code: 1. Reason: Killed\nuser: what is KeyError: 'OPENAI_API_KEY' about?\n"
        #expect(Self.verdict(chat).rule != "exception.missing-secret")
    }

    @Test(
        "an exception is read in brackets, in a sentence without its name, and by a frame of what alone can raise it",
        arguments: [
            "it says\n[TypeError: BlockContext.__init__() got an unexpected keyword argument 'theme'\n",
            "Fehler: unexpected keyword argument 'css'\n",
            "gr.Image().style()，AttributeError: 'Image' object has no attribute 'style'.还有\n",
            "'Button' object has no attribute 'style'\n",
            "  File \"/opt/lib/python3.11/site-packages/gradio_client/utils.py\", line 911, in _json_schema_to_python_type\n    type_ = get_type(sch\n",
            "Failed to import x.trainer because of the following error: No module named 'torch._six'\n",
        ]
    )
    func looseExceptions(text: String) {
        #expect(Self.verdict(text).bucket == .drift)
    }

    @Test("an app that serves, and cannot open the browser that it needs, fails everybody; a module that is missing is no release's")
    func browser() {
        let text =
            "Scraper running on port 7860\n[scraper] error: browserType.launch: Executable doesn't exist at /home/user/.cache/ms-playwright/chromium-1/x\n"
        #expect(Self.verdict(text).layer == .health)
        #expect(Self.verdict("the worker says: No module named 'torch'\n").bucket == .stuck)
        let quoted = "INFO: \"GET / HTTP/1.1\" 200 OK\nuser: why does it say BrowserType.launch: Executable doesn't exist?\n"
        #expect(Self.verdict(quoted).bucket == .none)
    }
}
