import DriftCore
import DriftEngine
import DriftResolver
import DriftTesting
import Foundation
import Testing

/// With real pip and uv, against the package index: small packages without dependencies, or with one.
@Suite("Proving a bundle", .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason), .timeLimit(.minutes(10)))
struct VerifyBundleTests {
    private static let base = BuildStep(kind: .base, arguments: ["idna"])

    private func requirements(_ line: String...) -> BuildStep {
        BuildStep(kind: .requirements, arguments: ["-r", "requirements.txt"] + line)
    }

    private func prove(
        _ fixture: VerifyFixture,
        with python: PythonInterpreter?,
        variables: [String: String] = [:],
        _ change: (inout VerifyBundle.Request) -> Void = { _ in }
    ) async throws -> Proof {
        var request = VerifyBundle.Request(bundle: fixture.bundle)
        request.python = python?.path
        change(&request)
        var access = IndexAccess(variables: try fixture.variables(variables))
        access.uv = ExternalTool.path(of: "uv")
        return try await VerifyBundle(access).run(request)
    }

    @Test("Installed as the platform does it, the pins give the original; the proof lies beside the bundle")
    func restored() async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(
            original: "idna==3.4\niniconfig==2.0.0\nsix==1.16.0\n",
            requirements: "# mine\nsix\n",
            steps: [Self.base, requirements("iniconfig", "toolz", "uv")],
            python: python.minor
        )
        // What would change the result must not reach pip.
        let hostile = [
            "PIP_TARGET": "/nonexistent", "PIP_CONSTRAINT": "/nonexistent/c.txt", "PYTHONPATH": "/nonexistent",
            "PIP_REQUIRE_VIRTUALENV": "1",
        ]
        let proof = try await prove(fixture, with: python, variables: hostile) { $0.smokeModule = "six" }
        #expect(proof.level == .replayed)
        #expect(proof.result == .restored)
        #expect((proof.restored, proof.total) == (3, 3))
        #expect(proof.differences.isEmpty)
        // An installer is no package that the original lacked.
        #expect(proof.extra == ["toolz"])
        #expect(proof.smoke?.isImported == true)
        #expect(proof.python == python.version)
        #expect(proof.sentence.contains("restored 3/3"))
        #expect(try ProofFile.read(besideBundle: fixture.bundle) == .proof(proof))
        #expect(try fixture.leftovers().isEmpty)
    }

    @Test("Of an original that is not known in full nothing is said to have been lacking")
    func incompleteOriginal() async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(
            original: "six==1.16.0\n",
            isComplete: false,
            requirements: "six\n",
            steps: [requirements("toolz")],
            python: python.minor
        )
        let proof = try await prove(fixture, with: python)
        #expect((proof.restored, proof.total) == (1, 1))
        #expect(proof.extra.isEmpty && proof.unaccounted == ["toolz"] && proof.isOriginalComplete == false)
        #expect(proof.sentence.contains("evidence is incomplete"))
    }

    @Test("A pin that the platform's own line rules out is refused, in pip's words")
    func irreducible() async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(
            original: "h11==0.12.0\n",
            requirements: "",
            steps: [requirements("httpcore==1.0.5")],
            python: python.minor
        )
        let proof = try await prove(fixture, with: python)
        #expect(proof.level == .replayed)
        #expect(proof.result == .refused)
        #expect(proof.explanation.contains { $0.contains("h11") && $0.contains("httpcore") })
        let resolved = try await prove(fixture, with: nil) { $0.resolvesOnly = true }
        #expect(resolved.level == .resolved)
        #expect(resolved.result == .refused)
        #expect(resolved.explanation.contains { $0.contains("h11") })
        #expect(resolved.shortfall == nil)
        // What a replay said stays.
        #expect(try ProofFile.read(besideBundle: fixture.bundle) == .proof(proof))
        #expect(try fixture.leftovers().isEmpty)
    }

    @Test("Where nothing tells the duplicate's Python, the one that is named is asked about, and none is guessed")
    func namedInterpreter() async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(original: "six==1.16.0\n", requirements: "six\n", steps: [requirements()], python: nil)
        let resolved = try await prove(fixture, with: python) { $0.resolvesOnly = true }
        #expect(resolved.level == .resolved && resolved.result == .restored)
        await #expect(throws: VerifyError.self) { try await prove(fixture, with: nil) { $0.resolvesOnly = true } }
    }

    @Test("A later layer that replaces a pinned version is told")
    func replaced() async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(
            original: "h11==0.12.0\nsix==1.16.0\nnotthere==1.0\n".replacing("notthere==1.0\n", with: ""),
            requirements: "six\n",
            steps: [requirements(), BuildStep(kind: .platform, arguments: ["httpcore==1.0.5"])],
            python: python.minor
        )
        let proof = try await prove(fixture, with: python)
        #expect(proof.result == .differs)
        #expect((proof.restored, proof.total) == (1, 2))
        #expect(proof.differences.map(\.name) == ["h11"])
        #expect(proof.differences.first?.original == "0.12.0")
        #expect(proof.differences.first?.reason == "pinned, but a later step installed another version")
    }

    @Test("Without the duplicate's Python the proof is only resolved, and says so")
    func missingInterpreter() async throws {
        let missing = try await VerifyFixture.interpreter().minor == "3.12" ? "3.11" : "3.12"
        let fixture = try VerifyFixture(
            original: "idna==3.4\nsix==1.16.0\n",
            requirements: "six\n",
            steps: [Self.base, requirements("iniconfig")],
            python: missing
        )
        let empty = try ScratchDirectory()
        // uv needs some Python, if not this one.
        let variables = ["PATH": ExternalTool.environmentPath + "/bin", "HOME": empty.path, "PYENV_ROOT": empty.path]
        let proof = try await prove(fixture, with: nil, variables: variables)
        #expect(proof.level == .resolved)
        #expect(proof.result == .restored)
        #expect(proof.shortfall?.contains("no Python \(missing)") ?? false)
        #expect((proof.restored, proof.total) == (2, 2))
        #expect(proof.tools.contains { $0.name == "uv" })
    }

    @Test(
        "a file that would read something of this machine is not replayed, and nothing of it is shown",
        arguments: ["-r /etc/hostname", "-c ../../etc/passwd", "x @ file:///tmp/x-1-py3-none-any.whl", "-e /root"]
    )
    func foreignPath(line: String) async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(
            original: "six==1.16.0\n",
            requirements: "six\n\(line)\n",
            steps: [requirements()],
            python: python.minor
        )
        let error = await #expect(throws: VerifyError.self) { _ = try await prove(fixture, with: python) }
        #expect(error?.kind == .noVerdict)
        #expect(error?.message.contains("requirements.txt:2 takes ") == true, "\(error?.message ?? "")")
        #expect(try fixture.leftovers().isEmpty)
    }

    @Test("An interpreter of another version is refused, not used")
    func wrongInterpreter() async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(original: "six==1.16.0\n", requirements: "", steps: [requirements()], python: "3.6")
        await #expect(throws: VerifyError.self) { _ = try await prove(fixture, with: python) }
        #expect(try ProofFile.read(besideBundle: fixture.bundle) == .none)
    }

    @Test("Without an index there is no verdict, no proof and nothing left over")
    func noNetwork() async throws {
        let python = try await VerifyFixture.interpreter()
        let fixture = try VerifyFixture(original: "six==1.16.0\n", requirements: "", steps: [requirements()], python: python.minor)
        let variables = ["PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"]
        let error = await #expect(throws: VerifyError.self) { _ = try await prove(fixture, with: python, variables: variables) }
        guard case .resolver(.noNetwork) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.isTransient == true)
        #expect(try ProofFile.read(besideBundle: fixture.bundle) == .none)
        #expect(try fixture.leftovers().isEmpty)
    }
}
