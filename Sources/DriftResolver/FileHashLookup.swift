internal import Foundation

/// Asks an index, through uv, for the files of exact versions and their hashes. Installs nothing and resolves nothing.
package struct FileHashLookup: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// The text of a `pylock.toml`.
        case found(document: String)
        /// The index lacks one of them; uv's explanation.
        case refused(explanation: [String])
    }

    private let environment: ToolEnvironment
    private let directory: TemporaryDirectory
    private let timeLimit: Duration
    private let onLine: (@Sendable (String) -> Void)?

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

    /// - Parameters:
    ///   - requirements: one a line, exact: `six==1.16.0`.
    ///   - indexes: options: `--extra-index-url https://…`.
    ///   - python: `3.13`; which of a version's wheels are of use depends on it.
    package func run(requirements: [String], indexes: [String], python: String) async throws(ResolverError) -> Outcome {
        let programs = environment.candidates(for: "uv")
        guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw .programMissing("uv")
        }
        // For one platform uv leaves out the others' files, also those of a newer C library's tag, which pip may choose all the same.
        let options = ["--no-deps", "--format", "pylock.toml", "--quiet", "--universal"]
        let call = InstallerCall(
            program: .uv(path: program),
            arguments: InstallerCall.compiling(["requirements.in"], python: python) + options,
            step: "uv pip compile",
            environment: environment,
            directory: directory,
            timeLimit: timeLimit
        )
        try call.write(indexes + requirements, to: "requirements.in")
        onLine?("uv pip compile --no-deps --format pylock.toml")
        switch try await call.run() {
        case .succeeded(let output): return .found(document: String(decoding: output.result, as: UTF8.self))
        case .refused(let refusal): return .refused(explanation: refusal.explanation)
        }
    }
}
