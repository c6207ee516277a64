/// A Dockerfile as far as it installs Python packages: the `pip install` and `uv pip install` calls of its `RUN` instructions.
///
///     RUN --mount=type=bind,source=server/requirements.txt,target=/tmp/r.txt pip install -r /tmp/r.txt "uvicorn>=0.14" gunicorn
package struct Dockerfile: Sendable, Hashable {
    package let bytes: [UInt8]
    /// In the file's order, whatever the stage.
    package private(set) var installs: [DockerInstall] = []
    /// In the file's order, whatever the stage.
    private(set) var removals: [DockerRemoval] = []
    /// `uv.lock`, `poetry.lock`, `pylock.toml`: what a step installs from instead of requirements.
    package private(set) var lock: String?
    /// Of the last stage, as its base image's tag has it: `3.11`; `nil`: the tag does not say.
    package private(set) var python: String?
    /// In the file's order.
    private(set) var stages: [DockerStage] = []

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var places = DockerStages()
        var images = DockerImages()
        for instruction in DockerInstruction.all(in: bytes) {
            switch instruction.keyword {
            case "ARG":
                images.set(instruction.words.map(\.text))
                note { $0.installers.declare(instruction.words.map(\.text)) }
            case "FROM":
                beginStage(instruction.words.map(\.text), images)
                places.begin(instruction.words.map(\.text))
                python = images.begin(instruction.words.map(\.text))
            case "WORKDIR": places.enter(instruction.words.first?.text ?? "")
            case "COPY", "ADD":
                places.copy(instruction.copied)
                note { $0.copy(instruction) }
                note { $0.sources.formUnion(instruction.sources) }
            case "ENV":
                note { $0.variables += instruction.words.map(\.text) }
                note { $0.installers.set(instruction.words.map(\.text)) }
            case "RUN":
                note { $0.runs.append(DockerStage.Run(text: instruction.script, line: instruction.number)) }
                note { $0.sources.formUnion(instruction.sources) }
                read(instruction, in: places)
            default: break
            }
        }
    }

    private mutating func beginStage(_ words: [String], _ images: DockerImages) {
        let image = images.image(of: words) ?? ""
        let parent = stages.lastIndex { $0.name == image.lowercased() }
        let plain = words.filter { !$0.hasPrefix("--") }
        let name = plain.count == 3 && plain[1].lowercased() == "as" ? plain[2].lowercased() : nil
        var stage = DockerStage(image: image, name: name, parent: parent)
        if let parent { stage.installers = stages[parent].installers }
        stages.append(stage)
    }

    private mutating func note(_ body: (inout DockerStage) -> Void) {
        guard !stages.isEmpty else { return }
        body(&stages[stages.count - 1])
    }

    /// Paths of the repository that may be requirements and constraints files of the build, likeliest first for each; a bounded number.
    package var candidatePaths: [String] {
        var result: [String] = []
        for path in installs.flatMap({ $0.requirementFiles + $0.constraintFiles }).flatMap(\.candidates) where !result.contains(path) {
            result.append(path)
        }
        return Array(result.prefix(64))
    }

    private mutating func read(_ instruction: DockerInstruction, in stages: DockerStages) {
        var directory = stages.directory
        var exported = self.stages.last?.installers ?? InstallerVariables()
        for command in instruction.commands {
            let texts = command.words.map(\.text)
            if texts.first == "export" { exported.assign(texts.dropFirst()) }
            exported.configure(texts)
            note { $0.installers.configure(texts) }
            if texts.first == "cd", texts.count == 2 { directory = DockerPath.resolve(texts[1], in: directory) }
            if lock == nil { lock = Self.lock(in: texts) }
            if let verb = Self.place(ofPipVerb: "uninstall", in: command) {
                let removal = DockerRemoval(
                    command: texts.map { ShellWords.quoted($0) }.joined(separator: " "),
                    line: instruction.number,
                    names: texts[(verb + 1)...].filter { !$0.hasPrefix("-") },
                    installsBefore: installs.count
                )
                removals.append(removal)
            }
            guard let install = Self.place(ofPipVerb: "install", in: command) else { continue }
            var variables = exported
            variables.assign(texts[..<install])
            installs.append(
                DockerInstall(
                    Array(command.words[(install + 1)...]),
                    isUV: texts.prefix { $0 != "install" }.contains { DockerPath.name(of: $0) == "uv" },
                    twin: DockerTwin(command.words, install: install, instruction: instruction, file: bytes),
                    at: DockerCommandPlace(instruction: instruction, directory: directory, stages: stages, variables: variables)
                )
            )
        }
    }

    private static let lockingTools: [(tool: String, verbs: Set<String>, lock: String)] = [
        ("uv", ["sync"], "uv.lock"), ("poetry", ["install", "sync"], "poetry.lock"), ("pipenv", ["install", "sync"], "Pipfile.lock"),
        ("pdm", ["install", "sync"], "pdm.lock"),
    ]

    /// Which word is the verb of `pip install`, `python -m pip install`, `uv pip install`; `nil`: another command.
    private static func place(ofPipVerb verb: String, in command: DockerCommand) -> Int? {
        guard let place = command.words.firstIndex(where: { $0.text == verb }), place > 0,
            !["echo", "printf"].contains(command.words[0].text)
        else { return nil }
        guard let program = command.words[..<place].last(where: { !$0.text.hasPrefix("-") }).map({ DockerPath.name(of: $0.text) }),
            program.hasPrefix("pip"), program.dropFirst(3).allSatisfy({ $0.isNumber || $0 == "." })
        else { return nil }
        return place
    }

    /// `uv sync`, `poetry install --no-root`, `pip install -r pylock.toml`
    private static func lock(in words: [String]) -> String? {
        for (tool, verbs, lock) in lockingTools {
            guard let place = words.firstIndex(where: { DockerPath.name(of: $0) == tool }),
                let verb = words[place...].dropFirst().first(where: { !$0.hasPrefix("-") }), verbs.contains(verb)
            else { continue }
            return lock
        }
        return words.map(DockerPath.name).first { $0.hasPrefix("pylock.") && $0.hasSuffix(".toml") }
    }
}

extension DockerInstruction {
    /// Words of an instruction that is no shell command: `WORKDIR "/code"`.
    var words: [DockerCommand.Word] { DockerCommand.all(in: joined, from: 0, to: hereDocuments ?? joined.count).flatMap(\.words) }

    /// What a `RUN` hands to the shell, its here-documents behind it; of the JSON form the words.
    var script: String {
        if isExecForm { return execCommand.words.map { ShellWords.quoted($0.text) }.joined(separator: " ") }
        return String(decoding: joined[commandStart...], as: UTF8.self)
    }

    /// What a `COPY --from=…` takes, and where it puts it; `nil`: it copies from the repository.
    var copiedFromElsewhere: (sources: [String], target: String)? {
        let texts = words.map(\.text)
        guard texts.contains(where: { $0.hasPrefix("--from") }) else { return nil }
        let paths = texts.filter { !$0.hasPrefix("--") }
        guard let target = paths.last, paths.count > 1 else { return nil }
        return (Array(paths.dropLast()), target)
    }

    /// Whether `RUN` is in its JSON form, which no shell reads.
    var isExecForm: Bool {
        keyword == "RUN" && joined[commandStart...].first == UInt8(ascii: "[")
    }

    /// A `RUN`'s commands. The text of a here-document is the shell's, unless another program reads it.
    var commands: [DockerCommand] {
        let head = DockerCommand.all(in: joined, from: commandStart, to: hereDocuments ?? joined.count)
        if isExecForm { return [execCommand] }
        guard let hereDocuments else { return head }
        let reader = head.first?.words.first.map { DockerPath.name(of: $0.text) }
        guard reader == nil || ["sh", "bash"].contains(reader) else { return head }
        return DockerCommand.all(in: joined, from: hereDocuments, to: joined.count)
    }

    /// `["pip", "install", "numpy"]`
    private var execCommand: DockerCommand {
        var words: [DockerCommand.Word] = []
        var start: Int?
        for index in commandStart..<joined.count where joined[index] == UInt8(ascii: "\"") {
            if let from = start {
                let text = String(decoding: joined[(from + 1)..<index], as: UTF8.self)
                words.append(DockerCommand.Word(text: text, range: from..<index + 1, isLiteral: !text.contains("\\")))
                start = nil
            } else {
                start = index
            }
        }
        return DockerCommand(words: words)
    }

    /// Behind `--mount=…` and `--network=…`.
    private var commandStart: Int {
        var index = 0
        while true {
            while index < joined.count, joined[index] == 0x20 || joined[index] == 0x09 { index += 1 }
            guard index + 1 < joined.count, joined[index] == UInt8(ascii: "-"), joined[index + 1] == UInt8(ascii: "-") else { return index }
            while index < joined.count, joined[index] != 0x20, joined[index] != 0x09 { index += 1 }
        }
    }

    /// `--mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt`, as source and target.
    var mounts: [(source: String, target: String)] {
        String(decoding: joined[..<commandStart], as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { flag in
            guard flag.hasPrefix("--mount=") else { return nil }
            var values: [String: String] = [:]
            for pair in flag.dropFirst(8).split(separator: ",") {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                if parts.count == 2 { values[parts[0]] = parts[1] }
            }
            guard values["type"] ?? "bind" == "bind", values["from"] == nil,
                let target = values["target"] ?? values["dst"] ?? values["destination"]
            else { return nil }
            return (values["source"] ?? values["src"] ?? ".", target)
        }
    }

    /// Sources and the destination of a `COPY` out of the repository; empty: it copies from elsewhere.
    var copied: [String] {
        let list = joined.contains(UInt8(ascii: "[")) && joined.first { $0 != 0x20 } == UInt8(ascii: "[")
        let texts =
            list
            ? String(decoding: joined, as: UTF8.self).split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map {
                String($0.element)
            }
            : words.map(\.text)
        if texts.contains(where: { $0.hasPrefix("--from") }) { return [] }
        return texts.filter { !$0.hasPrefix("--") }
    }
}
