package import DriftCore
internal import Foundation

/// Reads Python files by Python's own parser, in a process of its own: the files are parsed, never run.
package struct AppSourceReader: Sendable {
    private let environment: ToolEnvironment

    package init(environment: ToolEnvironment) { self.environment = environment }

    /// A file that takes longer is hostile, or no app.
    private static let timeLimit = Duration.seconds(20)
    private static let script = "app_source.py"
    /// The script, and the modules that it imports.
    private static let modules = [
        script: PackageResources.app_source_py, "reader.py": PackageResources.reader_py, "values.py": PackageResources.values_py,
        "variables.py": PackageResources.variables_py, "fetches.py": PackageResources.fetches_py, "gpu.py": PackageResources.gpu_py,
        "names.py": PackageResources.names_py,
    ]

    /// What each file does, by path, and of those that Python does not parse what it says: `Python 3.12: line 3: invalid syntax`.
    package struct Reading: Sendable, Hashable {
        package var sources: [String: AppSource] = [:]
        package var faults: [String: String] = [:]
    }

    /// - Parameter started: the files that are run themselves: their `if __name__ == "__main__":` is entered.
    /// - Returns: nothing of any file where there is no `python3`.
    package func read(_ files: [String: [UInt8]], started: Set<String>) async throws(ResolverError) -> Reading {
        let program = environment.candidates(for: "python3").first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let program, !files.isEmpty else { return Reading() }
        let directory = try TemporaryDirectory(for: environment, prefix: "driftd-inspect")
        defer { directory.remove() }
        // Numbers for names: a path of a stranger's stays out of the command line.
        let paths = files.keys.sorted()
        for (name, content) in Self.modules { try directory.write(content, to: name) }
        for (index, path) in paths.enumerated() { try directory.write(files[path] ?? [], to: "\(index).txt") }
        let numbers = paths.indices.filter { started.contains(paths[$0]) }.map(String.init)
        let run = ToolRun(
            program: program,
            arguments: ["-I", "-S", Self.script, numbers.joined(separator: ",")] + paths.indices.map { "\($0).txt" },
            name: "python3",
            directory: directory.path,
            variables: environment.variables(for: .other, temporary: directory.path),
            timeLimit: Self.timeLimit
        )
        guard let output = try await answer(of: run) else { return Reading() }
        var result = Reading()
        // One line a file, so that one that breaks the parser costs no other.
        for line in output.split(separator: UInt8(ascii: "\n")) {
            guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)), paths.indices.contains(entry.file) else { continue }
            result.sources[paths[entry.file]] = entry.source
            result.faults[paths[entry.file]] = entry.fault
        }
        return result
    }

    private struct Entry: Decodable {
        var file: Int
        var source: AppSource?
        var fault: String?
    }

    /// `nil`: Python failed, which is the file's fault or the machine's; the plain scan reads it then.
    private func answer(of run: ToolRun) async throws(ResolverError) -> [UInt8]? {
        do throws(ResolverError) {
            return try await run.run().result
        } catch {
            if case .interrupted = error { throw error }
            return nil
        }
    }
}
