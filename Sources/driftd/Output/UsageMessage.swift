import ArgumentParser
import DriftCore

/// Wrong usage, in driftd's own two lines.
enum UsageMessage {
    /// The parser takes a mistyped command for a surplus argument; this names it as what it is.
    static func checkCommand(in arguments: [String]) throws(ValidationError) {
        let commands = Driftd.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let word = arguments.first, word != "help" else { return }
        if word.hasPrefix("-") {
            // `driftd --db mine.db history`
            guard !own.contains(word), let place = arguments.firstIndex(where: commands.contains) else { return }
            let line = [arguments[place]] + arguments[(place + 1)...] + arguments[..<place]
            let command = (["driftd"] + line.map(ShellWords.quoted)).joined(separator: " ")
            throw ValidationError("options stand behind the command: \(command)")
        }
        if !commands.contains(word) {
            throw ValidationError("\"\(word)\" is no command; the commands are \(commands.joined(separator: ", "))")
        }
    }

    /// The root command's own.
    private static let own: Set<String> = ["-h", "--help", "--help-hidden", "--version"]

    /// The parser's message without its `Error:` and in one line.
    /// `Missing expected argument '<original>'` · `Unknown option '--jsno'. Did you mean '--json'?`
    static func text(of error: any Error) -> String {
        let lines = Driftd.message(for: error).split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0.isWhitespace } }
        let text = lines.filter { !$0.isEmpty }.joined(separator: " ")
        // `HOME is not set`: a name, not the first word of a sentence.
        if text.dropFirst().first?.isUppercase ?? false { return text }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    private static let columns = 80

    /// The parser wraps everything but its first line: `USAGE: driftd watch add <space> ... [--every <span>] …`
    static func wrapped(_ help: String) -> String {
        help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.hasPrefix("USAGE: "), line.count > columns else { return String(line) }
            var lines = [""]
            var depth = 0
            var word = ""
            for part in line.split(separator: " ") {
                word += (word.isEmpty ? "" : " ") + part
                depth += part.count { $0 == "[" } - part.count { $0 == "]" }
                // `[--every <span>]` stays in one piece.
                if depth > 0 { continue }
                if lines[lines.count - 1].count + 1 + word.count > columns { lines.append("      ") }
                lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
                word = ""
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// `run driftd help watch add`, from the line that the parser ends its full message with: `Usage: driftd watch add <space> ...`
    static func hint(for error: any Error) -> String {
        for line in Driftd.fullMessage(for: error).split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            guard words.starts(with: ["Usage:", "driftd"]) else { continue }
            let command = words.dropFirst(2).prefix { $0.first?.isLetter == true }
            return "run `\((["driftd", "help"] + command).joined(separator: " "))`"
        }
        return "run `driftd help`"
    }
}
