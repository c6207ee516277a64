/// What an uncaught exception means for triage, by its kind and by where it was raised. The first entry that fits decides.
struct ExceptionRule: Sendable {
    /// Where the innermost frame stands.
    enum Place: Sendable { case anywhere, installed, application }

    var id: String
    /// Endings of the exception's name; empty: any.
    var names: [String]
    /// Any of these in the message; empty: whatever it says.
    var messages: [String] = []
    var place = Place.anywhere
    /// Any of these in a frame's path or source; empty: whoever raised it.
    var frames: [String] = []
    /// Only out of an import.
    var needsImport = false
    var bucket: TriageBucket
    var layer: TriageLayer?
    var confidence = TriageConfidence.medium
    var summary: String
    var advice: Advice

    func fits(_ traceback: Traceback) -> Bool {
        if needsImport && !traceback.isOfImport { return false }
        if !frames.isEmpty, !traceback.frames.contains(where: { frame in frames.contains { frame.path.contains($0) } }) { return false }
        switch place {
        case .anywhere: break
        case .installed: if traceback.raisedIn?.isInstalled != true { return false }
        case .application: if traceback.raisedIn?.isInstalled == true { return false }
        }
        guard let exception = traceback.exception else { return names.isEmpty && messages.isEmpty }
        return (names.isEmpty || names.contains { exception.name.hasSuffix($0) })
            && (messages.isEmpty || messages.contains { exception.message.contains($0) })
    }
}

extension ExceptionRule {
    static let all: [ExceptionRule] = drift + client + application

    /// Raised while a program calls a Space: what is at fault is the call, or the Space that was called.
    private static let client: [ExceptionRule] = [
        ExceptionRule(
            id: "exception.client",
            names: [],
            frames: ["gradio_client/client.py", "gradio_client\\client.py", "gradio/external.py"],
            bucket: .interface,
            summary: "a program's call of a Space failed",
            advice: .callerToken
        )
    ]

    /// Two parts of the environment that do not fit: what the original's pins cure.
    private static let drift: [ExceptionRule] = [
        ExceptionRule(
            id: "exception.removed-module",
            names: ["ModuleNotFoundError", "ImportError"],
            messages: [
                "'audioop'", "'pyaudioop'", "'distutils", "'imp'", "'pkg_resources'", "'cgi'", "'asynchat'", "'asyncore'", "'telnetlib'",
                "'pipes'", "'lib2to3'", "'imghdr'", "'sndhdr'", "'crypt'",
            ],
            bucket: .drift,
            confidence: .high,
            summary: "a module that newer Python or setuptools no longer has",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.shared-library",
            names: ["ImportError", "OSError"],
            messages: ["cannot open shared object file", "version `GLIBC"],
            bucket: .drift,
            summary: "a system library is missing or another than the package was built for",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.import-name",
            names: ["ImportError"],
            messages: ["cannot import name", "is required for a normal functioning"],
            place: .installed,
            bucket: .drift,
            confidence: .high,
            summary: "two packages' releases do not fit together",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.import-name-app",
            names: ["ImportError"],
            messages: ["site-packages", "dist-packages"],
            bucket: .drift,
            confidence: .high,
            summary: "the app imports a name that this release of the package does not have",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.missing-dependency",
            names: ["ModuleNotFoundError"],
            place: .installed,
            bucket: .drift,
            summary: "a package imports a module that is not there: another release, or an optional part",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.binary",
            names: ["ValueError", "ImportError", "RuntimeError", "AttributeError"],
            messages: [
                "size changed, may indicate binary incompatibility", "compiled using NumPy", "numpy.core.multiarray failed to import",
                "_ARRAY_API", "undefined symbol", "DLL load failed", "compiled with different CUDA",
                "operator torchvision::nms does not exist",
            ],
            bucket: .drift,
            confidence: .high,
            summary: "a compiled package does not fit the release it runs with",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.version-check",
            names: ["ImportError", "VersionConflict", "ContextualVersionConflict", "DistributionNotFound"],
            messages: ["is required", "requires", "but found", "required by", "newer version", "upgrade", "incompatible"],
            bucket: .drift,
            summary: "a package refuses the release of another",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.pydantic",
            names: ["PydanticImportError", "PydanticUserError", "PydanticSchemaGenerationError"],
            bucket: .drift,
            confidence: .high,
            summary: "the code is written for another pydantic",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.unexpected-argument",
            names: ["TypeError"],
            messages: ["got an unexpected keyword argument", "unhashable type", "'bool' is not iterable"],
            bucket: .drift,
            summary: "a function no longer takes what it is called with",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.module-attribute",
            names: ["AttributeError"],
            messages: ["module '", "type object '", "partially initialized module"],
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
        ExceptionRule(
            id: "exception.python-syntax",
            names: ["SyntaxError"],
            place: .installed,
            bucket: .drift,
            summary: "a package is written for another Python",
            advice: .compare
        ),
    ]

    private static let application: [ExceptionRule] = [
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
                "'data",
            ],
            bucket: .stuck,
            layer: .health,
            summary: "a file of the app's own is missing",
            advice: .repairRepository
        ),
        ExceptionRule(
            id: "exception.submodule",
            names: ["ModuleNotFoundError"],
            messages: ["."],
            bucket: .drift,
            summary: "the package's release no longer has this part",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.missing-module",
            names: ["ModuleNotFoundError"],
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
            bucket: .stuck,
            layer: .health,
            confidence: .high,
            summary: "the app's own code is at fault",
            advice: .readTraceback
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
            names: ["TypeError", "AttributeError"],
            place: .installed,
            bucket: .drift,
            confidence: .low,
            summary: "a package fails inside another: their releases may not fit",
            advice: .compare
        ),
        ExceptionRule(
            id: "exception.uncaught",
            names: [],
            bucket: .stuck,
            layer: .health,
            confidence: .medium,
            summary: "the app ends with an exception of its own",
            advice: .readTraceback
        ),
    ]
}
