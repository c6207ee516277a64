extension Inspector {
    /// Secrets, variables, hardware: what no file holds and a duplicate may not have. And pip where the app runs it itself.
    var settings: [InspectionLine] {
        let read = ReadVariable.all(in: subject, started: started)
        let unread = secrets(beside: Set(read.map(\.name)))
        let files = environmentFiles(beside: read)
        let none =
            read.isEmpty && unread.isEmpty && !subject.sources.isEmpty ? [InspectionLine("secrets", .ok, "the code reads no secret")] : []
        return pip + read.map { line(for: $0) } + files + unread + none + [hardware]
    }

    private var pip: [InspectionLine] {
        let calls = subject.places(\.pipCalls, \.line)
        if calls.isEmpty { return subject.sources.isEmpty ? [] : [InspectionLine("runtime-pip", .ok, "the app runs no pip")] }
        return [
            InspectionLine(
                "runtime-pip",
                .warn,
                "the app runs pip itself: what it installs is in no build log, and another at every start",
                fix: "move it to requirements.txt; a wheel that needs torch first goes behind it as a pinned address",
                places: calls.map(\.place)
            )
        ]
    }

    // MARK: - Secrets and variables

    private func line(for variable: ReadVariable) -> InspectionLine {
        let verdict = verdict(on: variable)
        let ending =
            variable.endsStart
            ? ", and the app does not start without it" : variable.isRequired ? ", and what reads it fails without it" : ""
        let holding =
            switch variable.holder {
            case .variable: "; the original has it as a variable, which a duplicate gets"
            case .secret: "; the original has it as a secret, which a duplicate does not get"
            case .nobody: "; the original has it neither as a variable nor as a secret" + (isServing ? ", and runs" : "")
            case .file: "; the repository's .env sets it, and comes along"
            case .unseen: ""
            }
        return InspectionLine(
            variable.isSecret || variable.holder == .secret ? "secrets" : "variables",
            verdict,
            "\(variable.name) is read\(ending)\(holding)",
            fix: verdict == .ok ? nil : Self.fix(for: variable),
            places: variable.places
        )
    }

    /// `stop` only where a start is certain to come by, and the duplicate certain to lack it.
    private func verdict(on variable: ReadVariable) -> InspectionVerdict {
        switch variable.holder {
        case .variable, .file: .ok
        case .secret: variable.endsStart ? .stop : .warn
        case .nobody where !variable.isRequired: .ok
        case .nobody: variable.endsStart && !isServing ? .stop : .warn
        case .unseen where variable.endsStart: variable.isSecret ? .stop : .warn
        case .unseen: variable.isRequired || variable.isSecret ? .warn : .unknown
        }
    }

    private static func fix(for variable: ReadVariable) -> String {
        if variable.isSecret || variable.holder == .secret {
            return "set it in the duplicate: \(Self.command(forSecret: variable.name)); secrets are not copied"
        }
        if !variable.isRequired { return "set it in the duplicate if it matters: Settings > Variables and secrets" }
        return "see that the duplicate has it: a variable of the original's is copied, a secret is not (Settings > Variables and secrets)"
    }

    private static func command(forSecret name: String) -> String {
        ShellWords.isVariableName(name)
            ? "`hf spaces secrets add <duplicate> --secrets \(name)`" : "Settings > Variables and secrets"
    }

    private var isServing: Bool {
        subject.stage == "RUNNING" || subject.stage == "SLEEPING"
    }

    /// The original's secrets that the code which was read does not name: a library, or a file that was not read, may.
    private func secrets(beside read: Set<String>) -> [InspectionLine] {
        guard let names = subject.secretNames else {
            guard subject.isOfSpace else { return [] }
            return [
                InspectionLine(
                    "secrets",
                    .unknown,
                    "which secrets the original has may not be read here; a duplicate gets none of them",
                    fix: "ask its owner for their names, or look with a token (HF_TOKEN) that may write to the Space"
                )
            ]
        }
        let rest = names.filter { !read.contains($0) }.sorted()
        if rest.isEmpty { return [] }
        let shown = rest.listed(upTo: Self.shownNames, last: ", and ")
        return [
            InspectionLine(
                "secrets",
                .warn,
                "the original has secrets that the files read here do not name: \(shown); a duplicate does not get them",
                fix: "set those that are needed: \(Self.command(forSecret: rest[0]))"
            )
        ]
    }

    private static let shownNames = 12

    private var hardware: InspectionLine {
        let asked = subject.hardware ?? subject.card?["suggested_hardware"]
        guard let asked else {
            return InspectionLine(
                "hardware",
                subject.expectsZeroGPU ? .warn : .unknown,
                subject.expectsZeroGPU
                    ? "the code is for ZeroGPU; a duplicate gets free CPU unless asked for it"
                    : "which hardware the original runs on is not visible here; a duplicate gets free CPU unless asked",
                fix: subject.expectsZeroGPU ? asking(for: "zero-a10g") : nil
            )
        }
        if asked == "cpu-basic" { return InspectionLine("hardware", .ok, "runs on free CPU, as a duplicate does") }
        let kind = subject.hardware == nil ? "suggests \(asked)" : "runs on \(asked)"
        return InspectionLine(
            "hardware",
            .warn,
            "the original \(kind); a duplicate gets free CPU unless asked",
            fix: asking(for: asked)
        )
    }

    private func asking(for hardware: String) -> String {
        let command = subject.space.map {
            " (`driftd duplicate \($0) <duplicate>\(subject.hardware == nil ? " --hardware \(hardware)" : "")` does)"
        }
        return "ask for \(hardware)\(hardware == "zero-a10g" ? " (ZeroGPU)" : "") when duplicating\(command ?? "")"
    }
}
