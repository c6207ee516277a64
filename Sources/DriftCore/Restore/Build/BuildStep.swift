/// One `pip install`, or `uv pip install` of a Dockerfile, that runs when a Space is built.
package struct BuildStep: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, Comparable {
        /// The platform's own layer below the Space's requirements: pip itself, datasets, huggingface-hub.
        case base
        case preRequirements = "pre-requirements"
        /// `requirements.txt`; since 2026 together with the platform line in one call.
        case requirements
        /// The platform line in a call of its own, as until 2025.
        case platform

        private var rank: Int {
            switch self {
            case .base: 0
            case .preRequirements: 1
            case .requirements: 2
            case .platform: 3
            }
        }

        /// What runs first is less.
        package static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }
    }

    package enum Program: String, Sendable, Hashable, Codable { case pip, uv }

    package var kind: Kind
    /// What stands behind `pip install`: `-r requirements.txt`, `gradio[oauth]==4.44.1`. Files are named as in the Space's repository.
    package var arguments: [String]
    /// `logs/build-001.log:12`; `nil`: no log shows the step.
    @ExplicitNull package var place: String?
    package var program: Program

    package init(kind: Kind, arguments: [String], place: String? = nil, program: Program = .pip) {
        self.kind = kind
        self.program = program
        self.arguments = PipArguments.sanitized(arguments)
        self.place = place
    }

    /// The files that the step reads.
    package var files: [String] {
        zip(arguments, arguments.dropFirst()).filter { PipArguments.fileOptions.contains($0.0) }.map(\.1)
    }

    /// Requirements given in the call itself: the platform line.
    package var requirements: [String] { PipArguments.requirements(in: arguments) }

    /// Indexes given in the call, in pip's words: `--extra-index-url https://…`.
    package var indexOptions: [String] {
        let names = ["-i": "--index-url", "-f": "--find-links", "--index-url": "", "--extra-index-url": "", "--find-links": ""]
        return zip(arguments, arguments.dropFirst()).compactMap { option, value in
            names[option].map { "\($0.isEmpty ? option : $0) \(value)" }
        }
    }

    /// The indexes of the call and of the requirements files that it reads, in pip's order and one word each: `--extra-index-url=https://…`.
    package func indexOptions(with files: [String: [UInt8]]) -> [String] {
        let read = zip(arguments, arguments.dropFirst()).filter { ["-r", "--requirement"].contains($0.0) }.map(\.1)
        let lines = RequirementsReferences.reading(read) { files[$0] }.flatMap { RequirementsFile.parse(files[$0] ?? []).lines }
        let named = lines.flatMap { line -> [RequirementsOption] in
            guard case .option = line.kind else { return [] }
            return line.options.filter { ["--index-url", "--extra-index-url", "--find-links"].contains($0.name) }
        }
        let own = indexOptions.map { $0.split(separator: " ", maxSplits: 1).joined(separator: "=") }
        return own + named.compactMap { option in option.value.map { "\(option.name)=\($0)" } }
    }

    /// What the call says of how versions are chosen, as a resolver is told: `--pre`, `--prerelease allow`, `--exclude-newer 2026-03-01`.
    package var choiceOptions: [String] {
        var result: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "--pre", PipArguments.noIndex: result.append(word)
            case "--prerelease", "--resolution", "--index-strategy": if let value = rest.popFirst() { result.append("\(word) \(value)") }
            case _ where PipArguments.dateOptions.contains(word): if let day = rest.popFirst() { result.append("--exclude-newer \(day)") }
            default: break
            }
        }
        return result
    }

    /// Of lines for a resolver: whether it is one of those.
    static func isChoice(_ line: String) -> Bool {
        let names = ["--pre", PipArguments.noIndex, "--prerelease", "--resolution", "--index-strategy", "--exclude-newer"]
        return names.contains { line == $0 || line.hasPrefix($0 + " ") }
    }

    /// The step without its own day, and that: `2026-03-01`; `nil`: every file counts.
    package var dated: (step: BuildStep, day: String?) {
        var (step, day): (BuildStep, String?) = (self, nil)
        step.arguments = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if PipArguments.dateOptions.contains(word) { day = rest.popFirst() } else { step.arguments.append(word) }
        }
        return (step, day)
    }

    /// The step without the indexes that need what only the build has, a password or a variable; and those, as they may be shown.
    package var reachable: (step: BuildStep, hidden: [String]) {
        var (step, hidden): (BuildStep, [String]) = (self, [])
        step.arguments = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard PipArguments.addressOptions.contains(word), let value = rest.popFirst() else {
                step.arguments.append(word)
                continue
            }
            if value.contains("$") || DirectSource(value) == .credentials || value.contains("REDACTED") {
                hidden.append(DirectSource.redacted(value).excerpt(limit: 80))
            } else {
                step.arguments += [word, value]
            }
        }
        return (step, hidden)
    }

    /// As one types it.
    package var command: String {
        let call = program == .uv ? ["uv", "pip", "install"] : ["pip", "install"]
        return (call + arguments).map(ShellWords.quoted).joined(separator: " ")
    }

    /// What of the packages that are there already it installs anew.
    package enum Renewal: Sendable, Hashable { case none, named, all }

    package var renewal: Renewal {
        let everything = ["--force-reinstall", "--reinstall", "-I", "--ignore-installed"]
        if arguments.contains(where: everything.contains) { return .all }
        guard arguments.contains("-U") || arguments.contains("--upgrade") else { return .none }
        let isEager = zip(arguments, arguments.dropFirst()).contains { $0 == "--upgrade-strategy" && $1 == "eager" }
        // uv takes the newest of all, pip of those that the call names.
        return program == .uv || isEager ? .all : .named
    }

    /// The same for pip, as near as its options come.
    package var forPip: BuildStep {
        guard program == .uv else { return self }
        var step = self
        step.program = .pip
        step.arguments = PipArguments.forPip(arguments)
        if renewal == .all, step.arguments.contains(where: { $0 == "-U" || $0 == "--upgrade" }) {
            step.arguments.insert(contentsOf: ["--upgrade-strategy", "eager"], at: 0)
        }
        return step
    }
}

extension BuildStep: Codable {
    private enum CodingKeys: String, CodingKey { case kind, arguments, place, program }

    /// Whatever the arguments say, only those that may stand in a replay are taken over.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try container.decode(Kind.self, forKey: .kind),
            arguments: try container.decode([String].self, forKey: .arguments),
            place: try container.decodeIfPresent(String.self, forKey: .place),
            // A plan from before it was written down knows pip alone.
            program: try container.decodeIfPresent(Program.self, forKey: .program) ?? .pip
        )
    }
}
