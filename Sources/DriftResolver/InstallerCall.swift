internal import DriftCore
internal import Synchronization

/// One call of uv or pip about requirements. What the program may see, how long it may take, and how its failure is read are the same
/// wherever it is made.
struct InstallerCall: Sendable {
    enum Program: Sendable, Hashable {
        case uv(path: String)
        /// The interpreter whose pip it is.
        case pip(python: String)
    }

    enum Outcome: Sendable, Hashable {
        case succeeded(ToolRun.Output)
        case refused(Refusal)
    }

    /// The requirements are at fault.
    struct Refusal: Sendable, Hashable {
        /// In the program's own words, without its progress.
        var explanation: [String]
        /// It is about versions, not about a build, a file or an option.
        var isAboutVersions: Bool
        /// All that it printed.
        var text: String
    }

    var program: Program
    /// Behind `uv`, or behind `pip`.
    var arguments: [String]
    /// As one types it, for messages: `uv pip compile`.
    var step: String
    var environment: ToolEnvironment
    /// Where it runs, and keeps what it needs for a moment.
    var directory: TemporaryDirectory
    var timeLimit: Duration
    /// A question that a command asks on its way: an index that does not answer is soon given up.
    var isImpatient = false
    /// What was uploaded later is not there: `2026-03-01`.
    var asOf: String?

    /// What the platform's images run: Debian, x86-64.
    static let uvPlatform = "x86_64-manylinux_2_28"

    /// `uv pip compile`'s arguments that are the same for all questions: every index counts, and so does a pre-release that is asked for, as
    /// pip has it.
    ///
    /// - Parameter strategy: another one than pip's, as a call of uv's own has it: `first-index`.
    static func compiling(_ files: [String], python: String, strategy: String? = nil) -> [String] {
        ["pip", "compile", "--python-version", python, "--no-header", "--index-strategy", strategy ?? "unsafe-best-match"] + files
    }

    /// Requirements as a file that the call is to read. They come from anybody, and both programs put this machine's environment variables
    /// where `${NAME}` stands in one: such a file asks for none.
    func write(_ lines: [String], to name: String) throws(ResolverError) {
        let text = lines.map { $0 + "\n" }.joined()
        try directory.write(RequirementsFile.withoutVariables(Array(text.utf8)), to: name)
    }

    /// - Parameter onLine: given each line of output, where it is to be watched.
    func run(onLine: (@Sendable (String) -> Void)? = nil) async throws(ResolverError) -> Outcome {
        // uv takes the settings of any directory above the one that it runs in, and `/tmp` is everybody's.
        if case .uv = program { try directory.writeIfAbsent([], to: "uv.toml") }
        let step = step
        let silent = Mutex(SilentIndex())
        let output = try await tool.run(onLine: onLine) { line in
            silent.withLock { $0.take(line) }.map { .noNetwork(step: step, line: $0) }
        }
        if output.isSuccess { return .succeeded(output) }
        if output.status.isSignal { throw Self.crash(of: step, output) }
        let text = String(decoding: output.result, as: UTF8.self) + "\n" + output.messages
        // The file, and pip's copy of it for the cache.
        if let bytes = InstallerMessages.unfinishedDownload(in: text), let free = directory.freeBytes, free < 2 * bytes {
            throw .diskFull(step: step)
        }
        let explanation = try InstallerMessages.refusal(in: text, step: step, status: output.status.text)
        return .refused(
            Refusal(
                explanation: explanation.map(cleared).filter { !$0.isEmpty },
                isAboutVersions: InstallerMessages.isAboutVersions(explanation),
                text: text
            )
        )
    }

    private var tool: ToolRun {
        var run = ToolRun(
            program: "",
            arguments: arguments,
            name: step,
            directory: directory.path,
            variables: [:],
            timeLimit: timeLimit
        )
        switch program {
        case .uv(let path):
            run.program = path
            run.variables = environment.variables(for: .uv, temporary: directory.path, isImpatient: isImpatient)
            if let asOf { run.arguments += ["--exclude-newer", asOf] }
        case .pip(let python):
            run.program = python
            // Isolated: `-m` alone would look for pip in the directory first, where a stranger's files are.
            run.arguments = ["-I", "-u", "-m", "pip"] + arguments
            run.variables = environment.variables(for: .pip, temporary: directory.path, isImpatient: isImpatient)
            if let asOf { run.variables["PIP_UPLOADED_PRIOR_TO"] = asOf }
        }
        return run
    }

    /// `cause: Because …` is one of several lines under `error: No solution found when resolving dependencies`.
    private func cleared(_ line: String) -> String {
        if line.hasPrefix("error: No solution found") { return "" }
        return line.replacing(directory.path + "/", with: "").trimmingPrefix("cause: ").trimmed
    }

    static func crash(of step: String, _ output: ToolRun.Output) -> ResolverError {
        let last = output.messages.split(whereSeparator: \.isNewline).last { !$0.trimmed.isEmpty } ?? ""
        let text = String(decoding: output.result, as: UTF8.self) + output.messages
        if text.contains("No space left on device") || text.contains("[Errno 28]") { return .diskFull(step: step) }
        return .crashed(step: step, status: output.status.text, lastLine: last.trimmed)
    }
}
