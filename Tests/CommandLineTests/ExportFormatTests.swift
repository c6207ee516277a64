import DriftTesting
import Foundation
import Testing

/// With the real uv and pip, against the package index: what `show` writes down can be installed.
@Suite(
    "driftd show --format dockerfile and pylock",
    .enabled(if: ExternalTool.path(of: "uv") != nil && ExternalTool.python(importing: "packaging.pylock") != nil, ExternalTool.skipReason),
    .timeLimit(.minutes(10))
)
struct ExportFormatTests {
    private static let freeze = "six==1.16.0\nidna==3.4\niniconfig==2.0.0\n"

    /// A freeze list of small packages, and a program that finds uv.
    private func prepare(_ freeze: String = freeze) throws -> (DriftdProgram, [String: String]) {
        let program = try DriftdProgram()
        try program.scratch.write(freeze, to: "freeze.txt")
        let variables = ProcessInfo.processInfo.environment.filter { name, _ in
            name.hasPrefix("PIP_") || name.hasPrefix("UV_") || name.lowercased().hasSuffix("_proxy") || name.hasPrefix("SSL_CERT")
        }
        return (program, variables.merging(["PATH": ExternalTool.environmentPath + "/bin:/usr/bin:/bin"]) { $1 })
    }

    private func python(_ arguments: [String], in directory: String) throws -> ExternalProgram.Result {
        let python = try #require(ExternalTool.python(importing: "packaging.pylock"))
        return try ExternalProgram(at: python).run(arguments, in: directory)
    }

    @Test("the lock is valid by PEP 751, and the real pip installs from it what the snapshot has")
    func lock() throws {
        let (program, variables) = try prepare()
        let version = try python(["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], in: "/").outputText.dropLast()
        let outcome = try program.run(["show", "./freeze.txt", "--format", "pylock", "--python", String(version)], environment: variables)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        try program.scratch.write(outcome.output, to: "pylock.toml")
        let check = """
            import tomllib
            from packaging.pylock import Pylock
            lock = Pylock.from_dict(tomllib.load(open("pylock.toml", "rb")))
            lock.validate()
            print(*[f"{p.name}=={p.version}" for p in lock.packages])
            """
        let names = try python(["-c", check], in: program.scratch.path)
        #expect(names.outputText == "idna==3.4 iniconfig==2.0.0 six==1.16.0\n", "\(names.errorText)")
        let dry = try python(
            ["-m", "pip", "install", "-r", "pylock.toml", "--dry-run", "--ignore-installed", "--disable-pip-version-check"],
            in: program.scratch.path
        )
        #expect(dry.status == 0, "\(dry.errorText)")
        #expect(dry.outputText.contains("Would install idna-3.4 iniconfig-2.0.0 six-1.16.0"), "\(dry.outputText)")
        // Another hash must be noticed, or the lock is worth nothing.
        let changed = outcome.output.replacing(/sha256 = "[0-9a-f]{64}"/, with: "sha256 = \"\(String(repeating: "0", count: 64))\"")
        try program.scratch.write(changed, to: "pylock.toml")
        let refused = try python(
            ["-m", "pip", "install", "-r", "pylock.toml", "--dry-run", "--ignore-installed"],
            in: program.scratch.path
        )
        #expect(refused.status != 0)
        #expect(refused.errorText.contains("DO NOT MATCH THE HASHES"), "\(refused.errorText)")
    }

    @Test("the Dockerfile's own pip lines make the snapshot's environment", arguments: [[], ["--hashes"]])
    func dockerfile(options: [String]) throws {
        let (program, variables) = try prepare()
        let arguments = ["show", "./freeze.txt", "--format", "dockerfile", "--python", "3.11"] + options
        let outcome = try program.run(arguments, environment: variables)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("FROM docker.io/library/python:3.11\n"))
        let made = try python(["-m", "venv", "environment"], in: program.scratch.path)
        #expect(made.status == 0, "\(made.errorText)")
        let script = Self.script(outcome.output, file: program.path("requirements.txt"))
        let path = program.path("environment/bin") + ":/usr/bin:/bin"
        let bash = ExternalProgram(at: "/bin/sh")
        let run = try bash.run(["-ec", script], in: program.scratch.path, environment: ["PATH": path])
        #expect(run.status == 0, "\(run.errorText)")
        let frozen = try bash.run(["-c", "python -m pip freeze"], in: program.scratch.path, environment: ["PATH": path])
        #expect(frozen.outputText == "idna==3.4\niniconfig==2.0.0\nsix==1.16.0\n")
    }

    /// What a builder would run: the `RUN` lines, and files from here-documents.
    private static func script(_ dockerfile: String, file: String) -> String {
        let joined = dockerfile.replacing(#/COPY <<"REQUIREMENTS" \S+\n/#, with: "cat > \(file) <<'REQUIREMENTS'\n")
            .replacing("/tmp/requirements.txt", with: file)
        return joined.replacing(#/(?m)^RUN /#, with: "").replacing(#/(?m)^FROM .*\n/#, with: "")
    }

    @Test(
        "what cannot be locked is said, and nothing is printed",
        arguments: [
            ("six==1.16.0\nnosuch-package-of-driftd==1.0\n", 2, "the index does not have all of"),
            ("six @ file:///tmp/six\n", 3, "cannot be locked: six:"),
        ]
    )
    func unlockable(freeze: String, code: Int32, error: String) throws {
        let (program, variables) = try prepare(freeze)
        let arguments = ["show", "./freeze.txt", "--format", "pylock", "--python", "3.11", "-q"]
        try program.run(arguments, environment: variables).expectFailure(code, errorContaining: error)
    }

    @Test("without uv, without an index, without a Python: a clear outcome")
    func missing() throws {
        let (program, variables) = try prepare()
        let lock = ["show", "./freeze.txt", "--format", "pylock", "-q"]
        try program.run(lock, environment: variables).expectFailure(
            3,
            error: "the evidence of ./freeze.txt shows no Python",
            hint: "name it: --python 3.13"
        )
        let withoutUV = variables.merging(["PATH": "/nonexistent"]) { $1 }
        try program.run(lock + ["--python", "3.11"], environment: withoutUV).expectFailure(2, errorContaining: "uv was not found")
        let offline = variables.merging(["UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple", "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0"]) {
            $1
        }
        try program.run(lock + ["--python", "3.11"], environment: offline)
            .expectFailure(2, errorContaining: "did not reach the package index")
    }
}
