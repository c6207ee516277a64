/// Recognises installers among the commands of a step.
struct InstallerCommandLine {
    /// Where `.venv` is, if a command names it without a folder.
    var workingDirectory: String
    /// What `activate`, `VIRTUAL_ENV=` or `PATH=` chose so far in this step.
    private var active: InstallTarget?
    private(set) var invocations: [InstallerInvocation] = []

    mutating func append(_ invocation: InstallerInvocation) { invocations.append(invocation) }
    private let depth: Int

    private init(workingDirectory: String, depth: Int) {
        self.workingDirectory = workingDirectory
        self.depth = depth
    }

    /// The installers that `RUN text` starts, in order.
    static func invocations(in text: String, workingDirectory: String = "/") -> [InstallerInvocation] {
        invocations(of: ShellParser.parse(text), workingDirectory: workingDirectory)
    }

    /// - Parameter variables: the image's, where its builder prints them: `Step 3/9 : ENV PIP_TARGET=/opt/lib`.
    static func invocations(
        of commands: [ShellCommand],
        workingDirectory: String,
        variables: [String: String] = [:],
        links: [String: String] = [:]
    ) -> [InstallerInvocation] {
        var line = InstallerCommandLine(workingDirectory: workingDirectory, depth: 0)
        if !links.isEmpty { line.functions = links.mapValues { [$0] } }
        if !variables.isEmpty { line.export(variables) }
        line.read(commands)
        return line.invocations
    }

    private mutating func read(_ commands: [ShellCommand]) {
        var defined: String?
        for (index, command) in commands.enumerated() {
            enter(command.subshells)
            // `p() { pip install "$@"; }; p flask`: nothing is installed until somebody calls it.
            if command.words.count == 1, let name = command.words.first, name.hasSuffix("()") {
                defined = String(name.dropLast(2))
                continue
            }
            if let name = defined, functions.count < 16, command.words.contains(where: { Self.isInstaller(Self.baseName($0)) }) {
                functions[name] = command.words.filter { $0 != "$@" && $0 != "$*" }
                defined = nil
                continue
            }
            // `retry() { "$@" || "$@"; }; retry pip install flask`: it runs what stands behind its name.
            if let name = defined, functions.count < 16, command.words.first == "$@" {
                functions[name] = []
                defined = nil
                continue
            }
            link(command)
            let isFiltered = command.isPiped && !Self.reachesLog(index, in: commands)
            var called = command
            if let body = command.words.first.flatMap({ functions[$0] }) { called.words = body + command.words.dropFirst() }
            read(called, isFiltered: isFiltered, fedBy: Self.pipelineHead(of: index, in: commands))
        }
    }

    /// `(cd lib && . venv/bin/activate && pip install x); pip install y`: behind the bracket the place is the old one.
    private mutating func enter(_ subshells: [Int]) {
        while let last = outside.last, !subshells.contains(last.subshell) {
            (workingDirectory, active, exported) = (last.workingDirectory, last.active, last.exported)
            outside.removeLast()
        }
        for subshell in subshells where !outside.contains(where: { $0.subshell == subshell }) {
            outside.append((subshell, workingDirectory, active, exported))
        }
    }

    /// What the open subshells found.
    private var outside: [(subshell: Int, workingDirectory: String, active: InstallTarget?, exported: [String: String])] = []

    /// `pip … | tee log` is still seen; through any other filter the log has only what the filter left.
    private static func reachesLog(_ index: Int, in commands: [ShellCommand]) -> Bool {
        guard var next = commands[(index + 1)...].firstIndex(where: { $0.connector == .pipe }) else { return false }
        while true {
            guard let program = commands[next].words.first, ["tee", "cat"].contains(baseName(program)) else { return false }
            guard commands[next].isPiped else { return !commands[next].hidesOutput }
            next += 1
            guard next < commands.count, commands[next].connector == .pipe else { return false }
        }
    }

    /// `curl -sSL x` of `curl -sSL x | gunzip | bash`, as seen from `bash`; `nil`: no pipe feeds it.
    private static func pipelineHead(of index: Int, in commands: [ShellCommand]) -> [String]? {
        var head = index
        while head > 0, commands[head].connector == .pipe { head -= 1 }
        return head < index ? commands[head].words : nil
    }

    /// What the step's own functions begin with, where that is an installer.
    private var functions: [String: [String]] = [:]

    /// `ln -s /opt/venv/bin/pip /usr/local/bin/vpip`: the program's own first line names its interpreter, whatever it is called by.
    private mutating func link(_ command: ShellCommand) {
        guard let (name, program) = Self.linkedProgram(command), functions.count < 16 else { return }
        functions[name] = [program]
    }

    static func linkedProgram(_ command: ShellCommand) -> (name: String, program: String)? {
        guard let first = command.words.first, ["ln", "cp"].contains(baseName(first)) else { return nil }
        let words = command.words.dropFirst().filter { !$0.hasPrefix("-") }
        guard words.count == 2, isPip(baseName(words[0])), environmentFolder(ofProgram: words[0]) != nil, words[1].hasPrefix("/") else {
            return nil
        }
        // Into a folder it keeps its name.
        let isFolder = words[1].hasSuffix("/") || words[1].hasSuffix("/bin")
        return (baseName(isFolder ? words[0] : words[1]), words[0])
    }

    private mutating func read(_ command: ShellCommand, isFiltered: Bool, fedBy producer: [String]?) {
        var words = command.words[...]
        var assignments: [String: String] = [:]
        skipPrefixes(&words, &assignments)
        skipWrapper(&words)
        let whole = Array(words.dropFirst())
        let runner = Self.skipRunner(&words)
        appendOwnWork(of: runner, whole, command)
        guard let program = words.first.map(Self.baseName) else {
            if command.words.first == "export" { export(assignments) } else { adopt(assignments) }
            return
        }
        if !exported.isEmpty { assignments.merge(exported) { own, _ in own } }
        let location = words.first ?? ""
        let arguments = Array(words.dropFirst())
        if program == "unset" { return arguments.forEach { exported[$0] = nil } }
        if let script = foreignScript(command, words: words, fedBy: producer) {
            if let script { invocations.append(script) }
            return
        }
        if Self.changesPlace(program) { return place(program, arguments) }
        let isHidden = command.isRedirected || (command.isPiped ? isFiltered : command.hidesOutput)
        if Self.shells.contains(program) || program == "runuser", depth < 3, let script = Self.inlineScript(arguments) {
            return readInline(script, of: command, isHidden: isHidden)
        }
        guard var invocation = Self.invocation(program: program, location: location, arguments: arguments) else { return }
        invocation.runner = runner
        invocation.folder = workingDirectory
        invocation.hidesOutput = isHidden
        invocation.tie(as: command)
        if assignments["PIP_QUIET"].map({ $0 != "0" }) ?? false { invocation.isQuiet = true }
        invocation.target = place(of: invocation, location: location, assignments: assignments)
        invocations.append(invocation)
    }

    /// What the program that stands before an installer does of its own: `uv run` brings the project's environment up to date first, and what
    /// hatch makes for the project it does not name.
    private mutating func appendOwnWork(of runner: InstallerInvocation.Tool?, _ arguments: [String], _ command: ShellCommand) {
        if runner == .uv, var run = Self.invocation(program: "uv", location: "uv", arguments: arguments) {
            run.hidesOutput = command.hidesOutput
            run.isConditional = command.isConditional
            if case .virtual(let path) = run.target { run.target = .virtual(absolute(path)) }
            invocations.append(run)
        }
        if runner == .hatch, let own = Self.invocation(program: "hatch", location: "hatch", arguments: arguments) {
            invocations.append(own)
        }
    }

    /// `script -qec 'pip install x' /dev/null` gives the command a terminal, whose output is the step's.
    private mutating func readInline(_ script: (text: String, stopsAtFailure: Bool), of command: ShellCommand, isHidden: Bool) {
        var nested = InstallerCommandLine(workingDirectory: workingDirectory, depth: depth + 1)
        nested.exported = exported
        nested.read(ShellParser.parse(script.text, stopsAtFailure: script.stopsAtFailure))
        for var inner in nested.invocations {
            if isHidden { inner.hidesOutput = true }
            if command.mayFail { inner.mayFail = true }
            if command.isConditional { inner.isConditional = true }
            if command.isPiped { inner.isPiped = true }
            invocations.append(inner)
        }
    }

    private func place(of chosen: InstallerInvocation, location: String, assignments: [String: String]) -> InstallTarget {
        var invocation = chosen
        let runner = chosen.runner
        if invocation.target == .virtual(".venv"), let folder = assignments["UV_PROJECT_ENVIRONMENT"], !folder.isEmpty {
            invocation.target = .virtual(folder)
        }
        if invocation.target == .system, invocation.tool == .pip { invocation.target = Self.chosen(by: assignments) }
        if invocation.target == .user, let base = assignments["PYTHONUSERBASE"], !base.isEmpty { invocation.target = .folder(base) }
        if invocation.target == .system, runner == .uv { invocation.target = .virtual(".venv") }
        if invocation.target == .system, runner == .hatch { invocation.target = .virtual(".hatch") }
        if invocation.target == .system, runner == nil { invocation.target = target(location: location, assignments: assignments) }
        switch invocation.target {
        case .virtual(let path): return .virtual(absolute(path))
        case .folder(let path): return .folder(absolute(path))
        case .system, .interpreter, .user: return invocation.target
        }
    }

    /// pip reads each of its options from a variable too: `PIP_TARGET=/opt/lib pip install x`.
    private static func chosen(by assignments: [String: String]) -> InstallTarget {
        if let folder = assignments["PIP_TARGET"] ?? assignments["PIP_PREFIX"] ?? assignments["PIP_ROOT"], !folder.isEmpty {
            return .folder(folder)
        }
        return assignments["PIP_USER"].map { ["1", "true", "yes", "on"].contains($0.lowercased()) } ?? false ? .user : .system
    }

    /// What pip and uv read from variables that hold for every later command: `export PIP_TARGET=/opt/lib`.
    private var exported: [String: String] = [:]

    private mutating func export(_ assignments: [String: String]) {
        adopt(assignments)
        for (name, value) in assignments where name.hasPrefix("PIP_") || name == "UV_PROJECT_ENVIRONMENT" || name == "PYTHONUSERBASE" {
            exported[name] = value
        }
    }

    private mutating func adopt(_ assignments: [String: String]) {
        if let chosen = Self.environment(from: assignments) { active = chosen }
    }

    private func target(location: String, assignments: [String: String]) -> InstallTarget {
        // `cd /opt/venv && bin/pip install x`
        let isRelative = location.holds("/") && !["/", "$", "~"].contains { location.hasPrefix($0) }
        let location = isRelative ? absolute(location) : location
        if let folder = Self.environmentFolder(ofProgram: location) { return .virtual(folder) }
        if location.hasPrefix("/usr/local/bin/") || location.hasPrefix("/usr/bin/") { return .interpreter }
        return Self.environment(from: assignments) ?? active ?? .system
    }

    private static func environment(from assignments: [String: String]) -> InstallTarget? {
        if let path = assignments["VIRTUAL_ENV"] ?? assignments["UV_PROJECT_ENVIRONMENT"], !path.isEmpty { return .virtual(path) }
        guard let first = assignments["PATH"]?.split(separator: ":").first, first.hasSuffix("/bin") else { return nil }
        return environmentFolder(ofProgram: first + "/python").map { .virtual($0) }
    }

    static func changesPlace(_ program: String) -> Bool {
        program == "cd" || program == "." || program == "source" || program == "deactivate"
    }

    /// `cd folder`, `source .venv/bin/activate`, `deactivate`
    private mutating func place(_ program: String, _ arguments: [String]) {
        guard let argument = arguments.first else {
            if program == "deactivate" { active = nil }
            return
        }
        if program == "cd" {
            workingDirectory = absolute(argument)
        } else if argument.hasSuffix("/bin/activate") {
            active = .virtual(absolute(String(argument.dropLast("/bin/activate".count))))
        }
    }

    private func absolute(_ path: String) -> String { Self.absolute(path, in: workingDirectory) }

    static let shells: Set<String> = ["sh", "bash", "dash", "zsh", "ash", "su", "script"]

    /// The text behind `-c`, `-lc`, `-ec`.
    static func inlineScript(_ arguments: [String]) -> (text: String, stopsAtFailure: Bool)? {
        // `su app --command='pip install x'`
        if let long = arguments.first(where: { $0.hasPrefix("--command=") }) { return (String(long.dropFirst("--command=".count)), false) }
        let isFlag: (String) -> Bool = { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("c") || $0 == "--command" }
        guard let flag = arguments.firstIndex(where: isFlag) else { return nil }
        guard flag + 1 < arguments.count else { return nil }
        return (arguments[flag + 1], arguments[...flag].contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("e") })
    }
}
