internal import DriftCore
internal import Foundation

/// Finds a Python of a given minor version by running what may be one: a name says nothing (`python3.13` of pyenv's shims fails unless chosen).
package struct InterpreterSearch: Sendable {
    private let environment: ToolEnvironment
    private let uv: String?
    private let timeLimit: Duration

    /// - Parameters:
    ///   - uv: the program uv; it knows of further interpreters. `nil`: from `PATH`.
    ///   - timeLimit: for each candidate. A Python answers in a fraction of a second; a busy machine may take a hundred times as long.
    package init(environment: ToolEnvironment, uv: String? = nil, timeLimit: Duration = ResolverTool.answerLimit) {
        self.environment = environment
        self.uv = uv
        self.timeLimit = timeLimit
    }

    /// The interpreter at `path`, whatever its version: a path, from the current directory, or a name on `PATH`.
    package func interpreter(at path: String) async throws(ResolverError) -> PythonInterpreter {
        let found = environment.candidates(for: path).first { FileManager.default.isExecutableFile(atPath: $0) } ?? path
        switch try await probe(URL(fileURLWithPath: found).path) {
        case .usable(let interpreter): return interpreter
        case .lacking(let reason): throw .unusableInterpreter(path: path, reason: reason)
        case .absent: throw .unusableInterpreter(path: path, reason: "it did not answer as a Python does")
        case .silent:
            throw .unusableInterpreter(path: path, reason: "it did not answer within \(timeLimit.components.seconds) seconds")
        }
    }

    /// - Parameter wanted: `3.13`, or `3.11.15`, of which the minor version must match and the patch is preferred.
    package func find(_ wanted: String) async throws(ResolverError) -> PythonInterpreter {
        // It may come from a bundle, and becomes part of a program's name.
        guard wanted.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) else {
            throw .noInterpreter(wanted: wanted.excerpt(limit: 20), found: [])
        }
        var best: PythonInterpreter?
        var seen: Set<String> = []
        for path in candidates(wanted) {
            guard case .usable(let found) = try await probe(path) else { continue }
            seen.insert(found.version)
            guard found.minor == PythonInterpreter.minor(of: wanted) else { continue }
            if found.version == wanted || !wanted.hasPrefix(found.minor + ".") { return found }
            if best == nil { best = found }
        }
        if let best { return best }
        if let found = try await byUV(wanted) { return found }
        let versions = seen.sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        throw .noInterpreter(wanted: PythonInterpreter.minor(of: wanted), found: versions)
    }

    private func candidates(_ wanted: String) -> [String] {
        let minor = PythonInterpreter.minor(of: wanted)
        var paths = ["python\(minor)", "python3", "python"].flatMap { environment.candidates(for: $0) }
        if let root = environment["PYENV_ROOT"] ?? environment["HOME"].map({ $0 + "/.pyenv" }) {
            let versions = (try? FileManager.default.contentsOfDirectory(atPath: root + "/versions")) ?? []
            let ordered = versions.filter { $0 == minor || $0.hasPrefix(minor + ".") }
                .sorted { $0.compare($1, options: .numeric) == .orderedDescending }
            paths = ordered.map { "\(root)/versions/\($0)/bin/python" } + paths
        }
        var known: Set<String> = []
        return paths.filter { FileManager.default.isExecutableFile(atPath: $0) && known.insert($0).inserted }
    }

    private func byUV(_ wanted: String) async throws(ResolverError) -> PythonInterpreter? {
        let programs = uv.map { [$0] } ?? environment.candidates(for: "uv")
        guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else { return nil }
        let arguments = ["python", "find", "--no-project", "--system", PythonInterpreter.minor(of: wanted)]
        guard case .ended(let output) = try await quietRun(program, arguments), output.isSuccess else { return nil }
        let path = String(decoding: output.result, as: UTF8.self).trimmed
        guard !path.isEmpty, case .usable(let found) = try await probe(path) else { return nil }
        return found.minor == PythonInterpreter.minor(of: wanted) ? found : nil
    }

    private enum Answer {
        case usable(PythonInterpreter)
        case lacking(String)
        case absent
        case silent
    }

    /// Prints `driftd 3.13.0`, then what a virtual environment needs and this one lacks.
    private static let question = """
        import sys, importlib.util as u
        print("driftd", "%d.%d.%d" % sys.version_info[:3], sys.implementation.name, *[m for m in ("venv", "ensurepip") if u.find_spec(m) is None])
        """

    private func probe(_ path: String) async throws(ResolverError) -> Answer {
        let run = try await quietRun(path, ["-I", "-c", Self.question])
        if run == .late { return .silent }
        guard case .ended(let output) = run, output.isSuccess else { return .absent }
        let words = String(decoding: output.result, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count >= 3, words[0] == "driftd", words[1].allSatisfy({ $0.isNumber || $0 == "." }) else { return .absent }
        if words[2] != "cpython" { return .lacking("it is \(words[2]), not CPython") }
        if words.count > 3 { return .lacking("it lacks \(words[3...].joined(separator: " and "))") }
        return .usable(PythonInterpreter(path: path, version: String(words[1])))
    }

    private enum Ending: Hashable {
        case ended(ToolRun.Output)
        case late
        /// It could not be run.
        case none
    }

    private func quietRun(_ program: String, _ arguments: [String]) async throws(ResolverError) -> Ending {
        let run = ToolRun(
            program: program,
            arguments: arguments,
            name: program,
            directory: "/",
            variables: environment.variables(for: .other, temporary: nil),
            timeLimit: timeLimit
        )
        do throws(ResolverError) {
            return .ended(try await run.run())
        } catch {
            switch error {
            case .interrupted: throw error
            case .timedOut: return .late
            default: return .none
            }
        }
    }
}
