import DriftCore
import Testing

/// What people say of a Space where they have no log, and what only sounds like it.
@Suite("Triage of people's own words")
struct TriageSpokenTests {
    private static func verdict(_ text: String) -> TriageVerdict { Triage.verdict(on: [TriageText(text)]) }

    @Test(
        "a duplicate that differs from a working original leads to the comparison",
        arguments: [
            "I duplicated the Space yesterday and my copy gives worse images than the original with the same seed.\n",
            "My duplicate doesn’t work anymore but the original does. I did not change a line of code.\n",
            "Bonjour, le Space original marche très bien mais ma copie affiche une erreur.\n",
            "Hola, dupliqué el Space sin cambiar nada y los resultados son diferentes a los del original.\n",
            "Hice un duplicado del Space ayer y el mío da resultados distintos al original, con el mismo código.\n",
            "Nach dem Duplizieren liefert mein Space andere Ergebnisse als das Original.\n",
            "复制的 Space 和原来的 Space 代码一样，但是原来的能运行，我的报错。\n",
            "複製したスペースだけ動きません。元のスペースは動いています。\n",
            "The original runs well, as all Spaces of its author do, and my duplicate is stuck with an error.\n",
            "It worked for months, then after a factory rebuild it breaks with no code change.\n",
        ]
    )
    func duplicateDiffers(text: String) {
        let verdict = Self.verdict(text)
        #expect(verdict.bucket == .drift && verdict.confidence == .low)
        #expect(verdict.moves.contains { $0.command?.hasPrefix("driftd diff") == true })
        #expect(!verdict.evidence.isEmpty)
    }

    @Test(
        "a phase that does not end, in whatever words",
        arguments: [
            ("My Space shows \"Build queued\" for 6 hours, nothing in the logs.\n", TriageLayer.scheduling),
            ("This Space is sleeping due to inactivity.\n", .scheduling),
            ("It has been on Building for 5 hours now\n", .build),
            ("The space keeps on \"Restarting\" and never comes up.\n", .health),
            ("The status never leaves Starting, the log is empty.\n", .health),
            ("Mi Space lleva dos días en \"Building\" y no avanza\n", .build),
            ("The status page shows no incident, but my Space has been stuck at Building for an hour.\n", .build),
            ("The status page is all green, and my Space is stuck at \"Building\" since yesterday.\n", .build),
            ("Мой спейс уже сутки висит в статусе Building, логи пустые\n", .build),
        ]
    )
    func phases(text: String, layer: TriageLayer) {
        #expect(Self.verdict(text).bucket == .stuck)
        #expect(Self.verdict(text).layer == layer)
    }

    @Test(
        "whom a quota is counted for, and whether the page alone works",
        arguments: [
            ("I'm a Pro subscriber and still get the free tier GPU quota when using the app on my site.\n", TriageBucket.quota),
            ("Since this morning all my Spaces (7 of them, untouched for weeks) are stuck at \"Restarting\".\n", .platform),
            ("The status page says degraded performance, and my app does not load.\n", .platform),
            ("Im Browser geht alles, aber über die API bekomme ich immer 401.\n", .interface),
            ("The web UI works fine, but calling it with gradio_client fails.\n", .interface),
        ]
    )
    func callers(text: String, bucket: TriageBucket) { #expect(Self.verdict(text).bucket == bucket) }

    @Test(
        "a question, a guide, a list of changes and a success are no failure",
        arguments: [
            "How do I duplicate a Space so that my copy is not different from the original?\n",
            "If your copy does not work while the original does, compare both.\n",
            "After duplicating, my copy works as well as the original. Thanks!\n",
            "Building took two minutes, and the Space starts at once.\n",
            "v2.3.1: fixed a RuntimeError that was raised when no GPU was available.\n",
            "- Fix KeyError: 'model' when the list is empty\n",
            "How long does a build take before it is queued for hours?\n",
            "The API is described on the page; open it in a browser.\n",
            "I copied the original README, no error in it.\n",
            "The status page is green, no outage, no incident.\n",
            "The original paper differs from the copy on arXiv.\n",
            "We are still building the dataset; the original will be published next week.\n",
            "If the Space is sleeping, wake it up by visiting it.\n",
            "Our original dataset was copied to the Hub.\n",
        ]
    )
    func noFailure(text: String) { #expect(Self.verdict(text).bucket == .unknown, "\(Self.verdict(text).summary)") }

    @Test(
        "what the account's plan does not cover is no secret",
        arguments: [
            "402 Client Error: Payment Required for url: https://huggingface.co/api/spaces/me/x/hardware\n",
            "You need to be a PRO user to host Spaces on ZeroGPU hardware. 403 Forbidden\n",
            "Your account has reached the limit of 10 ZeroGPU Spaces.\n",
            "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more.\n",
        ]
    )
    func plans(text: String) {
        let verdict = Self.verdict(text)
        #expect(verdict.bucket == .stuck && verdict.layer == .scheduling)
        #expect(!verdict.moves.contains { $0.text.contains("secret") || $0.command?.contains("driftd pin") == true })
    }

    @Test("a server that does not listen is not one that does")
    func negatedListening() {
        let text = "The container started but nothing is listening on port 7860.\n"
        #expect(Self.verdict(text).bucket == .stuck)
        #expect(Self.verdict("app listening on port 7860\n").bucket == .none)
    }

    private static let start = "===== Application Startup at 2026-01-09 10:00:00 =====\n\nTraceback (most recent call last):\n"
    private static func raised(_ exception: String, in path: String = "/home/user/app/app.py") -> String {
        start + "  File \"/home/user/app/app.py\", line 14, in <module>\n    go()\n  File \"\(path)\", line 9, in f\n    g()\n" + exception
            + "\n"
    }

    @Test(
        "names, files and wire formats of other releases, in libraries' own words",
        arguments: [
            "OSError: 'seaborn-whitegrid' is not a valid package style, path of style file, URL of style file, or library style name",
            "ImportError: keras.optimizers.legacy is not supported in Keras 3. You can set the environment variable `TF_USE_LEGACY_KERAS=True`",
            "Exception: data did not match any variant of untagged enum ModelWrapper at line 1251003 column 3",
            "ValueError: `rope_scaling` must be a dictionary with two fields, `type` and `factor`, got {'rope_type': 'llama3'}",
            "ValueError: mutable default <class 'omegaconf.Config'> for field common is not allowed: use default_factory",
            "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions.",
            "ValueError: Unable to avoid copy while creating an array as requested.",
            "requests.exceptions.MissingSchema: Invalid URL '/api/resolve-cache/models/a/b/c/config.json': No scheme supplied.",
            "OSError: Distant resource does not have an ETag, we won't be able to reliably ensure reproducibility.",
            "NotImplementedError: Loading a dataset cached in a LocalFileSystem is not supported.",
            "ValueError: Invalid pattern: '**' can only be an entire path component",
            "ValueError: Feature type 'List' not found. Available feature types: ['Value', 'ClassLabel']",
            "onnxruntime.capi.onnxruntime_pybind11_state.Fail: [ONNXRuntimeError] : 1 : FAIL : Unsupported model IR version: 10, max supported IR version: 9",
            "ValueError: node array from the pickle has an incompatible dtype:",
            "ValueError: PEFT backend is required for this method.",
            "ValueError: File format not supported: filepath=m. Keras 3 only supports V3 `.keras` files and legacy H5 format files.",
            "cv2.error: OpenCV(4.11.0) :-1: error: (-5:Bad argument) in function 'rectangle'\n> Overload resolution failed:",
            "RuntimeError: Couldn't load custom C++ ops. This can happen if your PyTorch and torchvision versions are incompatible",
        ]
    )
    func otherReleases(exception: String) {
        #expect(Self.verdict(Self.raised(exception)).bucket == .drift)
        #expect(Self.verdict(Self.raised(exception, in: "/usr/local/lib/python3.11/site-packages/pkg/mod.py")).bucket == .drift)
    }

    @Test("what ended an app says so however far behind the exception's name; the loader and a server's master as well")
    func ends() {
        let late =
            "RuntimeError: Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before? Error 100: no CUDA-capable device is detected"
        #expect(Self.verdict(Self.raised(late)).bucket == .noGPU)
        #expect(Self.verdict(Self.raised("AssertionError: CUDA is required to run this demo")).bucket == .noGPU)
        let banner = "===== Application Startup at 2026-01-09 10:00:00 =====\n\n"
        let loader =
            banner
            + "* Running on local URL:  http://0.0.0.0:7860\nCould not load library libcudnn_ops_infer.so.8. Error: libcudnn_ops_infer.so.8: x\n"
        #expect(Self.verdict(loader).bucket == .drift)
        let master = banner + "[2026-05-01 10:00:30 +0000] [1] [ERROR] Worker (pid:7) was sent SIGKILL! Perhaps out of memory?\n"
        #expect(Self.verdict(master).rule == "health.memory")
        #expect(
            Self.verdict(banner + "usage: app.py [-h] --model MODEL\napp.py: error: the following arguments are required: --model\n").bucket
                == .stuck
        )
    }

    @Test("a library that no longer takes what the original's code gives it is compared; a service's client that does not, is not")
    func refusedValues() {
        let library = Self.raised("ValueError: PIL no longer does this", in: "/usr/local/lib/python3.11/site-packages/PIL/Image.py")
        #expect(Self.verdict(library).bucket == .drift && Self.verdict(library).confidence == .low)
        let client = Self.raised("ValueError: bad project", in: "/usr/local/lib/python3.11/site-packages/pinecone/core.py")
        #expect(Self.verdict(client).bucket == .stuck)
        #expect(Self.verdict(Self.raised("ValueError: bad style")).bucket == .stuck)
    }

    @Test("a package that wants another which is not there")
    func wanted() {
        let path = "/usr/local/lib/python3.11/site-packages/transformers/modeling_utils.py"
        let flash = "ImportError: FlashAttention2 has been toggled on, but the package flash_attn seems to be not installed."
        #expect(Self.verdict(Self.raised(flash, in: path)).bucket == .drift)
    }

    @Test("a model's own code that the library has left behind fails at every request")
    func modelCode() {
        let text = """
            ===== Application Startup at 2026-01-09 10:00:00 =====

            * Running on local URL:  http://0.0.0.0:7860
            Traceback (most recent call last):
              File "/usr/local/lib/python3.10/site-packages/gradio/queueing.py", line 625, in process_events
                response = await route_utils.call_process_api(
              File "/home/user/app/app.py", line 40, in infer
                out = model.generate(**inputs)
              File "/home/user/.cache/huggingface/modules/transformers_modules/a/b/4a0d6835/modeling_x.py", line 1674, in prepare
                past_length = past_key_values.seen_tokens
            AttributeError: 'DynamicCache' object has no attribute 'seen_tokens'

            """
        #expect(Self.verdict(text).bucket == .drift)
    }

    @Test("a cache that may not be written, a library of the system, a compiler's variable")
    func surroundings() {
        let numba = Self.raised(
            "RuntimeError: cannot cache function '__shear_dense': no locator available for file '/usr/local/lib/python3.9/site-packages/librosa/util/utils.py'",
            in: "/usr/local/lib/python3.9/site-packages/numba/core/caching.py"
        )
        #expect(Self.verdict(numba).rule == "run.permission")
        let sound = Self.raised("OSError: sndfile library not found", in: "/usr/local/lib/python3.11/site-packages/soundfile.py")
        #expect(Self.verdict(sound).moves.contains { $0.text.contains("packages.txt") })
        let compiler =
            "      OSError: CUDA_HOME environment variable is not set. Please set it to your CUDA install root.\n      [end of output]\n"
            + "ERROR: Failed to build 'x' when getting requirements to build wheel\n"
        #expect(Self.verdict(compiler).layer == .build)
    }
}
