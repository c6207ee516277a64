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

    /// pip takes each tag by itself; the newest first.
    private static let pipPlatforms = [
        "manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_26_x86_64", "manylinux_2_24_x86_64", "manylinux_2_17_x86_64",
        "manylinux2014_x86_64", "manylinux_2_12_x86_64", "manylinux_2_5_x86_64", "linux_x86_64",
    ]

    /// - Parameters:
    ///   - python: `3.13`
    ///   - date: what was uploaded later is not there.
    package func answer(
        _ question: ResolverQuestion,
        python: String,
        asOf date: String? = nil,
        timeLimit: Duration
    ) async throws(ResolverError) -> ResolverAnswer {
        let choices = ResolverChoices(question.lines)
        let call = call(python, choices, lowest: question.prefersLowest, ResolverChoices.earlier(date, choices.day), timeLimit)
        let lines = if case .pip = tool { choices.linesForPip } else { choices.lines }
        if question.alone.isEmpty { return try await answer(call, lines, python) }
        // Two calls in the image, and two questions here.
        let options = lines.filter { $0.hasPrefix("-") }
        var aloneCall = call
        aloneCall.arguments.append("--no-deps")
        let first = try await answer(aloneCall, options + question.alone, python)
        guard case .satisfiable(let alone) = first else { return first }
        if lines.count == options.count { return .satisfiable(alone) }
        let second = try await answer(call, lines, python)
        guard case .satisfiable(var all) = second else { return second }
        all.versions.merge(alone.versions) { $1 }
        all.parents.merge(alone.parents) { a, _ in a }
        all.yanked.merge(alone.yanked) { $1 }
        return .satisfiable(all)
    }

    private func call(
        _ python: String,
        _ choices: ResolverChoices,
        lowest: Bool,
        _ date: String?,
        _ timeLimit: Duration
    ) -> InstallerCall {
        let (program, arguments, step): (InstallerCall.Program, [String], String)
        switch tool {
        case .uv(let path, _):
            let options = ["--python-platform", InstallerCall.uvPlatform, "--only-binary", ":all:", "--annotation-style", "line"]
            program = .uv(path: path)
            arguments =
                InstallerCall.compiling(["question.in"], python: python, strategy: choices.strategy) + options
                + choices.optionsForUV(prefersLowest: lowest)
            step = "uv pip compile"
        case .pip(let interpreter, _):
            let options = ["--dry-run", "--ignore-installed", "--report", "report.json", "--only-binary", ":all:", "--target", "target"]
            let platforms = Self.pipPlatforms.flatMap { ["--platform", $0] }
            program = .pip(python: interpreter.path)
            arguments = ["install", "--python-version", python] + options + platforms + ["-r", "question.in"]
            step = "pip install --dry-run"
        }
        return InstallerCall(
            program: program,
            arguments: arguments,
            step: step,
            environment: environment,
            directory: directory,
            timeLimit: timeLimit,
            isImpatient: true,
            asOf: date
        )
    }

    private func answer(_ call: InstallerCall, _ lines: [String], _ python: String) async throws(ResolverError) -> ResolverAnswer {
        try call.write(lines, to: "question.in")
        switch (try await call.run(), tool) {
        case (.succeeded(let output), .uv):
            return .satisfiable(ResolverOutput.uv(String(decoding: output.result, as: UTF8.self), messages: output.messages))
        case (.succeeded(let output), .pip):
            guard let data = FileManager.default.contents(atPath: directory.path + "/report.json"),
                let resolution = ResolverOutput.pip(report: data, messages: output.messages)
            else { throw .unreadableOutput(step: call.step) }
            return .satisfiable(resolution)
        case (.refused(let refusal), _):
            // Whatever else went wrong says nothing about the pins.
            guard refusal.isAboutVersions else {
                throw .crashed(step: call.step, status: "refused", lastLine: refusal.explanation.first ?? "")
            }
            try await check(refusal.explanation, lines, python, call)
            return .unsatisfiable(explanation: try await withSources(refusal, call))
        }
    }

    /// Whether the refusal may be an index's fault.
    private func check(_ explanation: [String], _ lines: [String], _ python: String, _ call: InstallerCall) async throws(ResolverError) {
        if lines.contains("--no-index") { return }
        let names = ["--index-url", "--extra-index-url", "--find-links"]
        let sources = lines.map { $0.split(separator: " ", maxSplits: 1) }.filter { $0.count == 2 && names.contains(String($0[0])) }
        let target = ["--python-version", python] + Self.pipPlatforms.flatMap { ["--platform", $0] }
        let check = IndexCheck(call: call, python: python, target: target, sources: sources.map { $0.joined(separator: "=") })
        try await check.run(explanation)
    }

    /// pip says "no matching distribution" of a release that has no wheel and of one that is not there at all. Its list of versions has both
    /// kinds; where the release is in it, the explanation says so in uv's words.
    ///
    ///     WARNING: Ignoring version 2.0.6 of omegaconf since it has invalid metadata:
    private func withSources(_ refusal: InstallerCall.Refusal, _ call: InstallerCall) async throws(ResolverError) -> [String] {
        let explanation = refusal.explanation
        guard case .pip = tool else { return explanation }
        let mark = "No matching distribution found for "
        guard let line = explanation.first(where: { $0.contains(mark) }), let found = line.firstRange(of: mark),
            let requirement = try? Requirement(parsing: line[found.upperBound...].prefix { $0 != " " && $0 != "(" }),
            let version = requirement.specifiers.exactVersion
        else { return explanation }
        let ignored = refusal.text.split(whereSeparator: \.isNewline).first { line in
            line.contains("since it has invalid metadata") && line.contains("Ignoring version \(version) of \(requirement.name) ")
        }
        if let ignored { return explanation + [ignored.trimmed] }
        var question = call
        question.arguments = ["index", "versions", requirement.name.normalized, "--ignore-requires-python", "--pre"]
        question.step = "pip index versions"
        // `Available versions: 1.1, 1.0`
        guard case .succeeded(let output) = try await question.run() else { return explanation }
        let listed = String(decoding: output.result, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first { $0.hasPrefix("Available versions:") }?.split(whereSeparator: { " ,:".contains($0) }).dropFirst(2)
        guard listed?.contains(where: { Version($0).map { $0 == Version(version) } ?? false }) ?? false else { return explanation }
        let name = requirement.name
        return explanation + ["Because \(name)==\(version) has no usable wheels (the index lists it, pip takes none of its files)"]
    }
}
