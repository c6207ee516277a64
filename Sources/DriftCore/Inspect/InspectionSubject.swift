/// What is known of a Space before it is duplicated.
package struct InspectionSubject: Sendable, Hashable {
    package var label: String
    /// Whose capture or snapshot it is; `nil`: a checkout.
    package var space: SpaceName?
    /// Top-level scalars of the README's front matter, as YAML understands them; `nil`: there is no README, or it cannot be read.
    package var card: [String: String]?
    /// `owner/model` entries of `preload_from_hub`; a revision and file list behind a name are kept in the text.
    package var preloads: [String] = []
    /// The repository's files by path.
    package var files: [String: [UInt8]] = [:]
    package var sources: [String: AppSource] = [:]
    package var readers: [String: SourceReader] = [:]
    /// What Python's parser says of files that it does not parse: `Python 3.12: line 3: invalid syntax`.
    package var faults: [String: String] = [:]
    /// Python files of the repository that the app imports and that did not come along (a capture holds few).
    package var unreadFiles: [String] = []
    /// `.env` and its like that are known to be there and did not come along.
    package var unreadEnvironmentFiles: [String] = []
    /// By name; `nil`: the Hub was not asked, for the reason in `silence`.
    package var repositories: [String: RepositoryAccess]?
    package var silence = Silence.noToken
    /// It was looked at on the Hub just now, and nothing of it is stored.
    package var isLive = false
    /// What its builds and its app show; `nil`: a checkout, which shows none.
    package var environment: EnvironmentReading?
    /// The Hub's runtime stage.
    package var stage: String?
    /// The commits of the models and datasets that it had when it was looked at.
    package var linked: [LinkedRevision] = []
    /// `nil`: not known here (a checkout).
    package var hardware: String?
    /// What the Hub told; `nil`: nobody asked, or it was not allowed.
    package var secretNames: [String]?
    package var variableNames: [String]?
    package var policy = Policy.current

    package init(label: String) { self.label = label }

    /// Files beside the code that name variables; of `.gitignore` it shows whether they are the repository's.
    package static let environmentFiles = EnvironmentFile.paths + [".gitignore"]

    /// Why the Hub was not asked about models and datasets.
    package enum Silence: Sendable, Hashable { case noToken, offline }

    /// Where it comes from has settings; a checkout has none.
    var isOfSpace: Bool { environment != nil }

    /// The version that the original is known to have; what was worked out and not observed does not count.
    func version(of package: PackageName) -> String? {
        environment?.packages.first { $0.release.name == package && $0.evidence.kind.isObserved && $0.release.source == nil }?.release
            .version
    }

    /// A repository's commit: the one that the original had if it is known, else today's.
    func commit(of repository: String) -> String? {
        linked.first { $0.name == repository }?.commit ?? repositories?[repository]?.commit
    }

    /// Whether the code is written for ZeroGPU, or the Space runs on it.
    var expectsZeroGPU: Bool {
        hardware?.hasPrefix("zero-") == true || card?["suggested_hardware"]?.hasPrefix("zero-") == true
            || sources.values.contains { !$0.gpuFunctions.isEmpty || $0.imports.contains { $0.module == "spaces" } }
    }

    /// `app.py` unless the README names another.
    package var appFile: String { card?["app_file"] ?? "app.py" }

    /// Which of its files an import means.
    var imports: LocalImports { LocalImports(appFile: appFile, searchPaths: sources.values.flatMap(\.searchPaths).sorted()) }

    /// `app.py:12` for each, files in order.
    func places<Item>(_ items: (AppSource) -> [Item], _ line: (Item) -> Int) -> [Placed<Item>] {
        sources.sorted { $0.key < $1.key }.flatMap { path, source in items(source).map { ($0, "\(path):\(line($0))") } }
    }
}

/// Something of the source and where it stands: `app.py:12`.
typealias Placed<Item> = (item: Item, place: String)
