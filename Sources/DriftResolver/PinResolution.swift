internal import DriftCore
internal import Foundation

/// Asks a resolver whether requirements can be met together, without installing anything: uv, or pip where there is none.
package struct PinResolution: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// One line a package, as `pip freeze` prints them.
        case satisfiable(freeze: [UInt8], tool: String)
        case unsatisfiable(explanation: [String], tool: String)
    }

    private let environment: ToolEnvironment
    private let directory: TemporaryDirectory
    private let timeLimit: Duration
    private let uv: String?
    private let onLine: (@Sendable (String) -> Void)?

    /// - Parameter uv: the program; `nil`: from `PATH`.
    package init(
        environment: ToolEnvironment,
        directory: TemporaryDirectory,
        timeLimit: Duration,
        uv: String? = nil,
        onLine: (@Sendable (String) -> Void)? = nil
    ) {
        self.environment = environment
        self.directory = directory
        self.timeLimit = timeLimit
        self.uv = uv
        self.onLine = onLine
    }

    /// What the platform's images run: Debian, x86-64.
    static let platform = "x86_64-manylinux_2_28"

    /// Where `files` are found, from the requirements.
    package static let filesDirectory = "files"

    /// - Parameters:
    ///   - requirements: a requirements file, and what is asked for besides.
    ///   - files: what it names, as `-r files/requirements.txt`.
    ///   - python: `3.13`
    package func run(
        requirements: [UInt8],
        files: [String: [UInt8]] = [:],
        with line: [String],
        python: String,
        asOf date: String? = nil
    ) async throws(ResolverError) -> Outcome {
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try directory.write(bytes, to: "\(Self.filesDirectory)/\(name)") }
        try directory.write(requirements, to: "requirements.in")
        try directory.write(Array((line.joined(separator: "\n") + "\n").utf8), to: "platform.in")
        let programs = uv.map { [$0] } ?? environment.candidates(for: "uv")
        if let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) {
            return try await byUV(program, python: python, date: date)
        }
        return try await byPip(python: python, date: date)
    }

    private func byUV(_ program: String, python: String, date: String?) async throws(ResolverError) -> Outcome {
        // Every index counts, and so does a pre-release that is asked for: as pip has it.
        var arguments = [
            "pip", "compile", "--python-version", python, "--python-platform", Self.platform, "--no-header", "--no-annotate", "--quiet",
            "--index-strategy", "unsafe-best-match", "requirements.in", "platform.in",
        ]
        if let date { arguments += ["--exclude-newer", date] }
        onLine?("uv pip compile (Python \(python), \(Self.platform))")
        let output = try await tool(program, arguments, name: "uv pip compile")
        let version = try await tool(program, ["--version"], name: "uv --version")
        let words = String(decoding: version.result, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let name = words.count > 1 ? "uv \(words[1])" : "uv"
        if output.isSuccess { return .satisfiable(freeze: output.result, tool: name) }
        return .unsatisfiable(explanation: try refusal(output, "uv pip compile"), tool: name)
    }

    /// pip resolves for the interpreter that it runs on; for another one it takes wheels only.
    private func byPip(python: String, date: String?) async throws(ResolverError) -> Outcome {
        guard let interpreter = try await anyPip() else { throw .programMissing("uv") }
        var arguments = [
            "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "report.json", "-r", "requirements.in", "-r",
            "platform.in",
        ]
        if interpreter.minor != PythonInterpreter.minor(of: python) {
            arguments += ["--only-binary", ":all:", "--python-version", python, "--target", "target"]
        }
        onLine?("pip install --dry-run (Python \(python))")
        let output = try await tool(interpreter.path, arguments, name: "pip install --dry-run", asOf: date)
        guard output.isSuccess else {
            return .unsatisfiable(explanation: try refusal(output, "pip install --dry-run"), tool: "pip")
        }
        guard let data = FileManager.default.contents(atPath: directory.path + "/report.json"),
            let report = try? JSONDecoder().decode(PipReport.self, from: data)
        else { throw .unreadableOutput(step: "pip install --dry-run") }
        let lines = report.install.map { "\($0.metadata.name)==\($0.metadata.version)" }.sorted()
        return .satisfiable(freeze: Array((lines.joined(separator: "\n") + "\n").utf8), tool: "pip \(report.pip_version)")
    }

    private func anyPip() async throws(ResolverError) -> PythonInterpreter? {
        let search = InterpreterSearch(environment: environment)
        for path in environment.candidates(for: "python3") where FileManager.default.isExecutableFile(atPath: path) {
            guard let found = try? await search.interpreter(at: path) else { continue }
            let pip = try await tool(found.path, ["-m", "pip", "--version"], name: "pip --version")
            if pip.isSuccess { return found }
        }
        return nil
    }

    /// The part of pip's installation report that is needed. Source: pip's documentation, "Installation Report", version 1.
    private struct PipReport: Decodable {
        var pip_version: String
        var install: [Item]

        struct Item: Decodable { var metadata: Metadata }
        struct Metadata: Decodable { var name: String, version: String }
    }

    private func refusal(_ output: ToolRun.Output, _ step: String) throws(ResolverError) -> [String] {
        let text = String(decoding: output.result, as: UTF8.self) + "\n" + output.messages
        return try InstallerMessages.refusal(in: text, step: step, status: output.status.text)
    }

    private func tool(
        _ program: String,
        _ arguments: [String],
        name: String,
        asOf date: String? = nil
    ) async throws(ResolverError) -> ToolRun.Output {
        var variables = environment.variables(temporary: directory.path)
        if let date { variables["PIP_UPLOADED_PRIOR_TO"] = date }
        let run = ToolRun(
            program: program,
            arguments: arguments,
            name: name,
            directory: directory.path,
            variables: variables,
            timeLimit: timeLimit
        )
        return try await run.run()
    }
}
