import DriftCore

/// A step with what its text asks for, ready to be replayed.
struct ReplayStep {
    var scanned: ScannedStep
    /// What it printed about packages.
    var output: StepOutput
    var log: Int
    var invocations: [InstallerInvocation]
    var workingDirectory: String
    /// What an app printed after its start, in which installers are guests.
    var isStart = false

    init(_ scanned: ScannedStep, log: Int, workingDirectory: String) {
        self.scanned = scanned
        output = scanned.transcript.read(headerWidth: scanned.text.isEmpty ? 0 : scanned.text.count + "--> ".count)
        self.log = log
        self.workingDirectory = workingDirectory
        invocations =
            scanned.instruction == "RUN"
            ? InstallerCommandLine.invocations(in: Self.command(of: scanned.text), workingDirectory: workingDirectory) : []
        if Self.hereDocument(in: scanned.text) != nil { invocations.append(InstallerInvocation(tool: .script, action: .install)) }
    }

    /// `pip install x` of `RUN <<EOF (pip install x...)`: BuildKit shows a here-document's first line alone.
    private static func hereDocument(in text: String) -> String? {
        guard text.hasPrefix("RUN "), text.hasSuffix(")"), let mark = text.firstRange(of: "<<"),
            let open = text[mark.upperBound...].firstRange(of: " (")
        else { return nil }
        let word = text[mark.upperBound..<open.lowerBound].utf8.filter { !"-\"'".utf8.contains($0) }
        guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }) else { return nil }
        let program = text[..<mark.lowerBound].split(separator: " ").dropFirst().last { !$0.hasPrefix("-") } ?? "sh"
        let isShell = ["sh", "bash", "dash", "ash"].contains(InstallerCommandLine.baseName(String(program)))
        let first = text[open.upperBound...].dropLast()
        return isShell ? String(first.hasSuffix("...") ? first.dropLast(3) : first) : ""
    }

    var text: String { scanned.text }

    /// Whether the step may change what is installed.
    var concernsPackages: Bool { invocations.contains { $0.changesEnvironment } }

    /// `rm -rf /opt/venv`
    var removedFolders: [String] {
        guard text.contains("rm "), scanned.instruction == "RUN" else { return [] }
        return ShellParser.parse(Self.command(of: text)).filter { InstallerCommandLine.baseName($0.words.first ?? "") == "rm" }
            .flatMap { $0.words.dropFirst().filter { !$0.hasPrefix("-") } }
            .map { InstallerCommandLine.absolute($0, in: workingDirectory) }
    }

    /// The step's own commands are known, and none of them installs anything: whatever its output looks like is somebody's text.
    var cannotInstall: Bool {
        guard scanned.instruction == "RUN", invocations.isEmpty else { return false }
        let commands = ShellParser.parse(Self.command(of: text))
        return !commands.isEmpty
            && commands.allSatisfy { Self.harmlessPrograms.contains(InstallerCommandLine.baseName($0.words.first ?? "")) }
    }

    private static let harmlessPrograms: Set<String> = [
        "echo", "cat", "printf", "ls", "grep", "head", "tail", "true", "cd", "mkdir", "chmod", "chown", "rm", "cp", "mv", "ln", "touch",
        "sed", "useradd",
        "date", "sleep", "wc", "sort", "env", "test", "[",
    ]

    /// Puts files among the installed packages without an installer: `cp -r lib /usr/local/lib/python3.12/site-packages`.
    var touchesSitePackages: Bool {
        guard text.contains("-packages"), text.contains("/site-packages") || text.contains("/dist-packages") else { return false }
        switch scanned.instruction {
        case "COPY", "ADD": return !text.contains("--from=")
        case "RUN":
            return ShellParser.parse(Self.command(of: text)).contains { command in
                let program = InstallerCommandLine.baseName(command.words.first ?? "")
                let places = Self.placingPrograms.contains(program) || command.words.contains("zipfile")
                return places && command.words.contains { $0.contains("/site-packages") || $0.contains("/dist-packages") }
            }
        default: return false
        }
    }

    private static let placingPrograms: Set<String> = ["cp", "mv", "ln", "unzip", "tar", "rsync", "git", "curl", "wget", "install", "rm"]

    /// `RUN --mount=type=cache,target=/root/.cache pip install x` → `pip install x`; `RUN ["pip", "install", "x"]` likewise.
    static func command(of text: String) -> String {
        if let first = hereDocument(in: text) { return first }
        var rest = Substring(text.dropFirst("RUN".count))
        rest = rest.drop { $0 == " " || $0 == "\t" }
        while rest.hasPrefix("--") { rest = rest.drop { $0 != " " && $0 != "\t" }.drop { $0 == " " || $0 == "\t" } }
        if rest.hasPrefix("["), rest.hasSuffix("]") {
            return rest.dropFirst().dropLast().split(separator: ",").map { $0.filter { $0 != "\"" } }.joined(separator: " ")
        }
        return String(rest)
    }
}
