/// One simple command of a `RUN` step: words with quotes undone, and how it is tied to the commands around it.
struct ShellCommand: Equatable {
    enum Connector: Equatable {
        /// First command, or after `;`, `&` or a line end: runs whatever came before.
        case always
        /// After `&&`.
        case ifSucceeded
        /// After `||`.
        case ifFailed
        /// Reads the previous command's output.
        case pipe
    }

    var words: [String]
    var connector: Connector
    /// `> file`, `2> file`, `&> file`, `> /dev/null`, or piped into another program.
    var hidesOutput = false
    /// `> file` rather than a pipe: what stands behind a pipe does not get it either.
    var isRedirected = false
    /// Its output, or that of the group around it, is read by the next command that stands behind a `|`.
    var isPiped = false
    /// Stands in `if …; then`, a loop, a function or a subshell whose course the text does not decide.
    var isConditional = false
    /// `< file`, `<<EOF`, `<<< text`: what it reads is no terminal's and no pipe's.
    var readsFile = false
    /// The subshells that it stands in, by number, the outermost first: what one of them changes is its own.
    var subshells: [Int] = []
    /// Followed by `||` or `;`: the step may succeed although this command failed.
    var mayFail = false

    /// Says by its exit code alone whether the commands behind it run.
    var isTest: Bool { words.first.map(Self.tests.contains) ?? false }

    private static let tests: Set<String> = ["[", "[[", "test", "command", "type", "which", "hash", "grep", "egrep", "false"]

    /// `$VENV/bin/pip`, `${VENV}/bin/pip` with what the image's variables hold.
    mutating func expand(_ variables: [String: String]) {
        for index in words.indices where words[index].holds("$") { words[index] = Self.expanded(words[index], by: variables) }
    }

    /// A variable that is not known stays as it is.
    static func expanded(_ text: String, by variables: [String: String]) -> String {
        var parts = text.split(separator: "$", omittingEmptySubsequences: false)[...]
        var result = String(parts.popFirst() ?? "")
        for part in parts {
            let isBraced = part.hasPrefix("{")
            let name = part.dropFirst(isBraced ? 1 : 0).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let rest = part.dropFirst(name.count + (isBraced ? 1 : 0))
            let isClosed = !isBraced || rest.hasPrefix("}")
            if isClosed, let value = variables[String(name)] {
                result += value + rest.dropFirst(isBraced ? 1 : 0)
            } else {
                result += "$" + part
            }
            guard result.utf8.count <= longestWord else { return text }
        }
        return result
    }

    private static let longestWord = 4_096
}
