/// What the original's pins cure.
extension ExceptionRule {
    /// Two parts of the environment that do not fit: what the original's pins cure.
    static let drift: [ExceptionRule] = [
        ExceptionRule(
            id: "exception.removed-module",
            names: ["ModuleNotFoundError", "ImportError"],
            messages: [
                "'audioop'", "'pyaudioop'", "'distutils", "'imp'", "'pkg_resources'", "'cgi'", "'asynchat'", "'asyncore'", "'telnetlib'",
                "'pipes'", "'lib2to3'", "'imghdr'", "'sndhdr'", "'crypt'",
            ],
            countsInRequests: true,
            bucket: .drift,
            confidence: .high,
            summary: "a module that newer Python or setuptools no longer has",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.shared-library",
            names: ["ImportError", "OSError"],
            messages: ["cannot open shared object file", "version `GLIBC", "library not found", "no library called"],
            countsInRequests: true,
            bucket: .drift,
            summary: "a system library is missing or another than the package was built for",
            advice: .systemLibrary
        ),
        ExceptionRule(
            id: "exception.import-name",
            names: ["ImportError"],
            messages: ["cannot import name", "is required for a normal functioning"],
            place: .installed,
            countsInRequests: true,
            bucket: .drift,
            confidence: .high,
            summary: "two packages' releases do not fit together",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.import-name-app",
            names: ["ImportError"],
            messages: ["site-packages", "dist-packages"],
            countsInRequests: true,
            bucket: .drift,
            confidence: .high,
            summary: "the app imports a name that this release of the package does not have",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.missing-dependency",
            names: ["ModuleNotFoundError"],
            place: .installed,
            countsInRequests: true,
            bucket: .drift,
            summary: "a package imports a module that is not there: another release, or an optional part",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.binary",
            names: ["ValueError", "ImportError", "RuntimeError", "AttributeError", "OSError"],
            messages: [
                "size changed, may indicate binary incompatibility", "compiled using NumPy", "numpy.core.multiarray failed to import",
                "_ARRAY_API", "undefined symbol", "DLL load failed", "compiled with different CUDA",
                "operator torchvision::nms does not exist", "compiled against", "Descriptors cannot", "CUDA Setup failed",
            ],
            countsInRequests: true,
            bucket: .drift,
            confidence: .high,
            summary: "a compiled package does not fit the release it runs with",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.version-check",
            names: ["ImportError", "VersionConflict", "ContextualVersionConflict", "DistributionNotFound"],
            messages: ["is required", "requires", "but found", "required by", "newer version", "upgrade", "incompatible"],
            countsInRequests: true,
            bucket: .drift,
            summary: "a package refuses the release of another",
            advice: .compare
        ),
        // `FlashAttention2 has been toggled on, but … the package flash_attn seems to be not installed.`
        ExceptionRule(
            id: "exception.import-refused",
            names: ["ImportError"],
            messages: ["not installed", "requires the", "install "],
            place: .installed,
            countsInRequests: true,
            bucket: .drift,
            summary: "a package wants another one that is not there",
            advice: .compare
        ),
        // `… we now require users to upgrade torch to at least v2.6`, `make sure you have sentencepiece installed`
        ExceptionRule(
            id: "exception.version-demand",
            names: ["Error", "Exception"],
            messages: [
                "require users to upgrade", "sure you have sentencepiece installed", "or newer is required", "or higher is required",
                "or later is required", "requires a newer version of", "Numba needs NumPy", "is not yet supported in Transformers",
                "Data incompatible with messages format", "Data incompatible with tuples format", "pip install -U ",
                "pip install --upgrade ",
            ],
            countsInRequests: true,
            bucket: .drift,
            summary: "a package refuses the release of another",
            advice: .compare
        ),
        // Chroma: `Your system has an unsupported version of sqlite3. Chroma requires sqlite3 >= 3.35.0.`
        ExceptionRule(
            id: "exception.system-release",
            names: ["RuntimeError"],
            messages: ["unsupported version of sqlite3"],
            countsInRequests: true,
            bucket: .drift,
            summary: "a system library of the base image is older than the package needs",
            advice: .compare
        ),
        // `np.float_` was removed in the NumPy 2.0 release; `BaseSettings` has been moved; no longer supported in openai>=1.0.0
        ExceptionRule(
            id: "exception.removed-name",
            names: ["AttributeError", "ImportError", "TypeError", "RuntimeError", "APIRemovedInV1"],
            messages: [
                "was removed in", "has been removed", "has been moved to", "no longer supported in", "no longer available in",
                "was renamed",
                "has been renamed", "Can't get attribute",
            ],
            countsInRequests: true,
            bucket: .drift,
            confidence: .high,
            summary: "a name that this release of the package no longer has",
            advice: .compare
        ),
        // transformers imports its parts when they are asked for, and wraps what they raise.
        ExceptionRule(
            id: "exception.lazy-import",
            names: ["RuntimeError", "ModuleNotFoundError", "ImportError"],
            messages: ["Failed to import transformers", "Failed to import diffusers", "because of the following error (look up"],
            countsInRequests: true,
            bucket: .drift,
            summary: "a part of a package fails while it is imported",
            advice: .compare
        ),
        // Names, files and answers that this release does not know, or that the library does no longer, in the words of each.
        ExceptionRule(
            id: "exception.other-release",
            names: ["Error", "Exception", "Fail", "MissingSchema", "error"],
            messages: [
                "is not a valid package style", "is not supported in Keras 3", "did not match any variant of untagged enum",
                "`rope_scaling` must be a dictionary", "is not allowed: use default_factory", "has an inhomogeneous shape",
                "Unable to avoid copy while creating an array", "Invalid URL '/api/resolve-cache/", "Distant resource does not",
                "cached in a LocalFileSystem is not supported", "'**' can only be an entire path component", "Available feature types:",
                "Unsupported model IR version", "Unknown quantization type", "has an incompatible dtype", "Couldn't load custom C++ ops",
                "mix of the legacy and new APIs", "backend is required for this method", "Keras 3 only supports", "error for InitSchema",
                "Overload resolution failed", "Could not read config file from", "should be explicitly declared as text(",
            ],
            countsInRequests: true,
            bucket: .drift,
            summary: "what is asked of a package, or what it loads, belongs to another of its releases",
            advice: .compare
        ),
        // A model's own code, out of its repository, and the transformers that runs it.
        ExceptionRule(
            id: "exception.model-code",
            names: ["AttributeError", "TypeError", "KeyError", "IndexError", "ImportError", "NameError"],
            excludes: ["'NoneType' object"],
            raisers: ["/transformers_modules/"],
            countsInRequests: true,
            bucket: .drift,
            summary: "a model's own code asks for what this release of the library does not have",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.unknown-model",
            names: ["ValueError", "KeyError", "RuntimeError", "LookupError"],
            messages: [
                "does not recognize this architecture", "Error(s) in loading state_dict for", "punkt_tab",
                "averaged_perceptron_tagger_eng",
            ],
            countsInRequests: true,
            bucket: .drift,
            summary: "the package's release and the model or data that it loads do not fit together",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.model-type",
            names: ["KeyError"],
            frames: ["transformers/models/auto/"],
            countsInRequests: true,
            bucket: .drift,
            summary: "this release of transformers does not know the model's type",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.pydantic",
            names: ["PydanticImportError", "PydanticUserError", "PydanticSchemaGenerationError"],
            countsInRequests: true,
            bucket: .drift,
            confidence: .high,
            summary: "the code is written for another pydantic",
            advice: .compare
        ),
        // In a request a value of the visitor's may be at fault; a name that the called function does not know is not.
        ExceptionRule(
            id: "exception.unexpected-keyword",
            names: ["TypeError"],
            messages: ["got an unexpected keyword argument"],
            countsInRequests: true,
            bucket: .drift,
            summary: "a function no longer takes what it is called with",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.unexpected-argument",
            names: ["TypeError"],
            messages: [
                "got an unexpected keyword argument", "issubclass() arg 1 must be a class", "unhashable type", "'bool' is not iterable",
                "missing 1 required",
                "missing 2 required",
                "required positional argument", "positional arguments but", "positional argument but", "got multiple values for",
                "has no len()", "is not subscriptable",
            ],
            excludes: ["'NoneType' object"],
            bucket: .drift,
            summary: "a function no longer takes what it is called with",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.module-attribute",
            names: ["AttributeError"],
            messages: ["module '", "type object '", "partially initialized module"],
            countsInRequests: true,
            bucket: .drift,
            summary: "a package's release lacks what is asked of it",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.object-attribute",
            names: ["AttributeError"],
            messages: ["object has no attribute"],
            place: .installed,
            bucket: .drift,
            confidence: .low,
            summary: "packages hand each other objects of other releases",
            advice: .compare
        ),
        // The model's own code, out of its repository, asks transformers' parts for what they no longer give.
        ExceptionRule(
            id: "exception.transformers-parts",
            names: ["KeyError", "IndexError", "TypeError", "AttributeError"],
            excludes: ["'NoneType' object"],
            place: .installed,
            frames: ["transformers/cache_utils", "transformers/generation/", "transformers/models/", "transformers/modeling_"],
            countsInRequests: true,
            bucket: .drift,
            confidence: .low,
            summary: "transformers' parts and the code that uses them are of different releases",
            advice: .compare
        ),
        // The code is the original's: what an object lacks here, another release of its package had.
        ExceptionRule(
            id: "exception.object-attribute-app",
            names: ["AttributeError"],
            messages: ["object has", "has no attribute"],
            excludes: ["'NoneType' object"],
            bucket: .drift,
            confidence: .low,
            summary: "an object of another release than the app is written for",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.python-syntax",
            names: ["SyntaxError"],
            place: .installed,
            countsInRequests: true,
            bucket: .drift,
            summary: "a package is written for another Python",
            advice: .compare
        ),
        // No code of the app's took part: the framework met what another release of a package of its own gave it.
        ExceptionRule(
            id: "exception.framework",
            names: ["KeyError", "IndexError", "TypeError", "AttributeError", "NameError", "AssertionError"],
            raisers: [
                "-packages/gradio/queueing.py", "-packages/gradio/route", "-packages/gradio/blocks.py", "-packages/gradio/utils.py",
                "-packages/starlette/", "-packages/fastapi/", "-packages/uvicorn/", "-packages/jinja2/",
            ],
            bucket: .drift,
            confidence: .low,
            summary: "the web framework fails in its own code: its release, or that of a package that it uses",
            advice: .compare
        ),
    ]
}
