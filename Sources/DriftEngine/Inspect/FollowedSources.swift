internal import DriftCore
internal import DriftResolver

/// The Python files that a start of the app runs: the app file, what lies beside it, and what they import inside the repository.
struct FollowedSources: Sendable {
    private(set) var sources: [String: AppSource] = [:]
    private(set) var readers: [String: SourceReader] = [:]
    /// What Python's parser says of those that it does not parse.
    private(set) var faults: [String: String] = [:]
    /// Shell scripts that the container starts with.
    private(set) var scripts: [String: [UInt8]] = [:]
    /// Files that are known to be there and could not be had, and notebooks without code.
    private(set) var unread: [String] = []

    /// Files, bytes and steps from import to import; an app of more is read in part, and the rest is named.
    private static let fileLimit = 300
    private static let byteLimit = 16 << 20
    private static let depthLimit = 20

    private let reader: AppSourceReader
    private let repository: InspectedRepository

    init(of repository: InspectedRepository, appFile: String, reader: AppSourceReader) async throws {
        self.repository = repository
        self.reader = reader
        var wanted = repository.files.filter { $0.key.hasSuffix(".py") }
        let pages = repository.listed.filter { $0.hasPrefix("pages/") && $0.split(separator: "/").count == 2 }
        scripts = try await more(LocalImports.scripts(inDockerfile: repository.files["Dockerfile"] ?? []))
        for (path, bytes) in scripts { sources[path] = ShellSource.read(bytes) }
        let entries = [appFile] + LocalImports.entries(in: repository.files.merging(scripts) { first, _ in first }) + pages.sorted()
        var tried = Set(wanted.keys)
        let isRead = { (path: String) in path.hasSuffix(".py") || path.hasSuffix(".ipynb") }
        wanted.merge(try await more(entries.filter { isRead($0) && tried.insert($0).inserted })) { first, _ in first }
        for _ in 0..<Self.depthLimit where !wanted.isEmpty {
            try await read(wanted, started: Set(entries))
            let imports = LocalImports(appFile: appFile, searchPaths: sources.values.flatMap(\.searchPaths).sorted())
            var next: [String] = []
            for (file, source) in sources.sorted(by: { $0.key < $1.key }) where wanted[file] != nil {
                for item in source.imports { next += imports.candidates(for: item, in: file).filter { tried.insert($0).inserted } }
            }
            wanted = try await more(next)
        }
        unread.sort()
    }

    private mutating func more(_ paths: [String]) async throws -> [String: [UInt8]] {
        let room = max(0, Self.fileLimit - sources.count)
        if paths.isEmpty || room == 0 { return [:] }
        // Where a listing is known, only what it names is asked for.
        let there = repository.listed.isEmpty ? paths : paths.filter(repository.listed.contains)
        let loaded = try await loaded(Array(there.prefix(room * 8)))
        unread += repository.listed.isEmpty ? [] : there.filter { loaded[$0] == nil }
        var result: [String: [UInt8]] = [:]
        var bytes = 0
        for (path, content) in loaded.sorted(by: { $0.key < $1.key }).prefix(room) {
            bytes += content.count
            if bytes > Self.byteLimit { unread.append(path) } else { result[path] = content }
        }
        return result
    }

    /// What cannot be had leaves the inspection with what is there.
    private func loaded(_ paths: [String]) async throws -> [String: [UInt8]] {
        do {
            return try await repository.load(paths)
        } catch let error as CancellationError {
            throw error
        } catch {
            return [:]
        }
    }

    private mutating func read(_ files: [String: [UInt8]], started: Set<String>) async throws {
        // A notebook is valid Python of another kind: one large literal.
        let modules = files.compactMapValues { NotebookSource.isNotebook($0) ? NotebookSource.python($0) : $0 }
        // Where Python cannot be run, the scan still reads.
        let parsed = try? await reader.read(modules, started: started)
        try Task.checkCancellation()
        for (path, bytes) in modules {
            sources[path] = parsed?.sources[path] ?? AppSource.scanned(bytes)
            readers[path] = parsed?.sources[path] == nil ? .scan : .ast
        }
        faults.merge(parsed?.faults ?? [:]) { $1 }
        unread += files.keys.filter { modules[$0] == nil }
    }
}
