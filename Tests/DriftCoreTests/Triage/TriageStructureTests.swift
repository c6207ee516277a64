import DriftCore
import DriftTesting
import Testing

@Suite("Triage by structure")
struct TriageStructureTests {
    private static let start = "===== Application Startup at 2026-03-01 10:00:00 =====\n\n"
    private static let failedBuild = """
        ===== Build Queued at 2026-03-01 09:00:00 / Commit SHA: c515370 =====

        --> RUN pip install x
        ERROR: No matching distribution found for x

        --> ERROR: process "/bin/sh -c pip install x" did not complete successfully: exit code: 1

        """

    @Test("the last section counts, by the banners' times")
    func lastSection() {
        let healthy = Self.start + "Running on local URL:  http://0.0.0.0:7860\n"
        #expect(Self.bucket(Self.failedBuild + healthy) == .none)
        let later = Self.failedBuild.replacing("09:00:00", with: "11:00:00")
        #expect(Self.bucket(healthy + later) == .stuck)
        // Builds come first in a capture, also where the run is older.
        #expect(Triage.verdict(on: [TriageText(later), TriageText(healthy)]).bucket == .stuck)
        #expect(Triage.verdict(on: [TriageText(later), TriageText(healthy)]).evidence.first?.log == 0)
    }

    @Test("a build that was pushed is healthy, one that ends before is stuck")
    func builds() {
        let head = "===== Build Queued at 2026-03-01 09:00:00 / Commit SHA: c515370 =====\n\n--> RUN pip install x\nCollecting x\n"
        #expect(Self.bucket(head) == .stuck)
        #expect(Self.bucket(head + "ERROR: Read timed out\nSuccessfully installed x-1\nDONE 2s\n\n--> Pushing image\nDONE 1.0s\n") == .none)
    }

    @Test("a traceback ends an app only if nothing follows, and it never served or its main script failed")
    func tracebacks() {
        let traceback = """
            Traceback (most recent call last):
              File "/app/app.py", line 3, in <module>
                import flash_attn
            ModuleNotFoundError: No module named 'flash_attn'

            """
        #expect(Self.bucket(Self.start + traceback) == .stuck)
        #expect(Self.bucket(Self.start + traceback + (1...8).map { "loading part \($0)\n" }.joined()) == .none)
        let up = Self.start + "Running on local URL:  http://0.0.0.0:7860\n"
        #expect(Self.bucket(up + traceback) == .stuck)
        #expect(Self.bucket(up + traceback + (1...8).map { "loading part \($0)\n" }.joined()) == .none)
        #expect(Self.bucket(up + traceback.replacing("in <module>", with: "in load")) == .none)
        // Who stops an app ends its main script as well.
        let stopped = traceback.replacing("ModuleNotFoundError: No module named 'flash_attn'", with: "KeyboardInterrupt")
        #expect(Self.bucket(up + stopped) == .none)
        #expect(Self.bucket("Exit code: 1. Reason: " + traceback + "\nContainer logs:\n\n" + Self.start + traceback) == .stuck)
    }

    @Test(
        "the last request of an app that serves tells what would fail again, and nothing of what its visitor gave",
        arguments: [
            ("/site-packages/gradio_client/client.py", "predict", "ValueError: Could not find fn_index", TriageBucket.interface),
            (
                "/site-packages/transformers/cache_utils.py", "get", "AttributeError: 'DynamicCache' object has no attribute 'seen_tokens'",
                .drift
            ),
            ("/site-packages/a/b.py", "<module>", "ImportError: cannot import name 'x' from 'c' (/site-packages/c/__init__.py)", .drift),
            ("/home/user/app/app.py", "run", "TypeError: f() got an unexpected keyword argument 'style'", .drift),
            ("/home/user/app/app.py", "run", "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 30.00 MiB.", .worker),
            ("/usr/lib/python3.10/os.py", "__getitem__", "KeyError: 'API_KEY'", .none),
            ("/usr/lib/python3.10/os.py", "__getitem__", "  raise KeyError(key) from None\nKeyError: 'API_KEY'", .stuck),
            ("/home/user/app/app.py", "run", "gradio.exceptions.Error: 'the prompt is empty'", .none),
            ("/home/user/app/app.py", "run", "ValueError: height must be a multiple of 8", .none),
            ("/site-packages/PIL/Image.py", "open", "PIL.UnidentifiedImageError: cannot identify image file 'a.png'", .none),
            ("/site-packages/numpy/a.py", "f", "AttributeError: 'NoneType' object has no attribute 'shape'", .none),
        ]
    )
    func requests(path: String, function: String, exception: String, bucket: TriageBucket) {
        let request = """
            Traceback (most recent call last):
              File "/usr/local/lib/python3.10/site-packages/gradio/queueing.py", line 626, in process_events
                response = await route_utils.call_process_api(
              File "\(path)", line 3, in \(function)
            \(exception)

            """
        let up = Self.start + "* Running on local URL:  http://0.0.0.0:7860\n"
        #expect(Self.bucket(up + request) == bucket)
        #expect(Self.bucket(up + request + (1...8).map { "step \($0) of 8\n" }.joined()) == .none, "the app went on")
    }

    @Test("a server that says that the app's start failed has ended, though it printed its address first")
    func startupFailure() {
        let log =
            Self.start + """
                INFO:     Uvicorn running on http://0.0.0.0:7860 (Press CTRL+C to quit)
                INFO:     Waiting for application startup.
                ERROR:    Traceback (most recent call last):
                  File "/opt/conda/lib/python3.10/site-packages/starlette/routing.py", line 732, in lifespan
                    async with self.lifespan_context(app) as maybe_state:
                  File "/home/user/app/main.py", line 31, in lifespan
                    app.model = load()
                FileNotFoundError: [Errno 2] No such file or directory: 'model.yaml'

                ERROR:    Application startup failed. Exiting.

                """
        let verdict = Triage.verdict(on: [TriageText(log)])
        #expect(verdict.bucket == .stuck && verdict.layer == .health)
        #expect(verdict.evidence.contains { $0.text.hasPrefix("FileNotFoundError") })
        #expect(Self.bucket(log + "INFO:     Application startup complete.\n") == .none)
    }

    @Test(
        "a page that lost its line ends is read frame by frame",
        arguments: [
            ("from utils import ( ImportError: cannot import name 'x' from 'utils' (/home/user/app/utils.py)", TriageBucket.stuck),
            (
                "import cv2 File \"/site-packages/cv2/__init__.py\", line 8, in <module> from .cv2 import * ImportError: libGL.so.1: cannot open shared object file: No such file",
                .drift
            ),
            (
                "demo.launch(mcp_server=True) TypeError: Blocks.launch() got an unexpected keyword argument 'mcp_server' Launching Gradio Interface...",
                .drift
            ),
            (
                "f() KeyError: 'a' During handling of the above exception, another exception occurred: Traceback (most recent call last): File \"/home/user/app/app.py\", line 9, in g import streamlit ModuleNotFoundError: No module named 'streamlit'",
                .stuck
            ),
            ("import os; login(os.getenv('TOKEN')) TypeError: expected string, got NoneType", .stuck),
        ]
    )
    func collapsed(rest: String, bucket: TriageBucket) {
        let head =
            "runtime error\n\nExit code: 1. Reason: Traceback (most recent call last): File \"/home/user/app/app.py\", line 3, in <module> "
        let verdict = Triage.verdict(on: [TriageText(head + rest + "\n\nContainer logs:\n\nFetching error logs...\n")])
        #expect(verdict.bucket == bucket, "\(verdict.rule ?? "-")")
        #expect(verdict.rule != "exception.uncaught")
    }

    @Test("evidence of a page on one long line is what decided, not the page's beginning")
    func evidenceOfLongLine() {
        let frames = (1...20).map { "File \"/usr/local/lib/python3.10/site-packages/a/b\($0).py\", line \($0), in f return g(x) " }.joined()
        let page =
            "Exit code: 1. Reason: Traceback (most recent call last): \(frames)TypeError: f() got an unexpected keyword argument 'style'\n"
        let verdict = Triage.verdict(on: [TriageText(page)])
        #expect(verdict.bucket == .drift)
        #expect(verdict.evidence.first?.text.contains("TypeError: f() got an unexpected") == true, "\(verdict.evidence)")
    }

    @Test("an exception that a sentence names is one, if the text is short and says nothing else")
    func embedded() {
        #expect(Self.bucket("runtime error : KeyError: 'API_TOKEN' when I duplicate the Space\n") == .stuck)
        #expect(Self.bucket("2026-03-01 10:00:00 WARNING KeyError: 'HF_TOKEN' is not set, anonymous access\n") == .none)
    }

    @Test("a missing module of the app's is no drift; one that a package misses is")
    func missingModules() {
        let own =
            "Traceback (most recent call last):\n  File \"/app/app.py\", line 1, in <module>\n    import torch\nModuleNotFoundError: No module named 'torch'\n"
        #expect(Self.bucket(Self.start + own) == .stuck)
        let inside = own.replacing(
            "import torch\n",
            with: "import a\n  File \"/usr/local/lib/python3.13/site-packages/a/b.py\", line 1, in <module>\n    import torch\n"
        )
        #expect(Self.bucket(Self.start + inside) == .drift)
    }

    @Test("behind a worker's error stands the exception of the worker")
    func workerCause() {
        let log =
            Self.start + """
                * Running on local URL:  http://0.0.0.0:7860
                Traceback (most recent call last):
                  File "/usr/local/lib/python3.10/site-packages/spaces/zero/wrappers.py", line 256, in thread_wrapper
                    res = future.result()
                  File "/home/user/app/app.py", line 30, in generate
                    return pipe(prompt)
                ValueError: the height must be a multiple of 16
                Traceback (most recent call last):
                  File "/usr/local/lib/python3.10/site-packages/gradio/queueing.py", line 625, in process_events
                    response = await route_utils.call_process_api(
                  File "/usr/local/lib/python3.10/site-packages/spaces/zero/wrappers.py", line 214, in gradio_handler
                    raise error("ZeroGPU worker error", res.error_cls)
                gradio.exceptions.Error: 'ValueError'

                """
        let verdict = Triage.verdict(on: [TriageText(log)])
        #expect(verdict.bucket == .worker)
        #expect(verdict.summary.hasSuffix("ValueError: the height must be a multiple of 16"))
        #expect(verdict.evidence.contains { $0.text == "ValueError: the height must be a multiple of 16" })
    }

    @Test("ten thousand lines of an app's chatter say nothing", arguments: [true, false])
    func chatter(hasBanner: Bool) {
        var random = SplitMix64(seed: 6)
        let lines = [
            "INFO:     10.16.4.2:1000 - \"GET /config HTTP/1.1\" 200 OK",
            "INFO:     10.16.4.2:1000 - \"GET /nope HTTP/1.1\" 404 Not Found",
            "2026-03-01 10:00:00 - httpx - INFO - HTTP Request: POST http://device-api.zero/release?fail=true \"HTTP/1.1 404 Not Found\"",
            "user: is my quota exceeded? You have exceeded your GPU quota (60s requested vs. 5s left)",
            "prompt: explain 'No CUDA GPUs are available' and ImportError: cannot import name 'HfFolder' from 'huggingface_hub'",
            "Traceback (most recent call last):\n  File \"/app/app.py\", line 30, in fetch\n    requests.get(url)\nrequests.exceptions.ReadTimeout: Read timed out.\nretrying in 5 s",
            "Traceback (most recent call last):\n  File \"/app/app.py\", line 3, in load\n    import xformers\nModuleNotFoundError: No module named 'xformers'\nusing the slow path",
            "WARNING: KeyError: 'HF_TOKEN' is not set, anonymous access",
        ]
        var text = hasBanner ? Self.start : ""
        text += "Running on local URL:  http://0.0.0.0:7860\n"
        for _ in 0..<10_000 { text += lines[Int(random.next() % UInt64(lines.count))] + "\n" }
        #expect(Self.bucket(text) == .none)
    }

    @Test("a known break is claimed by the versions: verified, unverified, or contradicted")
    func knownBreaks() throws {
        let text = TriageText(
            "ImportError: cannot import name 'HfFolder' from 'huggingface_hub' (/usr/local/lib/python3.10/site-packages/huggingface_hub/__init__.py)\n"
        )
        let name = try #require(PackageName("huggingface-hub"))
        for (version, confidence, isVerified) in [
            ("1.4.1", TriageConfidence.high, true), (nil, .medium, false), ("0.36.2", .low, nil),
        ] as [(String?, TriageConfidence, Bool?)] {
            var reading = EnvironmentReading()
            reading.packages = [ResolvedPackage(release: Release(name: name, version: version), evidence: Evidence(kind: .log))]
            let verdict = Triage.verdict(on: [text], reading: reading)
            #expect(verdict.bucket == .drift)
            #expect(verdict.confidence == confidence)
            #expect(verdict.knownBreak?.isVerified == isVerified)
        }
    }

    @Test("any bytes give a verdict")
    func anyBytes() {
        var random = SplitMix64(seed: 17)
        let pieces =
            TriageRules.all.flatMap(\.needles) + [
                "\n", "===== Build Queued at", "Exit code: 1. Reason: ", "Traceback (most recent call last):", "File \", line ", ": ",
            ]
        for _ in 0..<300 {
            var bytes: [UInt8] = []
            for _ in 0..<20 {
                if random.next() % 2 == 0 {
                    bytes += Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
                } else {
                    bytes.append(UInt8(truncatingIfNeeded: random.next()))
                }
            }
            let verdict = Triage.verdict(on: [TriageText(bytes: bytes), TriageText(bytes: [])])
            #expect(verdict.evidence.allSatisfy { $0.log == 0 && $0.line >= 1 })
        }
    }

    private static func bucket(_ text: String) -> TriageBucket { Triage.verdict(on: [TriageText(text)]).bucket }
}
