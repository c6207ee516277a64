/// What is known of a Space before it is duplicated.
package struct InspectionSubject: Sendable, Hashable {
    package var label: String
    /// Top-level scalars of the README's front matter, as YAML understands them; `nil`: there is no README, or it cannot be read.
    package var card: [String: String]?
    /// `owner/model` entries of `preload_from_hub`; a revision and file list behind a name are kept in the text.
    package var preloads: [String] = []
    /// The repository's files by path.
    package var files: [String: [UInt8]] = [:]
    package var sources: [String: AppSource] = [:]
    package var readers: [String: SourceReader] = [:]
    /// Python files of the repository that the app imports and that did not come along (a capture holds few).
    package var unreadFiles: [String] = []
    /// By name; `nil`: the Hub was not asked.
    package var repositories: [String: RepositoryAccess]?
    /// It was looked at on the Hub just now.
    package var isLive = false
    /// `nil`: not known here (a checkout).
    package var hardware: String?
    /// What the Hub told; `nil`: nobody asked, or it was not allowed.
    package var secretNames: [String]?
    package var variableNames: [String]?
    package var policy = Policy.current

    package init(label: String) { self.label = label }

    /// Whether the code is written for ZeroGPU, or the Space runs on it.
    var expectsZeroGPU: Bool {
        hardware?.hasPrefix("zero-") == true || card?["suggested_hardware"]?.hasPrefix("zero-") == true
            || sources.values.contains { !$0.gpuFunctions.isEmpty || $0.imports.contains { $0.module == "spaces" } }
    }

    /// `app.py` unless the README names another.
    package var appFile: String { card?["app_file"] ?? "app.py" }

    /// `app.py:12` for each, files in order.
    func places<Item>(_ items: (AppSource) -> [Item], _ line: (Item) -> Int) -> [(item: Item, place: String)] {
        sources.sorted { $0.key < $1.key }.flatMap { path, source in items(source).map { ($0, "\(path):\(line($0))") } }
    }
}
