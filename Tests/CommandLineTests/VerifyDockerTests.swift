import DriftTesting
import Foundation
import Testing

/// Docker Spaces with real pip and uv, against an index on this machine.
@Suite("driftd verify: Docker Spaces", .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason), .timeLimit(.minutes(5)))
struct VerifyDockerTests {
    private static let tools = (ExternalTool.path(of: "uv") ?? "").dropLast("/uv".count)

    /// A bundle `b.tar.gz` for a Space with this Dockerfile, whose base image has the Python of the test tools.
    private func prepare(_ dockerfile: String, freeze: String = "six==1\nother==1\n", requirements: String = "six\n") throws -> (
        DriftdProgram, PackageIndex
    ) {
        let program = try DriftdProgram()
        let minor = try program.shell("\(Self.tools)/python -c 'import sys; print(\"%d.%d\" % sys.version_info[:2], end=\"\")'").output
        try program.scratch.write(freeze, to: "freeze.txt")
        try program.scratch.write("---\nsdk: docker\n---\n", to: "repo/README.md")
        try program.scratch.write("FROM python:\(minor)\nCOPY . .\n" + dockerfile, to: "repo/Dockerfile")
        try program.scratch.write(requirements, to: "repo/requirements.txt")
        try program.run(["pin", "freeze.txt", "./repo", "-q", "-o", "b.tar.gz"]).expectSuccess()
        return (program, try PackageIndex(["six==1:", "six==2:", "other==1: six", "other==2: six"]))
    }

    /// - Parameter hasUV: whether `uv` is on the path, beside the Python of the test tools.
    private func verify(_ program: DriftdProgram, _ index: PackageIndex, hasUV: Bool = true) throws -> DriftdProgram.Outcome {
        _ = try program.shell("mkdir -p bin; ln -sf \(Self.tools)/python bin/python3")
        let path = hasUV ? "\(Self.tools):/usr/bin:/bin" : "\(program.path("bin")):/usr/bin:/bin"
        return try program.run(["verify", "b.tar.gz", "--json"], environment: index.variables.merging(["PATH": path]) { $1 })
    }

    private func proof(_ program: DriftdProgram) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(try program.scratch.read("b.tar.gz.proof.json"))) as? [String: Any]
        )
    }

    @Test("calls of uv are replayed by uv, the others by pip, and the proof says which; without uv, pip does all, and that is said")
    func programs() throws {
        let (program, index) = try prepare("RUN uv pip install --system -r requirements.txt\nRUN pip install other\n")
        let outcome = try verify(program, index)
        #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
        let proof = try proof(program)
        #expect(proof["steps"] as? [String] == ["uv pip install -r requirements.txt", "pip install other==1"])
        #expect((proof["tools"] as? [[String: String]])?.compactMap { $0["name"] } == ["driftd", "uv", "pip"])
        #expect(proof["deviations"] as? [String] == [])
        let without = try verify(program, index, hasUV: false)
        #expect(without.exitCode == 0, "\(without.output)\(without.errors)")
        let second = try self.proof(program)
        #expect(second["steps"] as? [String] == ["pip install -r requirements.txt", "pip install other==1"])
        #expect(second["deviations"] as? [String] == ["the call of uv was run by pip: there is no uv on this machine"])
    }

    @Test("of a Dockerfile that installs the repository's own project the pins are replayed, and the proof says what was not installed")
    func ownProject() throws {
        let (program, index) = try prepare("RUN pip install --no-cache-dir -e '.[web]'\n")
        let outcome = try verify(program, index)
        #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
        let proof = try proof(program)
        #expect(proof["steps"] as? [String] == ["pip install other==1 six==1"])
        #expect(proof["restored"] as? Int == 2)
        let deviations = try #require(proof["deviations"] as? [String])
        #expect(deviations.count == 1)
        #expect(deviations[0].hasPrefix("the repository's own project (Dockerfile:3) was not installed"))
    }

    @Test("uv takes the newest of all with -U: the replay shows what pip's would not")
    func renewed() throws {
        let (program, index) = try prepare("RUN uv pip install --system -r requirements.txt\nRUN uv pip install --system -qU other\n")
        let outcome = try verify(program, index)
        #expect(outcome.exitCode == 1, "\(outcome.output)\(outcome.errors)")
        #expect((try proof(program)["differences"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["six"])
    }

    @Test("a day and an index strategy that a variable names hold in pin's question and in the replay")
    func choices() throws {
        let (program, _) = try prepare(
            "ENV UV_EXCLUDE_NEWER=2026-02-01\nRUN uv pip install --system -r requirements.txt\n",
            freeze: "six==2\n"
        )
        let index = try PackageIndex(["six==1 (2026-01-10):", "six==2 (2026-03-10):"])
        let refused = try verify(program, index)
        #expect(refused.exitCode == 1, "\(refused.output)\(refused.errors)")
        let proof = try proof(program)
        #expect(proof["result"] as? String == "refused")
        #expect(proof["steps"] as? [String] == ["uv pip install --exclude-newer 2026-02-01 -r requirements.txt"])
        #expect((proof["explanation"] as? [String])?.contains { $0.contains("six==2") } == true, "\(proof)")
    }

    @Test("--hashes: a file that is locked by hashes gets the original's versions with theirs")
    func locked() throws {
        let zeros = String(repeating: "0", count: 64)
        let (program, index) = try prepare(
            "RUN pip install --require-hashes -r requirements.txt\n",
            freeze: "six==2\n",
            requirements: "# ours\nsix==1 --hash=sha256:\(zeros)\n"
        )
        let variables = index.variables.merging(["PATH": "\(Self.tools):/usr/bin:/bin", "DRIFTD_OFFLINE": "0"]) { $1 }
        try program.run(["pin", "freeze.txt", "./repo", "--hashes", "-q", "-o", "b.tar.gz"], environment: variables).expectSuccess()
        try program.run(["apply", "-q", "b.tar.gz", "repo"]).expectSuccess()
        let file = String(decoding: try program.scratch.read("repo/requirements.txt"), as: UTF8.self)
        #expect(file.hasPrefix("# ours\nsix==2 \\\n    --hash=sha256:") && !file.contains(zeros), "\(file)")
        let outcome = try verify(program, index)
        #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test("a wheel by its address is restored where a resolver names the address, and where pip installs it", arguments: [true, false])
    func address(hasUV: Bool) throws {
        let index = try PackageIndex(["six==1:", "other==1:", "more==1:"])
        let wheel = index.address.replacing("/simple", with: "/files/six-1-py3-none-any.whl")
        let (program, _) = try prepare(
            "RUN pip install -r requirements.txt\nRUN pip install more\n",
            freeze: "six @ \(wheel)\nother==1\nmore==1\n"
        )
        _ = try program.shell("mkdir -p bin; ln -sf \(Self.tools)/python bin/python3")
        let path = hasUV ? "\(Self.tools):/usr/bin:/bin" : "\(program.path("bin")):/usr/bin:/bin"
        let variables = index.variables.merging(["PATH": path, "DRIFTD_OFFLINE": "0"]) { $1 }
        let outcome = try program.run(["pin", "freeze.txt", "./repo", "-o", "c.tar.gz"], environment: variables)
        outcome.expectSuccess()
        #expect(outcome.output.hasPrefix("Proof: resolved"), "\(outcome.output)")
        let resolved = try program.run(["verify", "c.tar.gz", "--resolve-only", "--json"], environment: variables)
        #expect(resolved.exitCode == 0 && resolved.output.contains("\"restored\" : 3"), "\(resolved.output)\(resolved.errors)")
        let replayed = try program.run(["verify", "c.tar.gz", "--json"], environment: variables)
        #expect(replayed.exitCode == 0 && replayed.output.contains("\"restored\" : 3"), "\(replayed.output)\(replayed.errors)")
    }

    @Test(
        "a file that is not the one of its hash, or has a line that is none, is refused in the installer's words",
        arguments: [
            ("uv pip install --system", "six==1 --hash=sha256:\(String(repeating: "0", count: 64))", "Hash mismatch for"),
            ("uv pip install --system", "six==1\n%%% no line", "Unexpected '%'"),
            ("uv pip install --system --require-hashes", "six==1", "--require-hashes"),
            ("pip install", "six==1 --hash=sha256:\(String(repeating: "0", count: 64))", "DO NOT MATCH THE HASHES"),
            ("pip install", "six==1 --hash=md4:00", "Allowed hash algorithms"),
        ]
    )
    func refused(call: String, lines: String, words: String) throws {
        let (program, index) = try prepare("RUN \(call) -r requirements.txt\nRUN pip install other\n", requirements: lines + "\n")
        let outcome = try verify(program, index)
        #expect(outcome.exitCode == 1, "\(outcome.output)\(outcome.errors)")
        let proof = try proof(program)
        #expect(proof["result"] as? String == "refused")
        #expect((proof["explanation"] as? [String])?.contains { $0.contains(words) } == true, "\(proof)")
    }

    @Test("an index with a password of the build's own: never asked, never shown; what is refused without it is no verdict")
    func hiddenIndex() throws {
        let (program, index) = try prepare(
            "ENV PIP_EXTRA_INDEX_URL=http://user:hunter2secret@127.0.0.1:9/simple\nRUN pip install -r requirements.txt other\n"
        )
        let outcome = try verify(program, index)
        #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
        #expect((try proof(program)["deviations"] as? [String])?.count == 1)
        let plan = try program.shell("tar -xzOf b.tar.gz plan.json REPORT.md").output
        #expect(plan.contains("127.0.0.1:9") && !plan.contains("hunter2secret"))
        #expect(!String(decoding: try program.scratch.read("b.tar.gz.proof.json"), as: UTF8.self).contains("hunter2secret"))
        let (missing, other) = try prepare(
            "ENV PIP_INDEX_URL=https://${TOKEN}@127.0.0.1:9/simple\nRUN pip install -r requirements.txt\n",
            freeze: "six==3\n"
        )
        let refused = try verify(missing, other)
        refused.expectFailure(3, errorContaining: "neither proven nor refuted")
        #expect(!missing.exists("b.tar.gz.proof.json"))
    }
}
