import DriftCore

/// What a capture's reader should be told at once, before they look closer.
enum Warnings {
    /// A log can hold thousands of oddities; the first ones tell.
    private static let limit = 5

    /// How an inference was made is told with its result.
    private static let quiet: Set<String> = [
        "inference.basis", "inference.none", "inference.recipe", "inference.python", "inference.base-layer", "inference.limits",
        "inference.measured",
    ]

    static func of(_ snapshot: Snapshot, label: String) -> [String] {
        let place = EvidenceLabel(logNames: snapshot.logPaths)
        var lines = snapshot.reading.diagnostics.filter { !quiet.contains($0.code) }.map { diagnostic in
            let source = place.place(log: diagnostic.log, line: diagnostic.line).map { "\($0): " } ?? ""
            return "\(label): \(source)\(DisplayWidth.truncated(PrintableText.line(diagnostic.message), to: 200))"
        }
        if let build = snapshot.lastBuild, build.outcome != .succeeded {
            let succeeded = snapshot.reading.builds.contains { $0.outcome == .succeeded }
            let consequence = succeeded ? "; the packages are those of the last build that succeeded" : ""
            lines.insert("\(label): \(text(of: build.outcome))\(consequence)", at: 0)
        }
        guard lines.count > limit else { return lines }
        return lines.prefix(limit) + ["\(label): and \(lines.count - limit) more; `driftd show` lists them all"]
    }

    /// Whoever could read the capture could read them.
    static func ofTokens(_ tokens: [String: Int], label: String) -> [String] {
        tokens.sorted { $0.key < $1.key }.map { path, count in
            let what = count == 1 ? "what looks like a token" : "\(count) things that look like tokens"
            let stored = path.hasPrefix("repo/") ? "it is stored, since patches need the file as it is" : "stored without"
            return "\(label): \(path) holds \(what) (\(stored)); revoke it if it is real"
        }
    }

    private static func text(of outcome: BuildRecord.Outcome) -> String {
        outcome == .failed ? "the newest build failed" : "the log ends before the newest build does"
    }
}
