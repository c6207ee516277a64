/// What is the app's own, or its surroundings'.
extension ExceptionRule {
    /// Of the repository and its settings, though it looks like another release's fault.
    static let own: [ExceptionRule] = [
        // `cannot import name 'x' from 'utils' (/home/user/app/utils.py)`
        ExceptionRule(
            id: "exception.own-name",
            names: ["ImportError"],
            messages: ["(/home/user/app/", "(/app/", "(/code/", "(/src/", "(/workspace/"],
            excludes: ["-packages/"],
            bucket: .stuck,
            layer: .health,
            summary: "a file of the app's own lacks what another imports from it",
            advice: .repairRepository
        ),
        // `cannot import name 'app' from partially initialized module 'server.app' (most likely due to a circular import)`
        ExceptionRule(
            id: "exception.own-circle",
            names: ["ImportError"],
            messages: ["from partially initialized module"],
            excludes: ["-packages/"],
            place: .application,
            bucket: .stuck,
            layer: .health,
            summary: "files of the app's own import each other",
            advice: .repairRepository
        ),
        // A build backend that pip or uv runs; the app has not begun.
        ExceptionRule(
            id: "exception.build-backend",
            names: [],
            frames: [
                "/setuptools/build_meta.py", "pyproject_hooks/", "/pip/_internal/", "<pip-setuptools-caller>", "/setuptools/_distutils/",
                "/hatchling/build.py",
                "/poetry/core/masonry/", "/scikit_build_core/build/",
            ],
            bucket: .stuck,
            layer: .build,
            summary: "a package was built from source, and that failed",
            advice: .missingDistribution
        ),
        // `login(os.getenv("HF_TOKEN").strip())`, `exec(os.getenv("EXEC"))`
        ExceptionRule(
            id: "exception.variable-none",
            names: ["TypeError", "AttributeError", "ValueError"],
            messages: ["NoneType", "must be a string", "must be str", "None"],
            sources: ["os.getenv(", "os.environ.get(", "getenv("],
            bucket: .stuck,
            layer: .health,
            summary: "a variable that the app reads is not set here",
            advice: .setSecret
        ),
    ]

    /// What was raised says no more than that it was raised.
    static let uncaughtID = "exception.uncaught"

    static let application: [ExceptionRule] = [
        ExceptionRule(
            id: "exception.missing-secret",
            names: ["KeyError"],
            messages: ["_KEY'", "_TOKEN'", "_SECRET'", "_URL'", "_PASSWORD'", "_ID'", "TOKEN'"],
            bucket: .stuck,
            layer: .health,
            summary: "an environment variable that the app reads is not set here",
            advice: .setSecret
        ),
        ExceptionRule(
            id: "exception.missing-secret-none",
            names: ["Error", "Exception"],
            messages: ["token", "TOKEN", "API key", "api_key", "API_KEY", "credentials", "secret", "environment variable"],
            // A language model's tokens and a parser's are no secrets.
            excludes: [
                "okeniz", "tokens", "_token_id", "eos_token", "bos_token", "pad_token", "mask_token", "padding token", "special token",
                "nexpected token",
            ],
            place: .application,
            bucket: .stuck,
            layer: .health,
            confidence: .low,
            summary: "the app misses a token, key or variable",
            advice: .setSecret
        ),
        ExceptionRule(
            id: "exception.local-module",
            names: ["ModuleNotFoundError"],
            messages: [
                "'src", "'utils", "'models", "'modules", "'lib", "'app", "'core", "'scripts", "'tools", "'common", "'helpers", "'config",
                "'data", "is not a package",
            ],
            bucket: .stuck,
            layer: .health,
            summary: "a file of the app's own is missing",
            advice: .repairRepository
        ),
        ExceptionRule(
            id: "exception.submodule",
            names: ["ModuleNotFoundError"],
            needsSubmodule: true,
            bucket: .drift,
            summary: "the package's release no longer has this part",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.missing-module",
            names: ["ModuleNotFoundError"],
            countsInRequests: true,
            bucket: .stuck,
            layer: .health,
            confidence: .high,
            summary: "the app imports a module that requirements.txt does not bring",
            advice: .missingModule
        ),
        ExceptionRule(
            id: "exception.import-name-own",
            names: ["ImportError"],
            messages: ["cannot import name"],
            bucket: .drift,
            summary: "the app imports a name that the module does not have",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.memory",
            names: ["MemoryError"],
            bucket: .stuck,
            layer: .health,
            summary: "the app took more memory than there is",
            advice: .memory
        ),
        ExceptionRule(
            id: "exception.network",
            names: ["Timeout", "ConnectionError", "ConnectError", "SSLError", "TimeoutError", "URLError"],
            bucket: .stuck,
            layer: .health,
            summary: "a service that the app asks while starting did not answer",
            advice: .network
        ),
        ExceptionRule(
            id: "exception.http",
            names: ["HTTPError", "HfHubHTTPError", "HTTPStatusError"],
            bucket: .stuck,
            layer: .health,
            summary: "a service that the app asks while starting refused",
            advice: .network
        ),
        ExceptionRule(
            id: "exception.file",
            names: ["FileNotFoundError", "PermissionError", "NotADirectoryError", "IsADirectoryError", "EntryNotFoundError"],
            bucket: .stuck,
            layer: .health,
            summary: "a file that the app reads is missing or closed to it",
            advice: .readTraceback
        ),
        ExceptionRule(
            id: "exception.source",
            names: ["SyntaxError", "IndentationError", "NameError", "UnboundLocalError"],
            place: .application,
            bucket: .stuck,
            layer: .health,
            confidence: .high,
            summary: "the app's own code is at fault",
            advice: .readTraceback
        ),
        // `import kaggle` logs in: `Could not find kaggle.json. … Or use the environment method.`
        ExceptionRule(
            id: "exception.import-secret",
            names: ["Error", "Exception"],
            messages: [
                "credentials", "API key", "api_key", "API_KEY", "kaggle.json", "access token", "environment variable", "environment method",
            ],
            place: .installed,
            needsImport: true,
            bucket: .stuck,
            layer: .health,
            confidence: .low,
            summary: "a package that logs in while it is imported finds no login",
            advice: .setSecret
        ),
        ExceptionRule(
            id: "exception.in-import",
            names: [],
            needsImport: true,
            bucket: .drift,
            confidence: .low,
            summary: "an installed package fails while it is imported",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.installed-type",
            names: ["TypeError", "AttributeError", "NameError", "UnboundLocalError"],
            place: .installed,
            bucket: .drift,
            confidence: .low,
            summary: "a package fails inside another: their releases may not fit",
            advice: .compare
        ),
        // Its code and its arguments are the original's: what its release does not know now, another one knew. What speaks of the values alone
        // (`could not convert string to float: 'n/a'`, `Found array with 0 sample(s)`) says nothing of the release.
        ExceptionRule(
            id: "exception.library-value",
            names: ["ValueError", "NotImplementedError"],
            messages: [
                "no longer", "not longer", "deprecated", "removed", "not supported", "n't supported", "unsupported", "Unsupported",
                "not implemented",
                "not recognize", "nrecognized", "Unknown", "unknown", "nexpected", "not a valid", "not available in", "only supports",
                "only support ", "does not support", "n't support", "version", "upgrade", "must be one of", "should be one of",
                "expected one of",
                "Expected one of", "invalid choice", "Please use", "instead", "incompatible", "not compatible", "mutable default",
            ],
            place: .installed,
            raisers: [
                "-packages/transformers/", "-packages/diffusers/", "-packages/keras/", "-packages/tensorflow/", "-packages/torch/",
                "-packages/torchvision/", "-packages/torchaudio/", "-packages/accelerate/", "-packages/peft/", "-packages/timm/",
                "-packages/tokenizers/", "-packages/sentence_transformers/", "-packages/numpy/", "-packages/scipy/", "-packages/sklearn/",
                "-packages/pandas/", "-packages/matplotlib/", "-packages/librosa/", "-packages/numba/", "-packages/albumentations/",
                "-packages/cv2/", "-packages/PIL/", "-packages/skimage/", "-packages/onnxruntime/", "-packages/jax/", "-packages/gradio/",
                "-packages/pydantic/",
            ],
            bucket: .drift,
            confidence: .low,
            summary: "a library refuses what it is given; another of its releases may take it",
            advice: .compare
        ),
        ExceptionRule(
            id: uncaughtID,
            names: [],
            bucket: .stuck,
            layer: .health,
            confidence: .medium,
            summary: "the app ends with an exception of its own",
            advice: .readTraceback
        ),
    ]
}
