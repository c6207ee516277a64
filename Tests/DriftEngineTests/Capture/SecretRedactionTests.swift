import DriftCore
import DriftEngine
import DriftTesting
import Testing

@Suite("Tokens are taken out of captures")
struct SecretRedactionTests {
    private static let body = String(repeating: "aB3", count: 14)

    private func redacted(_ text: String) -> String {
        String(decoding: SecretRedaction.redacting(Array(text.utf8)).content, as: UTF8.self)
    }

    @Test(
        "what looks like a token goes, its kind stays",
        arguments: [
            ("HF_TOKEN=hf_\(body)\n", "HF_TOKEN=hf_REDACTED\n"), ("api_org_\(body)", "api_org_REDACTED"),
            ("a\\nhf_\(body) \\nsk-\(body)", "a\\nhf_REDACTED \\nsk-REDACTED"),
            ("key: sk-proj-\(body)-x", "key: sk-REDACTED"), ("ghp_\(body) gho_\(body)", "ghp_REDACTED gho_REDACTED"),
            ("github_pat_\(body)_\(body)", "github_pat_REDACTED"), ("\"xoxb-12-\(body)\"", "\"xoxb-REDACTED\""),
            ("Bearer eyJ\(body).eyJ\(body).\(body)", "Bearer eyJREDACTED"),
            ("--extra-index-url https://me:s3cret@host/simple", "--extra-index-url https://me:REDACTED@host/simple"),
            ("git+https://hf_\(body)@host/o/r", "git+https://hf_REDACTED@host/o/r"),
            ("https://u:hf_\(body)@host", "https://u:REDACTED@host"),
            ("git+https://s3cret@host/o/r@main", "git+https://REDACTED@host/o/r@main"),
            ("https://host/a.whl?x=1&token=s3cret#sha256=00", "https://host/a.whl?x=1&token=REDACTED#sha256=00"),
            ("https://host/a?X-Amz-Signature=s3cret&b", "https://host/a?X-Amz-Signature=REDACTED&b"),
            ("https://a/?next=https://b/?token=s3cret", "https://a/?next=https://b/?token=REDACTED"),
            ("https://a/?next=https://b/&token=s3c?ret", "https://a/?next=https://b/&token=REDACTED"),
            ("https://a/x://me:s3cret@host/simple", "https://a/x://me:REDACTED@host/simple"),
        ]
    )
    func tokens(text: String, expected: String) {
        #expect(redacted(text) == expected)
    }

    @Test(
        "what is none stays",
        arguments: [
            "hf_transfer-0.1.9", "hf_hub", "import hf_xet", "task-0123456789012345678901234567", "Running on http://0.0.0.0:7860 for a@b",
            "https://host:8080/path@1.0", "git+ssh://me@host/x", "https://git@host/x", "https://${USER}@host/x", "https://host/?q=1&page=2",
            "pkg @ https://host/x.whl#sha256=\(body)", "xsk-\(body)",
            "sk-learn", "sha256:\(body)\(body)", "://", ":", "hf_", "",
        ]
    )
    func others(text: String) {
        #expect(redacted(text) == text)
    }

    @Test("lines keep their numbers and a second pass finds nothing", arguments: 0..<20)
    func laws(seed: Int) {
        var random = SplitMix64(seed: seed)
        let pieces = ["hf_\(Self.body)", "\n", " ", "https://a:b@c", "sk-", "ghp_", "_", "://", "@", ":", "x", "é", Self.body]
        let text = (0..<200).map { _ in random.pick(pieces) }.joined()
        let once = redacted(text)
        #expect(
            once.split(separator: "\n", omittingEmptySubsequences: false).count
                == text.split(separator: "\n", omittingEmptySubsequences: false).count
        )
        #expect(!once.contains("hf_\(Self.body)"))
        #expect(redacted(once) == once)
    }

    @Test("a reading is cleared of them, and of nothing else")
    func reading() throws {
        var reading = EnvironmentReading()
        let name = try #require(PackageName("tool"))
        for source in ["https://me:s3cret@host/a.whl", "https://s3cret@host/a.whl", "https://host/a.whl?key=s3cret", "https://host/a.whl"] {
            let release = Release(name: name, version: "1.0", source: source)
            reading.packages.append(ResolvedPackage(release: release, evidence: Evidence(kind: .log, log: 0, line: 1)))
        }
        reading.gaps = [Gap(log: 0, line: 1, reason: .quiet, command: "RUN pip install git+https://s3cret@host/o/r && x --key \u{1F600}")]
        let cleared = SecretRedaction.redacting(reading)
        #expect(!"\(cleared)".contains("s3cret"))
        #expect(cleared.packages.last?.release.source == "https://host/a.whl")
        #expect(cleared.packages.count == 4 && cleared.gaps.count == 1)
        #expect(SecretRedaction.redacting(cleared) == cleared)
    }

    @Test("a reading that cannot be cleared is not shown at all", arguments: ["", "{}", "not json"])
    func failsClosed(broken: String) throws {
        var reading = EnvironmentReading()
        reading.python = "s3cret"
        let withheld = SecretRedaction.redacting(reading) { _ in (Array(broken.utf8), 1) }
        #expect(withheld.python == nil)
        #expect(withheld.packages.isEmpty && !withheld.isComplete)
        #expect(withheld.diagnostics.map(\.code) == ["redaction.failed"])
    }

    @Test("a token in a variable is named by the variable")
    func variables() throws {
        let space = try #require(SpaceName("a/b"))
        let metadata = CaptureMetadata(space: space, takenAt: "2026-01-01T00:00:00Z", origin: "test")
        let token = "hf_\(Self.body)"
        let text = """
            {"PLAIN":{"value":"x"},"LEAK":{"value":"\(token)"},"BOTH":{"value":"https://me:s3cret@host","description":"\(token)"},
             "\(token)":{"value":"y"},"ODD":{"note":"\(token)"}}
            """
        let (result, found) = SecretRedaction.redacting(Capture(metadata: metadata, files: ["variables.json": Array(text.utf8)]))
        #expect(
            found == ["variables.json: LEAK": 1, "variables.json: BOTH": 2, "variables.json: hf_REDACTED": 1, "variables.json": 1]
        )
        let kept = String(decoding: result.files["variables.json"] ?? [], as: UTF8.self)
        #expect(!kept.contains(Self.body) && !kept.contains("s3cret"))
        let broken = SecretRedaction.redacting(Capture(metadata: metadata, files: ["variables.json": Array("[\(token)".utf8)]))
        #expect(broken.found == ["variables.json": 1])
    }

    @Test("a repository's own files are counted, not changed")
    func repository() throws {
        let space = try #require(SpaceName("a/b"))
        let token = Array("hf_\(Self.body)".utf8)
        let metadata = CaptureMetadata(space: space, takenAt: "2026-01-01T00:00:00Z", origin: "test")
        let capture = Capture(metadata: metadata, files: ["repo/app.py": token, "logs/run-001.log": token, "freeze.txt": []])
        let (result, found) = SecretRedaction.redacting(capture)
        #expect(found == ["repo/app.py": 1, "logs/run-001.log": 1])
        #expect(result.files["repo/app.py"] == token)
        #expect(result.files["logs/run-001.log"] == Array("hf_REDACTED".utf8))
    }
}
