/// Scripts that come by a pipe, a redirection or a substitution: their text is not the step's.
extension InstallerCommandLine {
    /// What a command runs that stands elsewhere: `curl … | bash`, `python - < setup.py`, `bash <(curl …)`, `bash -c "$(curl …)"`,
    /// `eval "$(curl …)"`. `nil`: it runs nothing of the kind; `.some(nil)`: a script that brings no packages.
    mutating func foreignScript(_ command: ShellCommand, words: ArraySlice<String>, fedBy producer: [String]?) -> InstallerInvocation?? {
        guard let program = words.first.map(Self.baseName) else { return nil }
        let arguments = Array(words.dropFirst())
        if let substitution = Self.executedSubstitution(program, words.first ?? "", arguments) {
            return .some(Self.script(ScriptOrigin(producedBy: [substitution]), command))
        }
        guard Self.readsProgramFromInput(program, arguments) else { return nil }
        if let producer, let first = producer.first, ["echo", "printf"].contains(Self.baseName(first)) {
            readShown(producer.dropFirst(), by: program)
            return .some(nil)
        }
        guard let producer = producer ?? (command.readsFile ? [] : nil) else { return .some(nil) }
        return .some(Self.script(ScriptOrigin(producedBy: producer), command))
    }

    private static func script(_ origin: ScriptOrigin?, _ command: ShellCommand) -> InstallerInvocation? {
        guard let origin else { return nil }
        var invocation = InstallerInvocation(tool: .script, action: .install)
        invocation.script = origin
        invocation.hidesOutput = command.hidesOutput
        invocation.isConditional = command.isConditional
        invocation.mayFail = command.mayFail
        return invocation
    }

    /// `$(curl …)` where the shell or Python runs what it yields; other substitutions (`eval "$(pyenv init -)"`) set up a shell, and those
    /// among a script's own arguments are its data.
    private static func executedSubstitution(_ program: String, _ first: String, _ arguments: [String]) -> String? {
        var candidates: [String] = []
        if first.hasPrefix("$(") {
            candidates = [first]
        } else if ["eval", "source", "."].contains(program) {
            candidates = arguments
        } else if runsScripts(program), let place = arguments.firstIndex(where: { !$0.hasPrefix("-") }) {
            candidates = [arguments[place]]
        }
        return candidates.first { ($0.hasPrefix("$(") || $0.hasPrefix("<(")) && ScriptOrigin.isFetch($0) }
    }

    private static func runsScripts(_ program: String) -> Bool {
        isPython(program) || ["sh", "bash", "dash", "zsh", "ash"].contains(program)
    }

    /// `bash`, `sh -s -- --yes`, `python3 -`: without a file of its own it runs what it reads.
    private static func readsProgramFromInput(_ program: String, _ arguments: [String]) -> Bool {
        guard runsScripts(program) else { return false }
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if argument == "-" || argument == "/dev/stdin" { return true }
            if ["-V", "--version", "-h", "--help"].contains(argument) { return false }
            guard argument.hasPrefix("-") else { return false }
            if argument == "--" { return index + 1 == arguments.count }
            let letters = argument.hasPrefix("--") ? "" : argument.dropFirst()
            // `-c`, `-lc` and `-m` bring their program along.
            if letters.hasSuffix("c") || letters.hasSuffix("m") && isPython(program) { return false }
            if letters.contains("s"), !isPython(program) { return true }
            index += ["-o", "-O", "-X", "-W", "+o"].contains(argument) ? 2 : 1
        }
        return true
    }

    /// `echo "pip install six" | bash`: the text is there.
    private mutating func readShown(_ words: ArraySlice<String>, by program: String) {
        let text = words.joined(separator: " ")
        guard !Self.isPython(program) else {
            if let script = Self.invocation(program: program, location: program, arguments: ["-c", text]) { append(script) }
            return
        }
        for invocation in Self.invocations(in: text, workingDirectory: workingDirectory) { append(invocation) }
    }
}
