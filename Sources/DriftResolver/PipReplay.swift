package import DriftCore

/// Runs a build's `pip install` calls with real pip, and its `uv pip install` calls with real uv, in a virtual environment of its own, and
/// freezes the result.
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

    private let session: ToolSession
    private let uv: String

    /// - Parameters:
    ///   - session: its directory gets the virtual environment.
    ///   - uv: the program, for the calls that are uv's.
    package init(_ session: ToolSession, uv: String = "uv") {
        self.session = session
        self.uv = uv
    }

    private var directory: TemporaryDirectory { session.directory }
    private var onLine: (@Sendable (String) -> Void)? { session.onLine }
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
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            try directory.write(RequirementsFile.withoutVariables(bytes), to: name)
        }
        onLine?("python -m venv (Python \(interpreter.version))")
        // In two steps, since `venv` keeps to itself what the second one prints.
        let making = ["-I", "-m", "venv", "--without-pip", directory.path + "/environment"]
        let made = try await tool(interpreter.path, making, name: "python -m venv")
        guard made.isSuccess else { throw InstallerCall.crash(of: "python -m venv", made) }
        let given = try await tool(python, ["-I", "-m", "ensurepip", "--upgrade", "--default-pip"], name: "python -m ensurepip")
        guard given.isSuccess else { throw InstallerCall.crash(of: "python -m ensurepip", given) }
        if date != nil || steps.contains(where: { $0.program == .pip && $0.dated.day != nil }) { try await installDatedPip() }
        for step in steps {
            onLine?(step.command)
            let call = try call(of: step, asOf: date)
            guard case .refused(let refusal) = try await call.run(onLine: onLine) else { continue }
            if !step.arguments.contains("--no-index") {
                // Where the step asks: it may be the only index that has the package.
                let check = IndexCheck(call: call, python: interpreter.minor, sources: step.indexOptions(with: files))
                try await check.run(refusal.explanation)
            }
            return .refused(step: step, explanation: refusal.explanation)
        }
        return try await frozen()
    }

    /// Imports `module` in the replayed environment.
    package func smoke(_ module: String) async throws(ResolverError) -> Smoke {
        let output = try await tool(
            python,
            ["-I", "-c", "import importlib, sys; importlib.import_module(sys.argv[1])", module],
            name: "import \(module)"
        )
        if output.isSuccess { return .imported }
        return .failed(lastLines: output.messages.split(whereSeparator: \.isNewline).suffix(5).map(String.init))
    }

    /// An older pip than 26 knows no `PIP_UPLOADED_PRIOR_TO`, and would take today's files without a word.
    private func installDatedPip() async throws(ResolverError) {
        let step = "pip install 'pip>=26'"
        guard case .refused(let refusal) = try await pip(["install", "pip>=26"], step: step).run(onLine: onLine) else { return }
        throw .noDatedPip(reason: refusal.explanation.first ?? "pip gives no reason")
    }

    private func frozen() async throws(ResolverError) -> Outcome {
        let freeze = try await tool(python, ["-I", "-m", "pip", "freeze", "--all"], name: "pip freeze", isWatched: false)
        guard freeze.isSuccess else { throw InstallerCall.crash(of: "pip freeze", freeze) }
        // `pip 26.3 from /…/site-packages/pip (python 3.13)`
        let version = try await tool(python, ["-I", "-m", "pip", "--version"], name: "pip --version", isWatched: false)
        let words = String(decoding: version.result, as: UTF8.self).split(separator: " ")
        guard words.count > 1, words[0] == "pip" else { throw .unreadableOutput(step: "pip --version") }
        return .installed(freeze: freeze.result, pip: String(words[1]))
    }

    private func call(of step: BuildStep, asOf given: String?) throws(ResolverError) -> InstallerCall {
        let (plain, day) = step.dated
        let date = ResolverChoices.earlier(given, day)
        guard step.program == .uv else { return pip(["install"] + plain.arguments, step: step.command, asOf: date) }
        // A bundle's file by that name would be settings for uv.
        try directory.write([], to: "uv.toml")
        var call = pip(["pip", "install", "--python", python], step: step.command, asOf: date)
        call.program = .uv(path: uv)
        // uv puts variables into addresses wherever they stand.
        call.arguments += plain.arguments.map { $0.replacing("$", with: "%24") }
        return call
    }

    private func pip(_ arguments: [String], step: String, asOf date: String? = nil) -> InstallerCall {
        session.call(.pip(python: python), arguments, step: step, asOf: date)
    }

    /// What asks no index, and so sees nobody's settings for one.
    private func tool(
        _ program: String,
        _ arguments: [String],
        name: String,
        isWatched: Bool = true
    ) async throws(ResolverError) -> ToolRun.Output {
        let run = ToolRun(
            program: program,
            arguments: arguments,
            name: name,
            directory: directory.path,
            variables: session.environment.variables(for: .other, temporary: directory.path),
            timeLimit: session.timeLimit
        )
        return try await run.run(onLine: isWatched ? onLine : nil)
    }
}
