import DriftCore

/// Commands that a hint names, with the database that the user named: without it they would look into another.
///
///     take one: `driftd snapshot a/b`   ->   take one: `driftd snapshot a/b --db mine.db`
enum HintedCommand {
    private static let storing: Set<String> = [
        "snapshot", "watch", "serve", "history", "show", "diff", "pin", "export", "inspect", "quota", "smoke", "triage",
    ]

    static func naming(_ database: String?, in text: String) -> String {
        guard let database, text.contains("`driftd ") else { return text }
        return text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { index, part in index.isMultiple(of: 2) ? String(part) : with(database, String(part)) }
            .joined(separator: "`")
    }

    static func with(_ database: String?, _ command: String) -> String {
        let words = command.split(separator: " ")
        guard let database, words.first == "driftd", words.count > 1, storing.contains(String(words[1])), !words.contains("--db") else {
            return command
        }
        return command + " --db " + ShellWords.quoted(database)
    }

    /// What stands behind the last `--db` of a command line; `nil`: it names none.
    static func database(in arguments: [String]) -> String? {
        var result: String?
        for (index, word) in arguments.enumerated() {
            if word == "--" { break }
            if word == "--db", index + 1 < arguments.count { result = arguments[index + 1] }
            if word.hasPrefix("--db=") { result = String(word.dropFirst("--db=".count)) }
        }
        return result?.isEmpty == true ? nil : result
    }
}
