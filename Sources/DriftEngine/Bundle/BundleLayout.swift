internal import DriftArchive
internal import DriftCore

/// Which entry of a bundle holds what.
enum BundleLayout {
    static let report = "REPORT.md"
    static let drift = "drift.json"
    static let plan = "plan.json"
    static let settings = "settings.json"
    static let lock = "pylock.toml"

    /// The file as it shall be.
    static func result(of path: String) -> String { "files/" + path }
    /// The file as it was, for `apply --undo`.
    static func base(of path: String) -> String { "base/" + path }
    /// The difference, to read.
    static func patch(of path: String) -> String { "patch/" + path + ".patch" }

    /// Everything but the manifest.
    static func entries(of bundle: Bundle) -> [TarArchive.Entry] {
        var entries = [
            TarArchive.Entry(path: report, content: bundle.report),
            TarArchive.Entry(path: drift, content: bundle.drift),
            TarArchive.Entry(path: plan, content: bundle.plan),
        ]
        if let settings = bundle.settings { entries.append(TarArchive.Entry(path: Self.settings, content: settings)) }
        if let lock = bundle.lock { entries.append(TarArchive.Entry(path: Self.lock, content: lock)) }
        for edit in bundle.edits {
            let patch = UnifiedDiff.render(path: edit.path, base: edit.base, result: edit.result)
            entries.append(TarArchive.Entry(path: Self.patch(of: edit.path), content: Array(patch.utf8)))
            entries.append(TarArchive.Entry(path: Self.result(of: edit.path), content: edit.result))
            if let base = edit.base { entries.append(TarArchive.Entry(path: Self.base(of: edit.path), content: base)) }
        }
        return entries
    }

    /// Why a bundle may not edit the repository's file `path`; `nil`: it may.
    ///
    /// git runs programs that stand below `.git` (`.git/hooks/post-checkout`), so no bundle writes there, in whatever case.
    static func problem(withEditOf path: String) -> String? {
        if let problem = ArchivePath.problem(with: path) { return problem.description }
        let components = path.split(separator: "/")
        return components.contains { $0.lowercased() == ".git" || $0.lowercased() == ".driftd" }
            ? "lies in git's or driftd's own directory" : nil
    }
}
