/// Reads as much of the shell's grammar as `RUN` steps use: quoting, operators, redirections, keywords.
///
/// `pip install a "b>=1" && pip install c>=2 || true` gives three commands, the second with its output
/// redirected into a file named `=2`, as the shell does it.
struct ShellParser {
    /// A step's text is one line; more commands than this are somebody's program, not an install step.
    static let maximumCommands = 500

    let text: [UInt8]
    var index = 0
    var commands: [ShellCommand] = []
    var words: [String] = []
    var word: [UInt8] = []
    var hasWord = false
    var wordIsQuoted = false
    var hidesOutput = false
    var isRedirected = false
    /// `! pip install x`: the step goes on if it failed.
    private var isNegated = false
    var readsFile = false
    private(set) var connector = ShellCommand.Connector.always
    private var conditionalDepth = 0
    /// Where the open groups and loops begin, and the one that has just ended: a redirection or a pipe behind it is all its commands'.
    private var groups: [Int] = []
    var closedGroup = 0..<0
    private var subshells: [Int] = []
    private var subshellCount = 0
    var isPiped = false
    /// `set -e`: the shell ends with the first command that fails, wherever that is no condition.
    private(set) var stopsAtFailure: Bool

    private init(_ text: String, stopsAtFailure: Bool) {
        self.text = Array(text.utf8)
        self.stopsAtFailure = stopsAtFailure
    }

    /// - Parameter stopsAtFailure: the shell was called with `-e`.
    static func parse(_ text: String, stopsAtFailure: Bool = false) -> [ShellCommand] {
        var parser = ShellParser(text, stopsAtFailure: stopsAtFailure)
        parser.run()
        return parser.commands
    }

    private mutating func run() {
        while index < text.count, commands.count < Self.maximumCommands { step() }
        endWord()
        endCommand(next: .always)
    }

    private mutating func step() {
        let byte = text[index]
        switch byte {
        case .space, .tab, .carriageReturn:
            endWord()
            index += 1
        case .lineFeed, UInt8(ascii: ";"):
            endWord()
            if words.isEmpty { closedGroup = 0..<0 }
            // With `set -e`, too, only the last of `a && b` counts.
            if stopsAtFailure || words.isEmpty || connector == .ifSucceeded { forgiveChain() }
            endCommand(next: .always, previousMayFail: !stopsAtFailure)
            noteTests()
            index += 1
        case UInt8(ascii: "\\"):
            escape()
        case UInt8(ascii: "'"):
            singleQuoted()
        case UInt8(ascii: "\""):
            doubleQuoted()
        case UInt8(ascii: "&"):
            ampersand()
        case UInt8(ascii: "|"):
            bar()
        case UInt8(ascii: ">"), UInt8(ascii: "<"):
            redirect()
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            group(byte)
        case UInt8(ascii: "#") where !hasWord:
            while index < text.count, text[index] != .lineFeed { index += 1 }
        default:
            plain()
        }
    }

    /// A run of bytes that stand for themselves.
    private mutating func plain() {
        let begin = index
        repeat { index += 1 } while index < text.count && !Self.isSpecial(text[index])
        word.append(contentsOf: text[begin..<index])
        hasWord = true
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case .space, .tab, .carriageReturn, .lineFeed, UInt8(ascii: ";"), UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""),
            UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "{"), UInt8(ascii: "}"):
            true
        default: false
        }
    }

    private mutating func escape() {
        // A backslash before a line end joins lines; the platform prints such steps with the backslash gone, Dockerfiles keep it.
        if index + 1 < text.count, text[index + 1] == .lineFeed {
            index += 2
            return
        }
        if index + 1 < text.count {
            word.append(text[index + 1])
            hasWord = true
        }
        index += 2
    }

    private mutating func singleQuoted() {
        index += 1
        hasWord = true
        wordIsQuoted = true
        while index < text.count, text[index] != UInt8(ascii: "'") {
            word.append(text[index])
            index += 1
        }
        index += 1
    }

    private mutating func doubleQuoted() {
        index += 1
        hasWord = true
        wordIsQuoted = true
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            if text[index] == UInt8(ascii: "\\"), index + 1 < text.count { index += 1 }
            word.append(text[index])
            index += 1
        }
        index += 1
    }

    private mutating func ampersand() {
        let next = index + 1 < text.count ? text[index + 1] : 0
        if next == UInt8(ascii: ">") {
            endWord()
            index += 1
            redirect()
        } else {
            endWord()
            endCommand(next: next == UInt8(ascii: "&") ? .ifSucceeded : .always, previousMayFail: next != UInt8(ascii: "&"))
            index += next == UInt8(ascii: "&") ? 2 : 1
        }
    }

    private mutating func bar() {
        let next = index + 1 < text.count ? text[index + 1] : UInt8.space
        let isOr = next == UInt8(ascii: "|")
        endWord()
        if isOr { forgiveChain() } else { pipe() }
        endCommand(next: isOr ? .ifFailed : .pipe, previousMayFail: true)
        if isOr { noteTests() }
        // `|&`: what goes to standard error goes through the pipe as well.
        index += isOr || next == UInt8(ascii: "&") ? 2 : 1
    }

    private mutating func group(_ byte: UInt8) {
        let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
        let next = index + 1 < text.count ? text[index + 1] : UInt8.space
        // `${X}`, `a{b,c}` and `$(…)` are parts of a word; a group's brace stands alone.
        if isBrace, hasWord || !(next == .space || next == .tab || next == .lineFeed || next == UInt8(ascii: ";")) {
            word.append(byte)
            hasWord = true
            index += 1
            return
        }
        if byte == UInt8(ascii: "("), hasWord {
            substitution()
            return
        }
        endWord()
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "}") {
            endCommand(next: .always)
            closeGroup()
            if !isBrace { _ = subshells.popLast() }
        } else {
            flushWords()
            openGroup()
            if !isBrace, subshells.count < 64 {
                subshellCount += 1
                subshells.append(subshellCount)
            }
        }
        index += 1
    }

    private mutating func openGroup() {
        if groups.count < 64 { groups.append(commands.count) }
    }

    private mutating func closeGroup() {
        closedGroup = groups.popLast().map { min($0, commands.count)..<commands.count } ?? 0..<0
    }

    /// `$(command)` inside a word: kept as it stands, its text is not ours to run.
    mutating func substitution() {
        var depth = 0
        while index < text.count {
            let byte = text[index]
            word.append(byte)
            index += 1
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return }
            }
        }
    }

    mutating func endWord() {
        guard hasWord else { return }
        let text = String(decoding: word, as: UTF8.self)
        let isKeywordPlace = words.isEmpty && !wordIsQuoted
        clearWord()
        if isKeywordPlace, keyword(text) { return }
        words.append(text)
    }

    mutating func clearWord() {
        word.removeAll(keepingCapacity: true)
        hasWord = false
        wordIsQuoted = false
    }

    /// `if`, `then`, `for` … steer the commands behind them; they are not commands.
    private mutating func keyword(_ text: String) -> Bool {
        switch text {
        case "if", "while", "until", "for", "case":
            conditionalDepth += 1
            openGroup()
            return true
        case "!":
            isNegated = true
            return true
        case "then", "else", "elif", "do", "time":
            return true
        case "fi", "done", "esac":
            conditionalDepth = max(0, conditionalDepth - 1)
            closeGroup()
            return true
        default:
            return false
        }
    }

    private mutating func flushWords() {
        if !words.isEmpty { endCommand(next: connector) }
    }

    /// `set -e`, `set -eux -o pipefail`, `set +e`
    private mutating func note(_ words: [String]) {
        guard words[0] == "set" else { return }
        for (index, word) in words.enumerated().dropFirst() {
            let isByName = word.hasSuffix("o") && index + 1 < words.count && words[index + 1] == "errexit"
            let isErrexit = isByName || word.dropFirst().contains("e") && !word.hasPrefix("--")
            if isErrexit, word.hasPrefix("-") { stopsAtFailure = true }
            if isErrexit, word.hasPrefix("+") { stopsAtFailure = false }
        }
    }

    private mutating func endCommand(next: ShellCommand.Connector, previousMayFail: Bool = false) {
        defer {
            words.removeAll(keepingCapacity: true)
            (hidesOutput, readsFile, isPiped, isRedirected, isNegated) = (false, false, false, false, false)
            connector = next
        }
        guard !words.isEmpty else { return }
        closedGroup = 0..<0
        note(words)
        var command = ShellCommand(words: words, connector: connector)
        command.hidesOutput = hidesOutput
        command.isPiped = isPiped
        command.isRedirected = isRedirected
        command.readsFile = readsFile
        command.subshells = subshells
        command.isConditional = conditionalDepth > 0 || connector == .ifFailed
        command.mayFail = previousMayFail || isNegated
        commands.append(command)
    }
}
