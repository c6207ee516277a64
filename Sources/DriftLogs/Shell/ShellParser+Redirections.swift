/// Where a command's output goes: another command, a file, a process.
extension ShellParser {
    mutating func pipe() {
        (hidesOutput, isPiped) = (true, true)
        guard words.isEmpty else { return }
        for place in closedGroup { (commands[place].hidesOutput, commands[place].isPiped) = (true, true) }
    }

    /// `>f`, `>>f`, `2>f`, `2>&1`, `<f`, `<<EOF`. Standard output that goes to a file is lost to the log.
    mutating func redirect() {
        let isOutput = text[index] == UInt8(ascii: ">")
        if index + 1 < text.count, text[index + 1] == UInt8(ascii: "(") {
            // `bash <(curl https://x)`, `tee >(grep x)`: a file's name to the command.
            word.append(text[index])
            hasWord = true
            index += 1
            return substitution()
        }
        var descriptor: UInt8 = isOutput ? UInt8(ascii: "1") : UInt8(ascii: "0")
        if !wordIsQuoted, word.count == 1, word[0].isDigit {
            descriptor = word[0]
            clearWord()
        } else {
            endWord()
        }
        while index < text.count, text[index] == UInt8(ascii: ">") || text[index] == UInt8(ascii: "<") || text[index] == UInt8(ascii: "|") {
            index += 1
        }
        let isDuplicate = index < text.count && text[index] == UInt8(ascii: "&")
        if isDuplicate { index += 1 }
        while index < text.count, text[index] == .space || text[index] == .tab { index += 1 }
        if isOutput, index + 1 < text.count, text[index] == UInt8(ascii: ">"), text[index + 1] == UInt8(ascii: "(") {
            return redirectToProcess(descriptor)
        }
        let target = redirectionTarget()
        if !isOutput, descriptor == UInt8(ascii: "0") { readsFile = true }
        guard isOutput, descriptor == UInt8(ascii: "1") else { return }
        // `1>&2` still reaches the log; so does a copy to the terminal.
        if isDuplicate || target == "/dev/stderr" || target == "/dev/stdout" || target == "/proc/self/fd/1" { return }
        (hidesOutput, isRedirected) = (true, true)
        if words.isEmpty { for place in closedGroup { (commands[place].hidesOutput, commands[place].isRedirected) = (true, true) } }
    }

    /// `> >(tee log)`: what copies it lets it through, anything else may not.
    private mutating func redirectToProcess(_ descriptor: UInt8) {
        index += 1
        substitution()
        let process = String(decoding: word, as: UTF8.self)
        clearWord()
        guard descriptor == UInt8(ascii: "1"), !process.hasPrefix("(tee "), !process.hasPrefix("(cat") else { return }
        (hidesOutput, isRedirected) = (true, true)
    }

    private mutating func redirectionTarget() -> String {
        var target: [UInt8] = []
        var quote: UInt8?
        while index < text.count {
            let byte = text[index]
            if let open = quote {
                if byte == open { quote = nil } else { target.append(byte) }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == .space || byte == .tab || byte == .lineFeed || ";&|()<>".utf8.contains(byte) {
                break
            } else {
                target.append(byte)
            }
            index += 1
        }
        return String(decoding: target, as: UTF8.self)
    }
}
