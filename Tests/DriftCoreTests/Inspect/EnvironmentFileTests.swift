import DriftCore
import Testing

@Suite("Inspection of .env files")
struct EnvironmentFileTests {
    private static let app =
        "import os\nfrom dotenv import load_dotenv\nload_dotenv()\nkey = os.environ[\"API_KEY\"]\nmode = os.environ[\"MODE\"]\n"

    private static func lines(_ files: [String: String], app: String = app, _ check: String = "env-file") -> [InspectionLine] {
        var subject = InspectionSubject(label: "./checkout")
        subject.card = ["sdk": "gradio"]
        for (path, text) in files { subject.files[path] = Array(text.utf8) }
        subject.files["app.py"] = Array(app.utf8)
        subject.sources = ["app.py": AppSource.scanned(Array(app.utf8))]
        subject.readers = ["app.py": .scan]
        return Inspector.inspect(subject).lines.filter { $0.check == check }
    }

    @Test("a committed secret is told by its name and line, and its value by nobody")
    func secret() {
        let lines = Self.lines([".env": "# provider\nMODE=demo\nexport API_KEY=\"abcdef0123456789\"\n"])
        let line = lines.first { $0.verdict == .warn }
        #expect(line?.found.contains("API_KEY in .env") == true)
        #expect(line?.places == [".env:3"])
        #expect(!lines.contains { "\($0)".contains("abcdef") })
        // What the file sets comes along, so that a start does not fail for it.
        #expect(Self.lines([".env": "MODE=demo\nAPI_KEY=abcdef0123456789\n"], "secrets").allSatisfy { $0.verdict < .stop })
    }

    @Test("what .gitignore keeps out of the repository is no part of it", arguments: [".env\n", "*.pyc\n/.env\n", ".env*\n"])
    func ignored(pattern: String) {
        #expect(Self.lines([".env": "API_KEY=abcdef0123456789\n", ".gitignore": pattern]).isEmpty)
    }

    @Test(
        "a hint of what to put there is no secret",
        arguments: ["", "your_key_here", "<key>", "xxx", "sk-...", "${OTHER}", "changeme", "\"\"", "# later"]
    )
    func hints(value: String) {
        #expect(!Self.lines([".env": "API_KEY=\(value)\n"]).contains { $0.verdict == .warn })
    }

    @Test("an example shows names that no file read here reads, and gives a token away that is real by its form")
    func example() {
        let lines = Self.lines([".env.example": "API_KEY=\nWEBHOOK_URL=\nHF_TOKEN=hf_AbCdEfGhIjKlMnOpQrStUv\n"])
        #expect(lines.contains { $0.verdict == .unknown && $0.found.contains("WEBHOOK_URL") && !$0.found.contains("API_KEY") })
        #expect(lines.contains { $0.verdict == .warn && $0.found.contains("HF_TOKEN in .env.example") })
        #expect(Self.lines([".env.example": "API_KEY=\nMODE=demo\n"]).isEmpty)
    }

    @Test("text that is no such file names nothing")
    func hostile() {
        #expect(Self.lines([".env": "\u{0}\u{0}=x\n=\n1A=b\nA B=c\n{\"a\": \"b=c\"}\n"]).isEmpty)
        let many = (0..<5000).map { "NAME_\($0)=value\n" }.joined()
        #expect(Self.lines([".env": many]).first?.found.utf8.count ?? 0 < 400)
    }
}
