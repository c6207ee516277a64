/// Whether a line says something itself, or only passes on what somebody typed: a chat log speaks of quotas too.
enum MessageContext {
    /// `offset` begins the message. Accepted in front of it: nothing, a time, a level, a logger, an exception's name, a ZeroGPU title.
    static func isStatement(at offset: Int, in text: TriageText) -> Bool {
        let (range, isWhole) = text.head(of: offset)
        guard isWhole else { return true }
        let head = text.string(range)
        // `> You have exceeded …`, `- Job failed …`: a quotation, an item of a list.
        if let first = head.first(where: { $0 != " " && $0 != "\t" }), ">-*•".contains(first) { return false }
        return head.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "|" }).allSatisfy(isMachineWord)
    }

    /// `If you see "…", wait a day.`: what somebody is told to do, should it happen. `head` stands before the message, on its line.
    static func isAdvice(_ head: String) -> Bool {
        let words = head.lowercased()
        let sentence = words.split(whereSeparator: { ".!?".contains($0) }).last?.drop { !$0.isLetter } ?? ""
        if isChange(words) || sentence.hasPrefix("if the ") || sentence.hasPrefix("if your ") { return true }
        return [
            "if you see ", "if you get ", "if you encounter ", "if you run into ", "if you receive ", "in case you see ",
            "in case you get ",
        ]
        .contains { words.contains($0) }
    }

    /// `v2.3.1: fixed a RuntimeError that was raised when …`, `- Fix KeyError: 'x'`: an entry in a list of changes.
    private static func isChange(_ head: String) -> Bool {
        let words = head.split { !$0.isLetter && !$0.isNumber && $0 != "." }
        return words.first {
            !($0.hasPrefix("v") && $0.dropFirst().allSatisfy { $0.isNumber || $0 == "." }) && !$0.allSatisfy { $0.isNumber || $0 == "." }
        }
        .map { ["fix", "fixed", "fixes", "bugfix", "resolved"].contains($0) } ?? false
    }

    /// `    raise RuntimeError("…`: the line of a program that would say it.
    static func isSource(_ head: String) -> Bool {
        let line = head.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        return ["raise ", "print(", "throw new "].contains { line.hasPrefix($0) } && (line.contains("(\"") || line.contains("('"))
    }

    private static let quoters: Set<String> = [
        "user", "prompt", "message", "human", "question", "query", "input", "chat", "assistant", "said", "text", "bot", "q", "a", "reply",
        "content", "history", "output", "answer", "response",
    ]
    private static let levels: Set<String> = [
        "error", "warning", "warn", "info", "critical", "fatal", "debug", "exception", "raise", "zerogpu", "error:", "e", "file", "line",
        "in",
        "quota", "exceeded", "worker", "client", "runtime", "executing", "function", "failed", "because", "illegal", "duration", "exit",
        "code", "reason",
    ]

    /// `{"user":"anna","prompt":"…`, `input=…`: a field of a structured line that holds what somebody typed.
    private static func isUserField(_ word: Substring) -> Bool {
        guard word.utf8.contains(0x22) || word.utf8.contains(0x27) || word.utf8.contains(0x3D) else { return false }
        return word.split { !$0.isLetter }.contains { userFields.contains($0.lowercased()) }
    }

    private static let userFields: Set<String> = [
        "user", "prompt", "human", "question", "query", "input", "chat", "text", "content", "history", "output", "answer", "response",
        "reply", "inputs", "transcript", "caption", "body", "subject", "summary", "comment", "document", "chunk",
    ]

    /// `java.lang.IllegalStateException:` carries what it was given; no message that is looked for comes from such a program.
    private static func isOfJava(_ word: Substring) -> Bool {
        ["java.", "javax.", "org.", "com.", "io.", "kotlin."].contains { word.hasPrefix($0) } && word.contains("Exception")
    }

    private static func isMachineWord(_ word: Substring) -> Bool {
        // `<anna> …` of a chat, `[00:00.000 --> 00:04.000] …` of a transcript.
        if isUserField(word) || word == "-->" || word.hasPrefix("<") && word.hasSuffix(">") || isOfJava(word) { return false }
        let bare = word.lowercased().trimmingCharacters { !$0.isLetter && !$0.isNumber }
        if quoters.contains(bare) { return false }
        if levels.contains(bare) || bare.isEmpty { return true }
        return word.utf8.contains { $0 == 0x2E || $0 == 0x5F || $0 == 0x2F || $0 == 0x5B || $0 == 0x28 || $0.isDigit }
            || bare.hasSuffix("error") || bare.hasSuffix("exception")
    }
}

extension String {
    /// Without the characters at both ends for which `isDropped` holds.
    fileprivate func trimmingCharacters(where isDropped: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isDropped($0) }), let last = lastIndex(where: { !isDropped($0) }) else { return "" }
        return String(self[first...last])
    }
}
