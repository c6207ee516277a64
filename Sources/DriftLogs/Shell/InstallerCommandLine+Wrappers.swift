/// What stands before an installer and runs it.
extension InstallerCommandLine {
    /// `env A=1`, `sudo -u user`, `A=1 pip`, `uv run pip`, `--mount=…` of the step itself.
    func skipPrefixes(_ words: inout ArraySlice<String>, _ assignments: inout [String: String]) {
        while let word = words.first {
            if word.hasPrefix("--"), word.holds("=") || word == "--link" {
                words = words.dropFirst()
            } else if let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")),
                word.utf8[..<equals].allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }),
                equals != word.startIndex
            {
                assignments[String(word[..<equals])] = String(word[word.utf8.index(after: equals)...])
                words = words.dropFirst()
            } else if Self.prefixPrograms.contains(Self.baseName(word)) {
                words = words.dropFirst()
                while let flag = words.first, flag.hasPrefix("-") || flag.utf8.allSatisfy({ $0.isDigit }) {
                    words = words.dropFirst()
                    if Self.prefixOptionsWithValue.contains(flag) { words = words.dropFirst() }
                }
            } else {
                return
            }
        }
    }

    /// `pip freeze | grep -i torch | xargs -r pip uninstall -y`: without a name nothing is started.
    static func mayHaveNothingToDo(_ command: ShellCommand) -> Bool {
        guard let begin = command.words.firstIndex(where: { baseName($0) == "xargs" }) else { return false }
        let options = command.words[begin...].dropFirst().prefix { !isInstaller(baseName($0)) }
        return options.contains { $0 == "--no-run-if-empty" || $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("r") }
    }

    /// `retry 3 pip install x`, `runuser -u app -- pip install x`, `find . -exec pip install {} +`: whatever runs it, the installer behind it is
    /// what counts. `$(which pip) install x`, `${PIP} install x`: a variable named for a program is taken for it.
    func skipWrapper(_ words: inout ArraySlice<String>) {
        guard let first = words.first, words.count > 2 else { return }
        if first.hasPrefix("$"), !first.holds("/") {
            let name = first.lowercased()
            if let program = ["pip", "python", "uv", "poetry"].first(where: { name.contains($0) }) {
                words = ([program] + Array(words.dropFirst()))[...]
                return
            }
        }
        guard !Self.isKnown(Self.baseName(first)) else { return }
        // `gosu app bash -c 'pip install x'`
        if let shell = words.dropFirst().firstIndex(where: { Self.shells.contains(Self.baseName($0)) }),
            Self.inlineScript(Array(words[(shell + 1)...])) != nil
        {
            words = words[shell...]
            return
        }
        guard let place = words.dropFirst().firstIndex(where: { Self.isWrapped(Self.baseName($0)) }),
            Self.invocation(program: Self.baseName(words[place]), location: words[place], arguments: Array(words[(place + 1)...])) != nil
        else { return }
        words = words[place...]
    }

    /// A program whose arguments are read, or that prints them.
    private static func isKnown(_ program: String) -> Bool {
        isInstaller(program) || runners[program] != nil || changesPlace(program) || shells.contains(program)
            || ReplayStep.harmlessPrograms.contains(program) || quotingPrograms.contains(program)
    }

    private static let quotingPrograms: Set<String> = [
        "git", "awk", "perl", "tee", "set", "alias", "hatch", "pipx", "uvx", "npm", "make", "apt", "apt-get", "apk", "dnf", "yum",
    ]

    private static func isWrapped(_ program: String) -> Bool { isPip(program) || isPython(program) || runners[program] != nil }

    /// Programs that run the program behind them.
    private static let prefixPrograms: Set<String> = [
        "env", "sudo", "exec", "command", "nohup", "nice", "time", "export", "gosu", "xargs", "timeout",
    ]
    private static let prefixOptionsWithValue: Set<String> = ["-u", "-n", "-a", "-I", "-P"]

    private static let runners: [String: InstallerInvocation.Tool] = [
        "poetry": .poetry, "uv": .uv, "pdm": .pdm, "pipenv": .pipenv, "conda": .conda, "mamba": .conda, "micromamba": .conda,
        "hatch": .hatch,
    ]

    /// `poetry run pip install x`, `uv run --no-sync pip …`, `pipenv run …`, `conda run -n base pip …`: the words behind it, and who runs them.
    static func skipRunner(_ words: inout ArraySlice<String>) -> InstallerInvocation.Tool? {
        guard words.count > 2, words[words.startIndex + 1] == "run", let runner = runners[baseName(words[words.startIndex])] else {
            return nil
        }
        let program = words.dropFirst(2).firstIndex { isInstaller(baseName($0)) }
        guard let program else { return nil }
        words = words[program...]
        return runner
    }
}
