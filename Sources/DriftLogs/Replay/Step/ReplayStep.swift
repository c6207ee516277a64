import DriftCore

/// A step with what its text asks for, ready to be replayed.
struct ReplayStep {
    var scanned: ScannedStep
    /// What it printed about packages.
    var output: StepOutput
    var log: Int
    /// When it began, among the printed lines of the log at hand; a start came when all steps had ended.
    var order: Int
    /// Of a `RUN`.
    var commands: [ShellCommand]
    var invocations: [InstallerInvocation]
    var workingDirectory: String
    /// Its header is lost from the middle of an author's own build.
    var isHomeless = false
    /// No line says how it ended, in a log that says so of others.
    var lacksEnd = false
    /// Its lines were broken where nobody can tell: what they say of versions may be a part.
    var isGarbled = false
    /// What an app printed after its start, in which installers are guests.
    var isStart = false

    /// - Parameter script: of a here-document, where the repository shows it.
    /// - Parameter links: installers that earlier steps gave another name.
    init(
        _ scanned: ScannedStep,
        log: Int,
        workingDirectory: String,
        variables: [String: String] = [:],
        links: [String: String] = [:],
        script: String? = nil
    ) {
        self.scanned = scanned
        output = scanned.transcript.read()
        self.log = log
        order = scanned.order
        self.workingDirectory = workingDirectory
        commands = scanned.instruction == .run ? ShellParser.parse(script ?? Self.command(of: scanned.text)) : []
        if !variables.isEmpty { for index in commands.indices { commands[index].expand(variables) } }
        invocations =
            commands.isEmpty
            ? []
            : InstallerCommandLine.invocations(of: commands, workingDirectory: workingDirectory, variables: variables, links: links)
        if script == nil, Self.hereDocument(in: scanned.text) != nil {
            var rest = InstallerInvocation(tool: .script, action: .install)
            rest.script = .file
            invocations.append(rest)
        }
    }

    /// `ENV A=1 B="two words"`, `ENV A 1`: the older builders, kaniko and buildah print them.
    static func variables(of text: String) -> [String: String] {
        let words = ShellParser.parse(text).first?.words.dropFirst() ?? []
        guard let first = words.first else { return [:] }
        if !first.holds("=") { return [first: words.dropFirst().joined(separator: " ")] }
        return Dictionary(words.prefix(mostVariables).compactMap(assignment)) { _, last in last }
    }

    private static let mostVariables = 100

    private static func assignment(_ word: String) -> (String, String)? {
        guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        return (String(word[..<equals]), String(word[word.utf8.index(after: equals)...]))
    }

    /// `pip install x` of `RUN <<EOF (pip install x...)`: BuildKit shows a here-document's first line alone.
    static func hereDocument(in text: String) -> String? {
        guard text.hasPrefix("RUN "), text.hasSuffix(")"), let behind = text.after("<<"), let first = behind.after(" (")?.dropLast() else {
            return nil
        }
        let mark = behind[..<(behind.from(" (")?.startIndex ?? behind.endIndex)]
        let word = mark.utf8.filter { !"-\"'".utf8.contains($0) }
        guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }) else { return nil }
        let before = text[..<(text.from("<<")?.startIndex ?? text.endIndex)]
        let program = before.parts(by: .space).dropFirst().last { !$0.hasPrefix("-") } ?? "sh"
        let isShell = ["sh", "bash", "dash", "ash"].contains(InstallerCommandLine.baseName(String(program)))
        return isShell ? String(first.hasSuffix("...") ? first.dropLast(3) : first) : ""
    }

    var text: String { scanned.text }

    /// Whether the step may change what is installed.
    var concernsPackages: Bool { invocations.contains { $0.changesEnvironment } }

    /// `RUN pip install a &&`: what stood behind it is gone, or in a line that nothing tells from the output.
    var isCutShort: Bool {
        scanned.instruction == .run
            && ([" &&", " ||", " |", " -r"].contains { text.hasSuffix($0) } || hasLostPlace || hasLostEnd || endsInProgram)
    }

    /// `RUN pip install six==1.16.0 && python3.9 -m pi...`: older BuildKits show no more than the first words of a long step.
    var hasLostEnd: Bool {
        scanned.instruction == .run && (text.hasSuffix("...") || text.hasSuffix("…"))
            && !["echo", "printf"].contains(commands.last?.words.first)
    }

    /// `RUN pip install --target`: where is gone.
    var hasLostPlace: Bool {
        scanned.instruction == .run && [" --target", " --prefix", " --root", " --python"].contains { text.hasSuffix($0) }
    }

    /// `RUN /opt/venv/bin/pip`, `RUN pip install a && python -m`, `… uv pip install --system`: an installer that is not told what to do.
    /// (`curl … | python`, `… | xargs pip install` are told by a pipe, `python < x.py` by a file.)
    private var endsInProgram: Bool {
        guard let last = commands.last, last.connector != .pipe, !text.holds(" <") else { return false }
        let words = last.words.drop { $0.holds("=") && !$0.hasPrefix("-") }
        guard let program = words.first.map(InstallerCommandLine.baseName) else { return false }
        var rest = words.dropFirst()
        if InstallerCommandLine.isPython(program) {
            guard rest.first == "-m" else { return rest.isEmpty }
            guard let module = rest.dropFirst().first else { return true }
            guard ["pip", "uv", "poetry"].contains(module) else { return false }
            rest = rest.dropFirst(2)
        } else if !InstallerCommandLine.isInstaller(program), program != "poetry" {
            return false
        }
        if rest.first == "pip" { rest = rest.dropFirst() }
        if rest.isEmpty { return true }
        return rest.first == "install" && program != "poetry" && rest.dropFirst().allSatisfy(Self.asksForNothing)
    }

    /// `--no-cache-dir`, but not `-rrequirements.txt`, `-e.`, `--editable=.`
    private static func asksForNothing(_ option: String) -> Bool {
        let namesFile = (option.hasPrefix("-r") || option.hasPrefix("-e")) && option.utf8.count > 2
        return option.hasPrefix("-") && !namesFile && !option.holds("=")
    }

    /// `rm -rf /opt/venv`
    var removedFolders: [String] {
        commands.filter { InstallerCommandLine.baseName($0.words.first ?? "") == "rm" }
            .flatMap { $0.words.dropFirst().filter { !$0.hasPrefix("-") } }
            .map { InstallerCommandLine.absolute($0, in: workingDirectory) }
    }

    /// The step's own commands are known, and none of them installs anything: whatever its output looks like is somebody's text.
    var cannotInstall: Bool {
        invocations.isEmpty && !commands.isEmpty && !isCutShort
            && commands.allSatisfy { command in
                let program = InstallerCommandLine.baseName(command.words.first ?? "")
                // `env $OPTIONS pip install x`
                return Self.harmlessPrograms.contains(program) && (program != "env" || command.words.count == 1)
            }
    }

    static let harmlessPrograms: Set<String> = [
        "echo", "cat", "printf", "ls", "grep", "head", "tail", "true", "cd", "mkdir", "chmod", "chown", "rm", "cp", "mv", "ln", "touch",
        "sed", "useradd",
        "date", "sleep", "wc", "sort", "env", "test", "[",
    ]

    /// The text shows every installer that the step can have started, and how often.
    var showsEveryRun: Bool {
        !scanned.isHeadless && !isCutShort && !invocations.contains { $0.changesEnvironment && !$0.isVisible || $0.tool == .script }
            && commands.allSatisfy { command in
                guard !command.isConditional, let first = command.words.first(where: { !$0.holds("=") }) else { return false }
                let program = InstallerCommandLine.baseName(first)
                // `cat install.log`
                if Self.printingPrograms.contains(program) { return command.connector == .pipe }
                if InstallerCommandLine.isPython(program) { return command.words.dropFirst().starts(with: ["-m", "pip"]) }
                return InstallerCommandLine.isPip(program) || Self.harmlessPrograms.contains(program)
                    || Self.otherPrograms.contains(program)
            }
    }

    /// They print what a file holds.
    static let printingPrograms: Set<String> = ["cat", "head", "tail", "grep", "sed", "sort"]

    /// None of them starts an installer of Python packages.
    static let otherPrograms: Set<String> = ["uv", "set", "export", "apt-get", "apt", "apk", "source", "."]

    /// An installer that Python does not bring and that the command starts by its name: `uv`.
    static func addedInstaller(_ command: ShellCommand) -> String? {
        command.words.first.flatMap { ["uv", "poetry", "pdm", "pipenv"].contains($0) ? $0 : nil }
    }

    /// gem and cpanm say `Successfully installed rouge-4.1.0` too, of packages that are not Python's and that pip neither collected nor announced.
    var hasForeignInstaller: Bool {
        commands.contains { command in
            command.words.contains { Self.foreignInstallers.contains(InstallerCommandLine.baseName($0)) }
        }
    }

    private static let foreignInstallers: Set<String> = ["gem", "cpanm", "cpan", "luarocks"]

    /// `su app -c "pip install --user x"`, `gosu app pip install x`
    var switchesUser: Bool {
        commands.contains { command in
            command.words.first.map { Self.userPrograms.contains(InstallerCommandLine.baseName($0)) } ?? false
        }
    }

    private static let userPrograms: Set<String> = ["su", "runuser", "setpriv", "gosu", "su-exec", "sudo"]

    /// Any of its commands, not only those that install.
    var runsPoetry: Bool {
        commands.contains { command in command.words.prefix(3).contains { InstallerCommandLine.baseName($0) == "poetry" } }
    }

    /// `python launch.py --exit`, `./webui.sh`: what it installs it says in its own words, if at all.
    var runsScript: Bool {
        commands.contains { command in
            command.words.prefix(4).contains { $0.hasSuffix(".py") || $0.hasSuffix(".sh") }
        }
    }

    var copiesPipConfiguration: Bool {
        (scanned.instruction == .copy || scanned.instruction == .add) && text.parts(by: .space).contains { $0.hasSuffix("pip.conf") }
    }

    /// Puts files among the installed packages without an installer: `cp -r lib /usr/local/lib/python3.12/site-packages`.
    var touchesSitePackages: Bool {
        guard text.holds("/site-packages") || text.holds("/dist-packages") else { return false }
        switch scanned.instruction {
        case .copy, .add: return !text.holds("--from=")
        case .run:
            return commands.contains { command in
                let program = InstallerCommandLine.baseName(command.words.first ?? "")
                let places = Self.placingPrograms.contains(program) || command.words.contains("zipfile")
                return places && command.words.contains { $0.holds("/site-packages") || $0.holds("/dist-packages") }
            }
        default: return false
        }
    }

    /// `find /usr/local -name '*.dist-info' -exec rm -rf {} +`: which of them, the pattern may leave open.
    var deletesRecords: Bool {
        text.holds("-info")
            && commands.contains { command in
                command.words.first == "find" && command.words.contains { $0.hasSuffix("dist-info") || $0.hasSuffix("egg-info") }
                    && (command.words.contains("-delete") || command.words.contains("rm"))
            }
    }

    private static let placingPrograms: Set<String> = ["cp", "mv", "ln", "unzip", "tar", "rsync", "git", "curl", "wget", "install", "rm"]

    /// `RUN --mount=type=cache,target=/root/.cache pip install x` → `pip install x`; `RUN ["pip", "install", "x"]` likewise.
    static func command(of text: String) -> String {
        if let first = hereDocument(in: text) { return first }
        let isBlank: (UInt8) -> Bool = { $0 == .space || $0 == .tab }
        var rest = text.utf8.dropFirst("RUN".utf8.count).drop(while: isBlank)
        while rest.starts(with: "--".utf8) { rest = rest.drop { !isBlank($0) }.drop(while: isBlank) }
        let command = Substring(rest)
        if let words = ExecForm.shellText(of: command) { return words }
        // No shell has a command of that name: a log that was wrapped or escaped took the form apart.
        guard command.hasPrefix("[\""), command.hasSuffix("]") else { return String(command) }
        return command.dropFirst().dropLast().parts(by: UInt8(ascii: ",")).map { $0.filter { $0 != "\"" } }.joined(separator: " ")
    }
}
