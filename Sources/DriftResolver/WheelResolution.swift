package import DriftCore
internal import Foundation

/// Asks a resolver whether lines can be installed together from wheels, for a Python and platform that this machine need not have.
///
/// Nothing is installed, and no package's code runs: a release without a wheel is refused, not built.
package struct WheelResolution: Sendable {
    private let tool: ResolverTool
    private let environment: ToolEnvironment
    private let directory: TemporaryDirectory

    package init(tool: ResolverTool, environment: ToolEnvironment, directory: TemporaryDirectory) {
        self.tool = tool
        self.environment = environment
        self.directory = directory
    }

    /// What the platform's images run: Debian, x86-64.
    private static let uvPlatform = "x86_64-manylinux_2_28"
    /// pip takes each tag by itself; the newest first.
    private static let pipPlatforms = [
        "manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_26_x86_64", "manylinux_2_24_x86_64", "manylinux_2_17_x86_64",
        "manylinux2014_x86_64", "manylinux_2_12_x86_64", "manylinux_2_5_x86_64", "linux_x86_64",
    ]

    /// - Parameter python: `3.13`
    package func answer(_ question: ResolverQuestion, python: String, timeLimit: Duration) async throws(ResolverError) -> ResolverAnswer {
        try directory.write(Array((question.lines.joined(separator: "\n") + "\n").utf8), to: "question.in")
        switch tool {
        case .uv(let path, _): return try await byUV(path, question, python, timeLimit)
        case .pip(let interpreter, _): return try await byPip(interpreter, question, python, timeLimit)
        }
    }

    private func byUV(
        _ path: String,
        _ question: ResolverQuestion,
        _ python: String,
        _ timeLimit: Duration
    ) async throws(ResolverError) -> ResolverAnswer {
        var arguments = [
            "pip", "compile", "--python-version", python, "--python-platform", Self.uvPlatform, "--only-binary", ":all:", "--no-header",
            "--annotation-style", "line", "--index-strategy", "unsafe-best-match", "question.in",
        ]
        if question.prefersLowest { arguments += ["--resolution", "lowest-direct"] }
        let output = try await run(path, arguments, "uv pip compile", timeLimit)
        guard output.isSuccess else { return .unsatisfiable(explanation: try refusal(output, "uv pip compile")) }
        return .satisfiable(ResolverOutput.uv(String(decoding: output.result, as: UTF8.self), messages: output.messages))
    }

    private func byPip(
        _ interpreter: PythonInterpreter,
        _ question: ResolverQuestion,
        _ python: String,
        _ timeLimit: Duration
    ) async throws(ResolverError) -> ResolverAnswer {
        let target = ["--python-version", python] + Self.pipPlatforms.flatMap { ["--platform", $0] }
        let arguments =
            [
                "-m", "pip", "install", "--dry-run", "--ignore-installed", "--report", "report.json", "--only-binary", ":all:",
                "--target", "target",
            ] + target + ["-r", "question.in"]
        let output = try await run(interpreter.path, arguments, "pip install --dry-run", timeLimit)
        if output.isSuccess {
            guard let data = FileManager.default.contents(atPath: directory.path + "/report.json"),
                let resolution = ResolverOutput.pip(report: data, messages: output.messages)
            else { throw .unreadableOutput(step: "pip install --dry-run") }
            return .satisfiable(resolution)
        }
        let explanation = try refusal(output, "pip install --dry-run")
        return .unsatisfiable(explanation: try await withSources(explanation, interpreter, timeLimit))
    }

    /// pip says "no matching distribution" of a release that has no wheel and of one that is not there at all. Its list of versions has both
    /// kinds; where the release is in it, the explanation says so in uv's words.
    private func withSources(
        _ explanation: [String],
        _ interpreter: PythonInterpreter,
        _ timeLimit: Duration
    ) async throws(ResolverError) -> [String] {
        let mark = "No matching distribution found for "
        guard let line = explanation.first(where: { $0.contains(mark) }), let found = line.firstRange(of: mark),
            let requirement = try? Requirement(parsing: line[found.upperBound...].prefix { $0 != " " && $0 != "(" }),
            let version = requirement.specifiers.exactVersion
        else { return explanation }
        // `Available versions: 1.1, 1.0`
        let arguments = ["-m", "pip", "index", "versions", requirement.name.normalized, "--ignore-requires-python", "--pre"]
        let output = try await run(interpreter.path, arguments, "pip index versions", timeLimit)
        let listed = String(decoding: output.result, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first { $0.hasPrefix("Available versions:") }?.split(whereSeparator: { " ,:".contains($0) }).dropFirst(2)
        guard output.isSuccess, listed?.contains(where: { Version($0).map { $0 == Version(version) } ?? false }) ?? false else {
            return explanation
        }
        let name = requirement.name
        return explanation + ["Because \(name)==\(version) has no usable wheels (the index lists it, pip takes none of its files)"]
    }

    private func refusal(_ output: ToolRun.Output, _ step: String) throws(ResolverError) -> [String] {
        if output.status.isSignal { throw .crashed(step: step, status: output.status.text, lastLine: "") }
        let text = String(decoding: output.result, as: UTF8.self) + "\n" + output.messages
        let explanation = try InstallerMessages.refusal(in: text, step: step, status: output.status.text)
        // Whatever else went wrong says nothing about the pins.
        guard InstallerMessages.isAboutVersions(explanation) else {
            throw .crashed(step: step, status: output.status.text, lastLine: explanation.first ?? "")
        }
        // `cause: Because …` is one of several lines under `error: No solution found when resolving dependencies`.
        return explanation.filter { !$0.hasPrefix("error: No solution found") }.map { line in
            line.replacing(directory.path + "/", with: "").trimmingPrefix("cause: ").trimmed
        }
    }

    private func run(
        _ program: String,
        _ arguments: [String],
        _ name: String,
        _ timeLimit: Duration
    ) async throws(ResolverError) -> ToolRun.Output {
        let tool = ToolRun(
            program: program,
            arguments: arguments,
            name: name,
            directory: directory.path,
            variables: environment.impatientVariables(temporary: directory.path),
            timeLimit: timeLimit
        )
        return try await tool.run()
    }
}
