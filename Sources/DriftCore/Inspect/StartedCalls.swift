/// The functions that run while the app starts: what its files call while they are loaded, and what those call, across files.
struct StartedCalls: Sendable {
    private struct Function: Hashable {
        var file: String
        /// `nil`: the file itself.
        var owner: String?
    }

    /// More than any app has.
    private static let limit = 20_000

    private var reached: Set<Function> = []

    /// Whether the function that holds `app.py:12` runs while the app starts.
    func holds(place: String, owner: String?) -> Bool {
        guard let owner, let colon = place.lastIndex(of: ":") else { return false }
        return reached.contains(Function(file: String(place[..<colon]), owner: owner))
    }

    init(of subject: InspectionSubject, files: StartedFiles) {
        let imports = subject.imports
        let calls = subject.sources.mapValues { Dictionary(grouping: $0.calls, by: \.owner) }
        var waiting = files.paths.sorted().map { Function(file: $0, owner: nil) }
        while let function = waiting.popLast(), reached.count < Self.limit {
            guard reached.insert(function).inserted, let source = subject.sources[function.file] else { continue }
            for call in calls[function.file]?[function.owner] ?? [] {
                waiting += Self.targets(of: call, in: function.file, source, imports)
            }
            // `from .model import Model` in a package's `__init__.py` only passes it on.
            guard let owner = function.owner, let first = owner.split(separator: ".").first.map(String.init) else { continue }
            for item in source.imports where item.names.contains(first) {
                waiting += imports.candidates(for: item, in: function.file).map { Function(file: $0, owner: owner) }
            }
        }
    }

    private static func targets(of call: AppSource.OwnCall, in file: String, _ source: AppSource, _ imports: LocalImports) -> [Function] {
        guard let path = call.path else {
            let everything = source.imports.filter { $0.names.contains("*") }
            return [Function(file: file, owner: call.name)]
                + everything.flatMap { imports.candidates(for: $0, in: file) }.map { Function(file: $0, owner: call.name) }
        }
        let item = AppSource.Import(module: "", path: path, names: call.names, line: 0, isTopLevel: true)
        return imports.candidates(for: item, in: file).flatMap { candidate in
            // `from package import helper`, and then `helper.load()`: the name is the file.
            guard let taken = call.names.first, call.name.hasPrefix(taken + ".") else {
                return [Function(file: candidate, owner: call.name)]
            }
            let within = String(call.name.dropFirst(taken.count + 1))
            let isFile = candidate == taken + ".py" || candidate.hasSuffix("/" + taken + ".py")
            return [Function(file: candidate, owner: call.name)] + (isFile ? [Function(file: candidate, owner: within)] : [])
        }
    }
}
