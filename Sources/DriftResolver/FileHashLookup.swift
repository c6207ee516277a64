internal import Foundation

/// Asks an index, through uv, for the files of exact versions and their hashes. Installs nothing and resolves nothing.
package struct FileHashLookup: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// The text of a `pylock.toml`.
        case found(document: String)
        /// The index lacks one of them; uv's explanation.
        case refused(explanation: [String])
    }

    private let session: ToolSession
    private let isImpatient: Bool

    /// - Parameter isImpatient: an index that does not answer is soon given up.
    package init(_ session: ToolSession, isImpatient: Bool = false) {
        self.session = session
        self.isImpatient = isImpatient
    }

    /// - Parameters:
    ///   - requirements: one a line, exact: `six==1.16.0`.
    ///   - indexes: options: `--extra-index-url https://…`.
    ///   - python: `3.13`; which of a version's wheels are of use depends on it.
    package func run(requirements: [String], indexes: [String], python: String) async throws(ResolverError) -> Outcome {
        let programs = session.environment.candidates(for: "uv")
        guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw .programMissing("uv")
        }
        // For one platform uv leaves out the others' files, also those of a newer C library's tag, which pip may choose all the same.
        let options = ["--no-deps", "--format", "pylock.toml", "--quiet", "--universal"]
        let arguments = InstallerCall.compiling(["requirements.in"], python: python) + options
        var call = session.call(.uv(path: program), arguments, step: "uv pip compile")
        call.isImpatient = isImpatient
        try call.write(indexes + requirements, to: "requirements.in")
        session.onLine?("uv pip compile --no-deps --format pylock.toml")
        switch try await call.run() {
        case .succeeded(let output): return .found(document: String(decoding: output.result, as: UTF8.self))
        case .refused(let refusal): return .refused(explanation: refusal.explanation)
        }
    }
}
