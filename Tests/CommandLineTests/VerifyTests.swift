import DriftTesting
import Foundation
import Testing

/// The whole command with real pip, against an index on this machine. The captures are given the Python of the test tools.
@Suite("driftd verify", .enabled(if: ExternalTool.path(of: "uv") != nil, ExternalTool.skipReason), .timeLimit(.minutes(10)))
struct VerifyTests {
    private static let tools = (ExternalTool.path(of: "uv") ?? "").dropLast("/uv".count)
    private static let releases = [
        "numpy==2.4.2:", "numpy==2.4.3:", "huggingface-hub==1.4.1:", "huggingface-hub==1.7.1:", "datasets==4.5.0: numpy", "httpx==0.28.1:",
        "uvicorn==0.40.0:", "uvicorn==0.42.0:", "websockets==16.0:", "spaces==0.46.0:", "spaces==0.47.0:", "gradio==6.5.1: httpx",
        "gradio-client==2.0.3:", "typer-slim==0.23.1:",
    ]

    /// A program with a bundle `b.tar.gz` and a folder for temporary files.
    private func prepare(python: String? = nil, releases: [String] = Self.releases, pin: [String] = []) throws -> (
        DriftdProgram, PackageIndex
    ) {
        let program = try DriftdProgram()
        let minor = try python ?? Self.minor(program)
        for name in ["original", "duplicate"] {
            try program.copyCapture(name)
            let log = String(decoding: try program.scratch.read("\(name)/logs/build-001.log"), as: UTF8.self)
            try program.scratch.write(log.replacing("python:3.13", with: "python:\(minor)"), to: "\(name)/logs/build-001.log")
        }
        try FileManager.default.createDirectory(atPath: program.path("tmp"), withIntermediateDirectories: false)
        let index = try PackageIndex(releases)
        try program.run(["pin", "./original", "./duplicate", "-q", "-o", "b.tar.gz"] + pin).expectSuccess()
        return (program, index)
    }

    private static func minor(_ program: DriftdProgram) throws -> String {
        try program.shell("\(tools)/python -c 'import sys; print(\"%d.%d\" % sys.version_info[:2], end=\"\")'").output
    }

    private func variables(_ program: DriftdProgram, _ index: PackageIndex, _ more: [String: String] = [:]) -> [String: String] {
        index.variables.merging(["PATH": "\(Self.tools):/usr/bin:/bin", "TMPDIR": program.path("tmp")]) { $1 }.merging(more) { $1 }
    }

    private func leftovers(_ program: DriftdProgram) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: program.path("tmp"))
    }

    @Test("restored: 0, with the count; a module that cannot be imported: 1; the proof lies beside the bundle either way")
    func restored() throws {
        let (program, index) = try prepare()
        let outcome = try program.run(["verify", "b.tar.gz", "-q"], environment: variables(program, index))
        outcome.expectSuccess()
        #expect(outcome.output.contains("restored 7/7"), "\(outcome.output)")
        #expect(program.exists("b.tar.gz.proof.json"))
        #expect(try leftovers(program).isEmpty)
        let smoke = try program.run(["verify", "b.tar.gz", "-q", "--smoke", "nosuch"], environment: variables(program, index))
        #expect(smoke.exitCode == 1)
        #expect(smoke.output.contains("nosuch"))
    }

    @Test("what the platform's own line replaces or refuses: 1, in pip's words")
    func differs() throws {
        let (program, index) = try prepare(
            releases: Self.releases.map { $0 == "gradio==6.5.1: httpx" ? "gradio==6.5.1: httpx<0.28" : $0 } + ["httpx==0.27.2:"]
        )
        let outcome = try program.run(["verify", "b.tar.gz", "-q"], environment: variables(program, index))
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains("Proof: refused") && outcome.output.contains("httpx"), "\(outcome.output)")
        #expect(try leftovers(program).isEmpty)
    }

    @Test("the Python is not on this machine: resolved only, 3; nor is anything that resolves: 2")
    func noPython() throws {
        let (program, index) = try prepare(python: "3.6")
        let more = ["PYENV_ROOT": program.path("none")]
        let outcome = try program.run(["verify", "b.tar.gz"], environment: variables(program, index, more))
        #expect(outcome.exitCode == 3, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.hasPrefix("Proof: resolved") && outcome.errors.contains("not replayed: no Python 3.6 was found"))
        let nothing = try program.run(
            ["verify", "b.tar.gz", "-q"],
            environment: variables(program, index, more.merging(["PATH": "/nonexistent"]) { $1 })
        )
        nothing.expectFailure(2, errorContaining: "uv was not found")
        #expect(try leftovers(program).isEmpty)
    }

    @Test(
        "an index that breaks, says something else, is slow or is gone: 2, an older proof stays, nothing is left over",
        arguments: ["broken", "garbage", "slow", "gone"]
    )
    func index(trouble: String) throws {
        let (program, _) = try prepare()
        let behaviour = PackageIndex.Behaviour(rawValue: trouble) ?? .right
        let index = try PackageIndex([], behaviour: behaviour)
        if trouble == "gone" { index.stop() }
        try program.scratch.write("older", to: "b.tar.gz.proof.json")
        let outcome = try program.run(
            ["verify", "b.tar.gz", "-q", "--time-limit", "600"],
            environment: variables(program, index, ["PIP_RETRIES": "0", "PIP_DEFAULT_TIMEOUT": "3"])
        )
        outcome.expectFailure(2, errorContaining: "did not reach the package index")
        if trouble == "slow" {
            #expect(outcome.errors.contains("127.0.0.1:\(port(index)) did not answer in 3 seconds"), "\(outcome.errors)")
        }
        #expect(try program.scratch.read("b.tar.gz.proof.json") == Array("older".utf8))
        #expect(try leftovers(program).isEmpty)
    }

    private func port(_ index: PackageIndex) -> String {
        index.address.split(separator: ":").last.map { String($0.prefix { $0.isNumber }) } ?? "?"
    }

    @Test("Ctrl-C in mid-replay: 2, no proof, and neither pip nor its environment is left", arguments: ["INT", "TERM"])
    func interrupted(signal: String) throws {
        let (program, _) = try prepare()
        let index = try PackageIndex([], behaviour: .slow)
        let settings = variables(program, index).map { "\($0)='\($1)'" }.joined(separator: " ")
        let outcome = try program.shell(
            """
            env \(settings) "$DRIFTD" verify b.tar.gz -q & id=$!
            for n in $(seq 3000); do pgrep -f "$PWD/tmp/.*pip install" >pip && break; sleep 0.1; done
            kill -\(signal) $id; wait $id; code=$?
            for n in $(seq 600); do pgrep -f "$PWD/tmp/.*pip install" >/dev/null || break; sleep 0.1; done
            pgrep -f "$PWD/tmp/.*pip install" >left
            exit $code
            """
        )
        outcome.expectFailure(2, error: "interrupted; the temporary environment is removed", hint: "run the same command again")
        #expect(try !program.scratch.read("pip").isEmpty, "it was interrupted too early")
        #expect(try program.scratch.read("left").isEmpty)
        #expect(!program.exists("b.tar.gz.proof.json"))
        #expect(try leftovers(program).isEmpty)
    }

    @Test(
        "a disk that is full, as the environment is made or in mid-install: 2, and the disk is as it was",
        .enabled(if: SmallDisk.isAvailable),
        arguments: [3000, 40_000]
    )
    func fullDisk(kilobytes: Int) throws {
        let (program, index) = try prepare(releases: Self.releases.map { $0 == "typer-slim==0.23.1:" ? "typer-slim==0.23.1 (large):" : $0 })
        let settings = variables(program, index, ["TMPDIR": program.path("disk")]).map { "\($0)='\($1)'" }.joined(separator: " ")
        let outcome = try program.shell(
            SmallDisk.script(
                kilobytes: kilobytes,
                """
                env \(settings) "$DRIFTD" verify b.tar.gz -q; code=$?
                ls -A disk > left
                exit $code
                """
            )
        )
        outcome.expectFailure(2, errorContaining: "ran out of disk space")
        #expect(try program.scratch.read("left").isEmpty)
        #expect(!program.exists("b.tar.gz.proof.json"))
    }

    @Test("pip or uv that crashes: 2, with the signal; `pin` writes the bundle unproven and says so")
    func crash() throws {
        let (program, index) = try prepare()
        try program.scratch.write(
            "#!/bin/sh\ncase \"$*\" in *'-m venv'*) kill -SEGV $$;; *) exec \(Self.tools)/python \"$@\";; esac\n",
            to: "bin/python"
        )
        try program.scratch.write("#!/bin/sh\n[ \"$1\" = --version ] && echo 'uv 0.13.9' || kill -SEGV $$\n", to: "bin/uv")
        _ = try program.shell("chmod +x bin/*")
        let crashed = try program.run(["verify", "b.tar.gz", "-q", "--python", "bin/python"], environment: variables(program, index))
        crashed.expectFailure(2, errorContaining: "`python -m venv` failed (signal 11)")
        let more = ["PATH": "\(program.path("bin")):/usr/bin:/bin"]
        let resolved = try program.run(["verify", "b.tar.gz", "-q", "--resolve-only"], environment: variables(program, index, more))
        resolved.expectFailure(2, errorContaining: "`uv pip compile` failed (signal 11)")
        #expect(try leftovers(program).isEmpty && !program.exists("b.tar.gz.proof.json"))
        let pinned = try program.run(
            ["pin", "./original", "./duplicate", "-o", "c.tar.gz"],
            environment: variables(program, index, more.merging(["DRIFTD_OFFLINE": ""]) { $1 })
        )
        #expect(pinned.exitCode == 0)
        #expect(pinned.errors.hasPrefix("warning: the pins were not tried: `uv pip compile` failed (signal 11)"), "\(pinned.errors)")
        #expect(pinned.output.hasPrefix("Proof: unproven – these pins have not been tried (the resolver broke off)"))
        #expect(try leftovers(program).isEmpty)
    }
}
