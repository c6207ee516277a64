internal import DriftCore
internal import Foundation

/// The program that answers questions: uv, or pip where there is no uv.
package enum ResolverTool: Sendable, Hashable {
    case uv(path: String, version: String)
    case pip(PythonInterpreter, version: String)

    /// `uv 0.13.9`
    package var description: String {
        switch self {
        case .uv(_, let version): "uv \(version)"
        case .pip(let interpreter, let version): "pip \(version) (Python \(interpreter.minor))"
        }
    }

    static func canBeAsked(_ pip: String) -> Bool {
        guard let version = Version(pip), let first = Version("22.2") else { return false }
        return version >= first
    }

    /// For a program that is only asked which one it is.
    package static let answerLimit = Duration.seconds(120)

    /// - Parameters:
    ///   - python: the target's version: a pip of that very minor version is preferred.
    ///   - uv: the program; `nil`: from `PATH`.
    package static func find(
        in environment: ToolEnvironment,
        python: String,
        uv: String? = nil
    ) async throws(ResolverError) -> ResolverTool {
        if let found = try await findUV(in: environment, uv: uv) { return found }
        let search = InterpreterSearch(environment: environment, uv: uv)
        var interpreters: [PythonInterpreter] = []
        do throws(ResolverError) {
            interpreters.append(try await search.find(python))
        } catch {
            if case .interrupted = error { throw error }
        }
        for path in environment.candidates(for: "python3") where FileManager.default.isExecutableFile(atPath: path) {
            do throws(ResolverError) {
                interpreters.append(try await search.interpreter(at: path))
            } catch {
                if case .interrupted = error { throw error }
            }
        }
        for interpreter in interpreters {
            // `pip 26.3 from /…/site-packages/pip (python 3.13)`
            let words = try await words(interpreter.path, ["-I", "-m", "pip", "--version"], "pip --version", environment)
            // Older ones have neither `--dry-run` nor `--report`; another Python's pip answers for this one as well.
            if words.count > 1, words[0] == "pip", Self.canBeAsked(words[1]) { return .pip(interpreter, version: words[1]) }
        }
        throw .programMissing("uv")
    }

    /// `nil`: there is none that runs.
    ///
    /// - Parameter uv: the program; `nil`: from `PATH`.
    package static func findUV(in environment: ToolEnvironment, uv: String? = nil) async throws(ResolverError) -> ResolverTool? {
        for path in uv.map({ [$0] }) ?? environment.candidates(for: "uv") where FileManager.default.isExecutableFile(atPath: path) {
            // `uv 0.13.9 (x86_64-unknown-linux-gnu)`
            let words = try await words(path, ["--version"], "uv --version", environment)
            if words.count > 1, words[0] == "uv" { return .uv(path: path, version: words[1]) }
        }
        return nil
    }

    private static func words(
        _ program: String,
        _ arguments: [String],
        _ name: String,
        _ environment: ToolEnvironment
    ) async throws(ResolverError) -> [String] {
        let run = ToolRun(
            program: program,
            arguments: arguments,
            name: name,
            directory: "/",
            variables: environment.variables(for: .other, temporary: nil),
            timeLimit: answerLimit
        )
        do throws(ResolverError) {
            let output = try await run.run()
            let text = output.isSuccess ? String(decoding: output.result, as: UTF8.self) : ""
            return text.split(whereSeparator: \.isWhitespace).map(String.init)
        } catch {
            if case .interrupted = error { throw error }
            return []
        }
    }
}
