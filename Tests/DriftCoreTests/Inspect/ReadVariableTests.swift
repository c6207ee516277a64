import DriftCore
import Testing

/// What becomes of the variables that an app reads: a duplicate gets the original's variables, and none of its secrets.
@Suite("Variables and secrets in an inspection")
struct ReadVariableTests {
    private static func subject(_ code: String, others: [String: String] = [:]) -> InspectionSubject {
        var subject = InspectionSubject(label: "owner/space")
        subject.card = ["sdk": "gradio", "sdk_version": "5.49.1", "python_version": "3.12"]
        subject.files = ["README.md": [], "app.py": Array(code.utf8)]
        subject.sources = others.merging(["app.py": code]) { $1 }.mapValues { AppSource.scanned(Array($0.utf8)) }
        return subject
    }

    private static func lines(_ subject: InspectionSubject) -> [InspectionLine] {
        Inspector.inspect(subject).lines.filter { $0.check == "secrets" || $0.check == "variables" }
    }

    private static func verdict(_ subject: InspectionSubject) -> InspectionVerdict? { lines(subject).first?.verdict }

    private static func known(_ code: String, variables: [String] = [], secrets: [String] = [], stage: String? = nil) -> InspectionSubject {
        var subject = subject(code)
        let settings = SpaceSettings(variables: Dictionary(uniqueKeysWithValues: variables.map { ($0, "x") }), secretNames: secrets)
        subject.know(Snapshot(stage: stage, settings: settings, reading: EnvironmentReading()))
        return subject
    }

    private static let required = "import os\nkey = os.environ[\"PANEL_KEY\"]\n"

    @Test("what the start needs and the duplicate lacks is a stop; the platform copies variables, not secrets")
    func holders() {
        #expect(Self.verdict(Self.subject(Self.required)) == .stop)
        #expect(Self.verdict(Self.known(Self.required, secrets: ["PANEL_KEY"])) == .stop)
        #expect(Self.verdict(Self.known(Self.required, variables: ["PANEL_KEY"])) == .ok)
        #expect(Self.verdict(Self.known(Self.required)) == .stop)
        // The original runs without it: the reading must be wrong somewhere.
        #expect(Self.verdict(Self.known(Self.required, stage: "RUNNING")) == .warn)
        #expect(
            Self.lines(Self.known(Self.required, secrets: ["PANEL_KEY"]))[0].found.contains("as a secret, which a duplicate does not get")
        )
        #expect(
            Self.lines(Self.subject(Self.required))[0].fix?.contains("hf spaces secrets add <duplicate> --secrets PANEL_KEY") == true
        )
    }

    @Test(
        "what may be passed over, caught, set before, or never run is no stop",
        arguments: [
            "import os\nkey = os.environ.get(\"PANEL_KEY\")\n", "import os\nkey = os.getenv(\"PANEL_KEY\", \"\")\n",
            "import os\nif mode == \"live\":\n    key = os.environ[\"PANEL_KEY\"]\n",
            "import os\ntry:\n    key = os.environ[\"PANEL_KEY\"]\nexcept KeyError:\n    key = None\n",
            "import os\nkey = os.environ[\"PANEL_KEY\"] if live else None\n",
            "import os\nos.environ[\"PANEL_KEY\"] = \"x\"\nkey = os.environ[\"PANEL_KEY\"]\n",
            "import os\ndef ask():\n    return os.environ[\"PANEL_KEY\"]\n",
        ]
    )
    func optional(code: String) {
        #expect(Self.verdict(Self.subject(code)) == .warn)
        #expect(Self.verdict(Self.known(code, secrets: ["PANEL_KEY"])) == .warn)
    }

    @Test("what is optional, and the original does without, is fine")
    func unset() {
        #expect(Self.verdict(Self.known("import os\nmode = os.getenv(\"MODE\", \"demo\")\ntoken = os.getenv(\"A_TOKEN\")\n")) == .ok)
        #expect(Self.verdict(Self.subject("import os\nmode = os.getenv(\"MODE\", \"demo\")\n")) == .unknown)
    }

    @Test("a file that nothing imports, or that a function imports, ends no start")
    func started() {
        let module = ["config.py": Self.required]
        #expect(Self.verdict(Self.subject("import config\n", others: module)) == .stop)
        #expect(Self.verdict(Self.subject("import gradio\n", others: module)) == .warn)
        #expect(Self.verdict(Self.subject("def f():\n    import config\n", others: module)) == .warn)
    }

    @Test("secrets that no file read here names are named; where the names may not be read, that is said")
    func unread() {
        let beside = Self.known("import gradio\n", secrets: ["HF_TOKEN", "Z'X"])
        #expect(Self.lines(beside).map(\.verdict) == [.warn])
        #expect(Self.lines(beside)[0].found.contains("HF_TOKEN, Z'X"))
        var closed = Self.subject("import gradio\n")
        closed.know(Snapshot(settings: .unseen, reading: EnvironmentReading()))
        #expect(Self.lines(closed).map(\.verdict) == [.unknown])
        #expect(Self.lines(Self.known("import gradio\n")).map(\.found) == ["the code reads no secret"])
    }
}
