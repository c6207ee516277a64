import DriftCore
import Testing

/// Messages that go on for lines, texts that only speak of a failure, and words that two failures share.
@Suite("Triage of long messages, advice and shared words")
struct TriageMessageTests {
    private static func verdict(_ text: String) -> TriageVerdict { Triage.verdict(on: [TriageText(text)]) }
    private static let start = "===== Application Startup at 2026-01-09 10:00:00 =====\n\nTraceback (most recent call last):\n"

    @Test(
        "a library that refuses a value speaks of another release only where its words do",
        arguments: [
            (
                "sklearn/utils/validation.py", "ValueError: Found array with 0 sample(s) (shape=(0, 4)) while a minimum of 1 is required.",
                false
            ),
            ("pandas/core/indexes/range.py", "ValueError: 'price' is not in range", false),
            ("numpy/_core/fromnumeric.py", "ValueError: cannot reshape array of size 12 into shape (5,3)", false),
            ("sklearn/utils/_array_api.py", "ValueError: could not convert string to float: 'n/a'", false),
            ("PIL/Image.py", "ValueError: images do not match", false),
            (
                "transformers/models/auto/configuration_auto.py",
                "ValueError: The checkpoint you are trying to load has model type `qwen9` but Transformers does not recognize this architecture.",
                true
            ),
            ("keras/src/saving/saving_api.py", "ValueError: Keras 3 only supports V3 `.keras` files and legacy H5 format files", true),
            ("gradio/components/plot.py", "ValueError: Unknown value for `format`", true),
        ]
    )
    func libraryValues(path: String, message: String, isDrift: Bool) {
        let text = """
              File "/home/user/app/app.py", line 9, in <module>
                model = load(table)
              File "/usr/local/lib/python3.12/site-packages/\(path)", line 77, in load
                raise error
            \(message)

            """
        #expect((Self.verdict(Self.start + text).bucket == .drift) == isDrift)
    }

    @Test(
        "a runtime's last word ends an app that never served, whatever its language",
        arguments: [
            "Exception in thread \"main\" java.lang.UnsupportedClassVersionError: com/acme/Main\n\tat java.base/java.lang.ClassLoader.defineClass1(Native Method)\n",
            "/usr/local/bundle/gems/bootsnap.rb:30:in `require': cannot load such file -- sinatra (LoadError)\n\tfrom app.rb:1:in `<main>'\n",
            "ERROR: LoadError: ArgumentError: Package Genie not found in current path.\n- Run `import Pkg; Pkg.add(\"Genie\")`\n",
            "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Api'.\n   at Program.Main()\n",
            "thread 'main' panicked at src/main.rs:22:41:\nAddress in use\nnote: run with `RUST_BACKTRACE=1` environment variable\n",
            "nginx: [emerg] host not found in upstream \"backend\" in /etc/nginx/conf.d/default.conf:12\n",
            "2026-10-11 08:00:09,410 INFO gave up: app entered FATAL state, too many start retries too quickly\n",
            "Listening on http://0.0.0.0:7860\nError in library(shinyjs) : there is no package called ‘shinyjs’\nExecution halted\n",
        ]
    )
    func lastWords(words: String) {
        let verdict = Self.verdict("===== Application Startup at 2026-01-09 10:00:00 =====\n\n" + words)
        #expect(verdict.bucket == .stuck && verdict.layer == .health)
    }

    @Test("what a thread says while the app serves ends nothing")
    func handledWords() {
        let served = "INFO:     Uvicorn running on http://0.0.0.0:7860 (Press CTRL+C to quit)\n"
        let words = "Exception in thread \"main\" of the guest: handled\n" + "INFO:     10.0.0.1:1 - \"GET / HTTP/1.1\" 200 OK\n"
        #expect(Self.verdict("===== Application Startup at 2026-01-09 10:00:00 =====\n\n" + served + words).bucket == .none)
    }

    @Test("an exception whose message has many lines ends the app that it ends")
    func longMessages() {
        let settings = """
              File "/app/main.py", line 4, in <module>
                settings = Settings()
              File "/usr/local/lib/python3.12/site-packages/pydantic_settings/main.py", line 194, in __init__
                super().__init__(
            pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings
            mongo_uri
              Field required [type=missing, input_value={}, input_type=dict]
                For further information visit https://errors.pydantic.dev/2.11/v/missing
            jwt_secret
              Field required [type=missing, input_value={}, input_type=dict]
                For further information visit https://errors.pydantic.dev/2.11/v/missing

            """
        #expect(Self.verdict(Self.start + settings).bucket == .stuck)
        let protobuf = """
              File "/app/app.py", line 4, in <module>
                import onnx
              File "/usr/local/lib/python3.10/site-packages/google/protobuf/descriptor.py", line 560, in __new__
                _message.Message._CheckCalledFromGeneratedFile()
            TypeError: Descriptors cannot be created directly.
            If this call came from a _pb2.py file, your generated code is out of date and must be regenerated with protoc >= 3.19.0.
            If you cannot immediately regenerate your protos, some other possible workarounds are:
             1. Downgrade the protobuf package to 3.20.x or lower.
             2. Set PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION=python (but this will use pure-Python parsing and will be much slower).

            More information: https://developers.google.com/protocol-buffers/docs/news/2022-05-06#python-updates

            """
        #expect(Self.verdict(Self.start + protobuf).bucket == .drift)
    }

    @Test("an app that goes on after a traceback has handled it", arguments: ["INFO: worker up\n", "weights: 100%|████| 4/4\n"])
    func goesOn(line: String) {
        let handled = "  File \"/app/app.py\", line 4, in <module>\n    import flash_attn\nImportError:\nno flash_attn here\n"
        #expect(Self.verdict(Self.start + handled + String(repeating: "loading a part\n", count: 5) + line).bucket == .none)
    }

    @Test(
        "a guide's advice, and a program that would say it, are no failure",
        arguments: [
            "If you get ModuleNotFoundError: No module named 'audioop', pin python_version to 3.12.\n",
            "---\nsdk: gradio\n---\n# My App\nIf you see \"You have exceeded your GPU quota\", wait a day.\n",
            "import torch\ntry:\n    import spaces\nexcept ImportError:\n    raise RuntimeError(\"CUDA must not be initialized in the main process\")\n",
        ]
    )
    func onlySpokenOf(text: String) { #expect(Self.verdict(text).bucket == .unknown) }

    @Test("what a call raised is a failure, whatever its source line says")
    func raised() {
        let text =
            "  File \"/app/app.py\", line 4, in <module>\n    raise RuntimeError(\"CUDA must not be initialized in the main process\")\nRuntimeError: CUDA must not be initialized in the main process\n"
        #expect(Self.verdict(text).bucket == .earlyCUDA)
    }

    @Test(
        "a language model's tokens are no secret",
        arguments: [
            "ValueError: Cannot instantiate this tokenizer from a slow version. If it's based on sentencepiece, make sure you have sentencepiece installed.\n",
            "ValueError: Input length of input_ids is 4096 tokens, but max_length is set to 2048.\n",
            "ValueError: Asking to pad but the tokenizer does not have a padding token.\n",
        ]
    )
    func tokens(text: String) { #expect(Self.verdict(text).moves.contains { $0.text.contains("secret") } == false) }

    @Test(
        "packages that ask for another release of a package or of the system's library",
        arguments: [
            "ValueError: Due to a serious vulnerability issue in `torch.load`, we now require users to upgrade torch to at least v2.6\n",
            "RuntimeError: Your system has an unsupported version of sqlite3. Chroma requires sqlite3 >= 3.35.0.\n",
        ]
    )
    func demands(text: String) { #expect(Self.verdict(text).bucket == .drift) }

    @Test(
        "the missing GPU in other libraries' words",
        arguments: [
            "RuntimeError: No GPU found. A GPU is needed for quantization.\n",
            "RuntimeError: 0 active drivers ([]). There should only be one.\n",
            "FileNotFoundError: [Errno 2] No such file or directory: 'nvidia-smi'\n",
        ]
    )
    func noGPU(text: String) { #expect(Self.verdict(text).bucket == .noGPU) }

    @Test(
        "a Space that hangs, in other languages",
        arguments: [
            ("Bonjour, mon Space reste bloqué sur « Building » depuis hier soir.\n", TriageLayer.build),
            ("Hola, mi Space se queda en \"Building\" desde hace dos días.\n", .build),
            ("Mein Space hängt bei Starting, im Log steht nichts.\n", .health),
        ]
    )
    func languages(text: String, layer: TriageLayer) {
        #expect(Self.verdict(text).bucket == .stuck)
        #expect(Self.verdict(text).layer == layer)
    }

    @Test(
        "libraries' own words for what they lack",
        arguments: [
            ("ImportError: Numba needs NumPy 2.0 or less. Got NumPy 2.1.\n", TriageBucket.drift),
            ("ValueError: Your currently installed version of Keras is Keras 3, but this is not yet supported in Transformers.\n", .drift),
            ("TypeError: issubclass() arg 1 must be a class\n", .drift),
            ("gradio.exceptions.Error: \"Data incompatible with messages format.\"\n", .drift),
            ("AssertionError: CUDA not available\n", .noGPU),
            ("RuntimeError: Unable to initialize backend 'cuda': FAILED_PRECONDITION: No visible GPU devices.\n", .noGPU),
            ("RuntimeError: Failed to infer device type, please set the environment variable `VLLM_LOGGING_LEVEL=DEBUG`\n", .noGPU),
            ("pynvml.NVMLError_LibraryNotFound: NVML Shared Library Not Found\n", .noGPU),
            ("gradio_client.utils.InvalidAPIEndpointError: Cannot find a function named: predict_1\n", .interface),
            ("remote: You are not authorized to push to this repo.\n", .stuck),
        ]
    )
    func words(text: String, bucket: TriageBucket) { #expect(Self.verdict(text).bucket == bucket) }
}
