package import DriftCore

/// Runs the platform's `pip install` calls with real pip in a virtual environment of its own, and freezes the result.
package struct PipReplay: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// `pip freeze --all`, and the pip that did the last step.
        case installed(freeze: [UInt8], pip: String)
        /// pip did not accept the requirements of `step`; its explanation.
        case refused(step: BuildStep, explanation: [String])
    }

    package enum Smoke: Sendable, Hashable {
        case imported
        case failed(lastLines: [String])
    }

    private let environment: ToolEnvironment
    private let timeLimit: Duration
    private let directory: TemporaryDirectory
    private let onLine: (@Sendable (String) -> Void)?

    /// - Parameters:
    ///   - directory: where the virtual environment and everything temporary goes; its owner removes it.
    ///   - timeLimit: for each step.
    package init(
        environment: ToolEnvironment,
        directory: TemporaryDirectory,
        timeLimit: Duration,
        onLine: (@Sendable (String) -> Void)? = nil
    ) {
        self.environment = environment
        self.directory = directory
        self.timeLimit = timeLimit
        self.onLine = onLine
    }

    private var python: String { directory.path + "/environment/bin/python" }

    /// - Parameters:
    ///   - files: the requirements files that the steps name.
    ///   - asOf: as if it were this day: `2026-03-01` (pip 26 and newer; older ones do not know the option).
    package func run(
        _ steps: [BuildStep],
        files: [String: [UInt8]],
        with interpreter: PythonInterpreter,
        asOf date: String? = nil
    ) async throws(ResolverError) -> Outcome {
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try directory.write(bytes, to: name) }
        try directory.write([], to: ".driftd")
        onLine?("python -m venv (Python \(interpreter.version))")
        // In two steps, since `venv` keeps to itself what the second one prints.
        let making = ["-I", "-m", "venv", "--without-pip", directory.path + "/environment"]
        let made = try await tool(interpreter.path, making, name: "python -m venv")
        guard made.isSuccess else { throw Self.crash(of: "python -m venv", made) }
        let given = try await tool(python, ["-I", "-m", "ensurepip", "--upgrade", "--default-pip"], name: "python -m ensurepip")
        guard given.isSuccess else { throw Self.crash(of: "python -m ensurepip", given) }
        if date != nil { try await installDatedPip() }
        for step in steps {
            onLine?(step.command)
            let output = try await tool(python, ["-m", "pip", "install"] + step.arguments, name: step.command, asOf: date)
            if output.isSuccess { continue }
            if output.status.isSignal { throw Self.crash(of: step.command, output) }
            let text = String(decoding: output.result, as: UTF8.self) + "\n" + output.messages
            let explanation = try InstallerMessages.refusal(in: text, step: step.command, status: output.status.text)
            try await askAgain(about: explanation, step.command)
            return .refused(step: step, explanation: explanation)
        }
        return try await frozen()
    }

    /// Imports `module` in the replayed environment.
    package func smoke(_ module: String) async throws(ResolverError) -> Smoke {
        let output = try await tool(
            python,
            ["-c", "import importlib, sys; importlib.import_module(sys.argv[1])", module],
            name: "import \(module)"
        )
        if output.isSuccess { return .imported }
        return .failed(lastLines: output.messages.split(whereSeparator: \.isNewline).suffix(5).map(String.init))
    }

    /// An older pip than 26 knows no `PIP_UPLOADED_PRIOR_TO`, and would take today's files without a word.
    private func installDatedPip() async throws(ResolverError) {
        let step = "pip install 'pip>=26'"
        let output = try await tool(python, ["-m", "pip", "install", "pip>=26"], name: step)
        if output.isSuccess { return }
        if output.status.isSignal { throw Self.crash(of: step, output) }
        let text = String(decoding: output.result, as: UTF8.self) + "\n" + output.messages
        let explanation = try InstallerMessages.refusal(in: text, step: step, status: output.status.text)
        throw .noDatedPip(reason: explanation.first ?? output.status.text)
    }

    /// An index that answers 500 is to many a pip one that has no such package; only its chatter tells the two apart.
    ///
    ///     ERROR: Could not find a version that satisfies the requirement numpy==2.4.2 (from versions: none)
    private func askAgain(about explanation: [String], _ step: String) async throws(ResolverError) {
        let mark = "that satisfies the requirement "
        guard let line = explanation.first(where: { $0.contains("(from versions: none)") }), let found = line.firstRange(of: mark),
            let requirement = try? Requirement(parsing: line[found.upperBound...].prefix { $0 != " " && $0 != "(" })
        else { return }
        let name = requirement.name.normalized
        let arguments = ["-m", "pip", "download", "-vv", "--no-deps", "--dest", directory.path + "/download", name]
        let output = try await tool(python, arguments, name: step, isWatched: false)
        if output.isSuccess { return }
        let text = String(decoding: output.result, as: UTF8.self) + "\n" + output.messages
        if let trouble = InstallerMessages.indexTrouble(in: text, about: name) { throw .noNetwork(step: step, line: trouble) }
    }

    private func frozen() async throws(ResolverError) -> Outcome {
        let freeze = try await tool(python, ["-m", "pip", "freeze", "--all"], name: "pip freeze", isWatched: false)
        guard freeze.isSuccess else { throw Self.crash(of: "pip freeze", freeze) }
        // `pip 26.3 from /…/site-packages/pip (python 3.13)`
        let version = try await tool(python, ["-m", "pip", "--version"], name: "pip --version", isWatched: false)
        let words = String(decoding: version.result, as: UTF8.self).split(separator: " ")
        guard words.count > 1, words[0] == "pip" else { throw .unreadableOutput(step: "pip --version") }
        return .installed(freeze: freeze.result, pip: String(words[1]))
    }

    private func tool(
        _ program: String,
        _ arguments: [String],
        name: String,
        asOf date: String? = nil,
        isWatched: Bool = true
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
        return try await run.run(onLine: isWatched ? onLine : nil)
    }

    private static func crash(of step: String, _ output: ToolRun.Output) -> ResolverError {
        let last = output.messages.split(whereSeparator: \.isNewline).last { !$0.trimmed.isEmpty } ?? ""
        let text = String(decoding: output.result, as: UTF8.self) + output.messages
        if text.contains("No space left on device") || text.contains("[Errno 28]") { return .diskFull(step: step) }
        return .crashed(step: step, status: output.status.text, lastLine: last.trimmed)
    }
}
