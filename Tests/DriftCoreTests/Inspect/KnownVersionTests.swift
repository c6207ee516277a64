import DriftCore
import Testing

/// Fixes name what is known of the original.
@Suite("Fixes of an inspection")
struct KnownVersionTests {
    private static func subject() throws -> InspectionSubject {
        let code = """
            from transformers import AutoModel
            from huggingface_hub import hf_hub_download
            model = AutoModel.from_pretrained("owner/model")
            weights = hf_hub_download(repo_id="owner/weights", filename="a.bin")
            """
        var subject = InspectionSubject(label: "owner/space")
        subject.card = ["sdk": "gradio"]
        for (path, text) in ["README.md": "", "requirements.txt": "numpy\nnever-seen\n", "app.py": code] {
            subject.files[path] = Array(text.utf8)
        }
        subject.sources = ["app.py": AppSource.scanned(Array(code.utf8))]
        return subject
    }

    private static func known() throws -> InspectionSubject {
        var subject = try subject()
        var reading = EnvironmentReading()
        reading.python = "3.12"
        reading.sdk = SDK(name: "gradio", version: "5.49.1")
        reading.packages = try [("numpy", "1.26.4", EvidenceKind.log), ("never-seen", "2.0", .inferred)].map { name, version, kind in
            let release = Release(name: try #require(PackageName(name)), version: version)
            return ResolvedPackage(release: release, evidence: Evidence(kind: kind))
        }
        let commit = String(repeating: "a", count: 40)
        let linked = ["owner/model", "owner/weights"].map { LinkedRevision(kind: .model, name: $0, commit: commit) }
        let settings = SpaceSettings(linked: linked)
        subject.know(Snapshot(space: SpaceName("owner/space"), settings: settings, reading: reading))
        return subject
    }

    private static func fix(_ check: String, of subject: InspectionSubject) -> String {
        Inspector.inspect(subject).lines.first { $0.check == check }?.fix ?? ""
    }

    @Test("what a snapshot shows is written out: SDK, Python, pins, commits, preloads")
    func known() throws {
        let subject = try Self.known()
        let commit = String(repeating: "a", count: 40)
        #expect(Self.fix("sdk-version", of: subject).contains("sdk_version: 5.49.1"))
        #expect(Self.fix("python-version", of: subject).contains("python_version: \"3.12\""))
        #expect(Self.fix("requirements", of: subject).contains("numpy==1.26.4"))
        #expect(!Self.fix("requirements", of: subject).contains("never-seen"))
        #expect(Self.fix("requirements", of: subject).contains("`driftd pin owner/space <duplicate>`"))
        #expect(Self.fix("model-revisions", of: subject).contains("revision=\"\(commit)\" for owner/model"))
        #expect(Self.fix("startup-downloads", of: subject).contains("- owner/weights a.bin \(commit)"))
        #expect(Self.fix("startup-downloads", of: subject).contains("- owner/model -"))
    }

    @Test(
        "a version that YAML takes for a number is named, with what the original runs",
        arguments: [
            ("sdk_version: 5.10", true), ("sdk_version: 5.10  # new", true), ("sdk_version: \"5.10\"", false), ("sdk_version: 5.1", false),
        ]
    )
    func number(line: String, isMisread: Bool) throws {
        for (subject, fix) in [(try Self.known(), "sdk_version: 5.49.1"), (try Self.subject(), "sdk_version: 5.1.0")] {
            var subject = subject
            subject.card = ["sdk": "gradio", "sdk_version": line.contains("\"") ? "5.10" : "5.1"]
            subject.files["README.md"] = Array("---\nsdk: gradio\n\(line)\n---\n".utf8)
            let found = try #require(Inspector.inspect(subject).lines.first { $0.check == "sdk-version" })
            #expect(found.verdict == (isMisread ? .warn : .ok))
            #expect(found.fix?.contains(fix) == (isMisread ? true : nil), "\(found.fix ?? "")")
        }
    }

    @Test("what is not known is not made up")
    func unknown() throws {
        let subject = try Self.subject()
        #expect(Self.fix("sdk-version", of: subject).contains("driftd show <original>"))
        #expect(Self.fix("requirements", of: subject).contains("driftd snapshot <original>"))
        #expect(Self.fix("model-revisions", of: subject) == "add revision=\"<commit>\"")
        #expect(Self.fix("startup-downloads", of: subject).contains("- owner/model - owner/weights a.bin; a commit"))
    }

    @Test("a closed model is not proposed for the image, whose build may not read it")
    func closed() throws {
        var subject = try Self.subject()
        subject.repositories = ["owner/model": RepositoryAccess(.gated("manual")), "owner/weights": RepositoryAccess(.open)]
        #expect(!Self.fix("startup-downloads", of: subject).contains("owner/model"))
        subject.repositories?["owner/weights"] = RepositoryAccess(.isPrivate)
        #expect(Self.fix("startup-downloads", of: subject).contains("does not help"))
    }

    @Test("the reason why nobody was asked decides what to do")
    func silence() throws {
        var subject = try Self.subject()
        #expect(Self.fix("models", of: subject).contains("set HF_TOKEN"))
        subject.silence = .offline
        #expect(Self.fix("models", of: subject).contains("without --offline"))
    }
}
