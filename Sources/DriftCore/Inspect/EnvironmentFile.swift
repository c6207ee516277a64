/// A `.env` file in a repository, or an example of one: what it names, and whether it gives it away; never what it says.
///
///     # the model's provider
///     export OPENAI_API_KEY="sk-…"
///     HF_TOKEN=your_token_here
struct EnvironmentFile: Sendable {
    struct Entry: Sendable, Hashable {
        var name: String
        /// From 1.
        var line: Int
        /// There is a value, and it is more than a hint of what to put there.
        var hasValue: Bool
        /// The value has the form of a provider's token.
        var isToken: Bool
    }

    var path: String
    private(set) var entries: [Entry] = []

    /// Where such files are looked for, beside the app file.
    static let paths = [
        ".env", ".env.local", ".env.production", ".env.example", ".env.sample", ".env.template", "env.example", "example.env",
    ]

    /// More names than any app reads, and longer.
    private static let limit = 200
    private static let longestName = 80

    init(path: String, bytes: [UInt8]) {
        self.path = path
        let lines = String(decoding: bytes.prefix(1 << 20), as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() where entries.count < Self.limit {
            var text = line.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("export ") { text = text.dropFirst(7).drop { $0 == " " } }
            guard let sign = text.firstIndex(of: "=") else { continue }
            let name = Self.trimmed(text[..<sign])
            guard ShellWords.isVariableName(name), name.utf8.count <= Self.longestName else { continue }
            let value = Self.value(text[text.index(after: sign)...])
            entries.append(Entry(name: name, line: index + 1, hasValue: !Self.isHint(value), isToken: Self.isToken(value)))
        }
    }

    /// Those of the repository, in the order of `paths`. What `.gitignore` keeps out of it lies in this checkout alone.
    static func all(in files: [String: [UInt8]]) -> [EnvironmentFile] {
        let ignored = String(decoding: files[".gitignore"] ?? [], as: UTF8.self).split { $0.isNewline }
            .map { trimmed($0.trimmingPrefix("/")) }
        return paths.compactMap { path in
            guard let bytes = files[path], !ignored.contains(where: { matches($0, path) }) else { return nil }
            return EnvironmentFile(path: path, bytes: bytes)
        }
    }

    /// It only shows which names to set.
    var isExample: Bool { ["example", "sample", "template"].contains { path.contains($0) } }

    /// What everybody who may read the repository has: a secret by its name in a file that is meant, a token by its form in any.
    var givenAway: [Entry] {
        entries.filter { $0.isToken || !isExample && $0.hasValue && ReadVariable.isSecret($0.name) }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }

    /// Without quotes, and without a comment behind it.
    private static func value(_ text: Substring) -> String {
        let rest = text.drop { $0 == " " || $0 == "\t" }
        if let quote = rest.first, quote == "\"" || quote == "'" { return String(rest.dropFirst().prefix { $0 != quote }) }
        return String(rest.prefix { $0 != " " && $0 != "\t" && $0 != "#" })
    }

    private static let hints = [
        "your", "xxx", "change", "replace", "example", "placeholder", "dummy", "insert", "todo", "here", "none", "null", "...", "***", "…",
    ]

    private static func isHint(_ value: String) -> Bool {
        let lower = value.lowercased()
        return value.isEmpty || value.hasPrefix("<") || value.hasPrefix("$") || hints.contains { lower.contains($0) }
    }

    private static let tokenHeads = ["hf_", "sk-", "ghp_", "github_pat_", "AIza", "AKIA", "xoxb-", "gsk_", "glpat-", "r8_"]

    private static func isToken(_ value: String) -> Bool {
        guard !isHint(value), let head = tokenHeads.first(where: { value.hasPrefix($0) }) else { return false }
        let rest = value.dropFirst(head.count)
        return rest.utf8.count >= 16 && Set(rest).count >= 8
            && rest.utf8.allSatisfy { $0.isAlphanumeric || "-_".utf8.contains($0) }
    }

    /// `.env`, `.env*`, `*.env`: what people write.
    private static func matches(_ pattern: String, _ path: String) -> Bool {
        guard !pattern.isEmpty, !pattern.hasPrefix("#"), !pattern.hasPrefix("!"), let star = pattern.firstIndex(of: "*") else {
            return pattern == path
        }
        let (head, tail) = (pattern[..<star], pattern[pattern.index(after: star)...])
        return !tail.contains("*") && path.count >= head.count + tail.count && path.hasPrefix(head) && path.hasSuffix(tail)
    }
}
