/// Puts pins into the `pip install` calls of a Dockerfile that name packages themselves: in place, and what no file can hold behind them.
///
///     RUN pip install gradio==4.0 numpy     ->     RUN pip install gradio==4.44.1 numpy==1.26.4 \
///                                                      aiofiles==23.2.1
struct DockerfilePlan {
    let dockerfile: Dockerfile
    let context: RestoreContext
    var notes: [RestoreNote] = []
    /// By normalized name; of those that a call names, or takes.
    var decisions: [String: Decision] = [:]
    /// Names that a call pins.
    private(set) var stated: Set<String> = []
    var replacements: [(range: Range<Int>, text: String)] = []
    /// Versions that nobody saw. A comment cannot stand behind a word of a call: theirs are at the file's end, one line each.
    var inferred: [String] = []
    private static let inferredRemark = "# driftd: inferred, not observed: "

    /// - Parameters:
    ///   - staged: what a call of its own installs first, and what the others do.
    ///   - call: takes the pins that no call names; `nil`: a file does.
    init(dockerfile: Dockerfile, staged: StagedPins, call: DockerInstall?, context: RestoreContext) {
        self.dockerfile = dockerfile
        self.context = context
        let pins = staged.late
        let byName = Dictionary(pins.map { ($0.name.normalized, $0) }, uniquingKeysWith: { first, _ in first })
        let early = writeFirstCall(staged)
        let named = Set(dockerfile.installs.flatMap(\.packages).map(\.requirement.name.normalized))
        let takesMore = pins.contains { !named.contains($0.name.normalized) }
        for install in dockerfile.installs {
            if install == early { continue }
            remove(staged, from: install, takesMore: install == call && takesMore)
            for package in install.packages { edit(package, byName) }
            for word in install.unreadable where !install.packages.isEmpty || call == install || word.text.contains("=") {
                let sentence =
                    "\(word.text.excerpt()) is put together when the step runs; edit it by hand where it names a package that drifted"
                notes.append(RestoreNote("dockerfile.not-editable", "Dockerfile:\(word.line)", sentence))
            }
        }
        for install in dockerfile.installs where !pins.isEmpty { note(projectOf: install) }
        for removal in dockerfile.removals where !pins.isEmpty && !isUndone(removal) {
            let sentence = "what `\(removal.command.excerpt())` takes away is there in a replay, which runs no such call"
            notes.append(RestoreNote("dockerfile.uninstall", "Dockerfile:\(removal.line)", sentence))
        }
        if context.choices.arrangement.feasibility?.outcome == .alone { dropDependencies() }
        if !pins.isEmpty { dropRenewals() }
        if let call { append(pins.filter { !stated.contains($0.name.normalized) }, to: call) }
    }

    /// `RUN pip uninstall -y torch && pip install torch==2.1.0`: what it takes away is put there again.
    private func isUndone(_ removal: DockerRemoval) -> Bool {
        let later = Set(dockerfile.installs.dropFirst(removal.installsBefore).flatMap(\.packages).map(\.requirement.name))
        return !removal.names.isEmpty && removal.names.allSatisfy { name in PackageName(name).map(later.contains) ?? false }
    }

    /// `nil`: the file stays as it is.
    var edit: FileEdit? {
        var result = dockerfile.bytes
        // From the end; of two in one place, what is put before a word comes after the word's own replacement.
        let ordered = replacements.sorted { ($0.range.lowerBound, $0.range.upperBound) > ($1.range.lowerBound, $1.range.upperBound) }
        for (range, text) in ordered {
            result.replaceSubrange(range, with: text.utf8)
        }
        result = remarked(result)
        return result == dockerfile.bytes ? nil : FileEdit(path: InstallPlace.dockerPath, base: dockerfile.bytes, result: result)
    }

    /// `RUN pip install -r requirements.txt` -> `RUN pip install --no-deps -r requirements.txt`, in every call that installs pins.
    private mutating func dropDependencies() {
        for install in dockerfile.installs where !install.arguments.contains("--no-deps") {
            guard !install.requirementFiles.isEmpty || InstallPlace.installsPackages(install) else { continue }
            let place = "Dockerfile:\(install.line)"
            guard let begin = install.begin else {
                notes.append(RestoreNote("dockerfile.not-editable", place, "the call cannot be edited; add --no-deps to it by hand"))
                continue
            }
            replacements.append((begin..<begin, "--no-deps "))
            let sentence =
                "it gets --no-deps: no one call takes all pins together, and with every package pinned none has to bring what it asks for"
            notes.append(RestoreNote("dockerfile.no-deps", place, sentence))
        }
    }

    private mutating func note(projectOf install: DockerInstall) {
        guard let project = install.ownProject else { return }
        let sentence =
            "\(project.excerpt()) is the repository's own project: what its own files ask for was not tried together with the pins. "
            + "Where they rule one out, the build fails there or takes another version"
        notes.append(RestoreNote("dockerfile.project", "Dockerfile:\(install.line)", sentence))
    }

    /// What an earlier plan said of versions that nobody saw.
    private var remarks: Set<String> {
        let lines = LineSplitting.lines(of: dockerfile.bytes).map { String(decoding: dockerfile.bytes[$0.content], as: UTF8.self) }
        return Set(lines.filter { $0.hasPrefix(Self.inferredRemark) }.map { String($0.dropFirst(Self.inferredRemark.count)) })
    }

    /// Takes the place of what an earlier plan said.
    private func remarked(_ file: [UInt8]) -> [UInt8] {
        let lines = LineSplitting.lines(of: file)
        let isOwn = lines.map { file[$0.content].starts(with: Self.inferredRemark.utf8) }
        if inferred.isEmpty, !isOwn.contains(true) { return file }
        var result = zip(lines, isOwn).filter { !$0.1 }.flatMap { file[$0.0.content.lowerBound..<$0.0.terminator.upperBound] }
        let end = lines.first.map { Array(file[$0.terminator]) }.flatMap { $0.isEmpty ? nil : $0 } ?? [0x0A]
        if !inferred.isEmpty, let last = result.last, last != 0x0A, last != 0x0D { result += end }
        for requirement in inferred.sorted() { result += Array((Self.inferredRemark + requirement).utf8) + end }
        return result
    }

    private mutating func edit(_ package: DockerInstall.Package, _ pins: [String: Pin]) {
        let name = package.requirement.name.normalized
        guard let pin = pins[name] else { return }
        if let marker = package.requirement.marker, let environment = context.markerEnvironment, !marker.evaluate(in: environment) {
            return
        }
        let place = "Dockerfile:\(package.line)"
        var decision = decisions[name] ?? pin.decision
        if pin.isStated(by: package.requirement) {
            if decisions[name] == nil {
                decision.action = .kept
                decision.reason = .alreadyPinned
                decision.sentence = "\(place) asks for it already"
            }
            // driftd's own remark stays for as long as it is true.
            if pin.decision.isInferred, remarks.contains(pin.requirement) { inferred.append(pin.requirement) }
        } else {
            guard package.isEditable, let text = Self.text(of: package.requirement, pin), let word = quoted(text, in: package.range) else {
                let sentence = "the line cannot be edited in place; write \(pin.requirement) there by hand"
                notes.append(RestoreNote("dockerfile.not-editable", place, sentence))
                return
            }
            if pin.isContradicted(by: package.requirement) {
                let sentence =
                    "it asked for \(package.requirement.name)\(package.requirement.specifiers), but the original has \(pin.decision.version ?? "?"), which wins"
                notes.append(RestoreNote("requirements.contradicted", place, sentence))
            }
            replacements.append((package.range, word))
            if pin.decision.isInferred { inferred.append(pin.requirement) }
            decision = pin.decision
            decision.target = place
        }
        decisions[name] = decision
        stated.insert(name)
    }

    /// The user's name, extras and marker with the pin's version or source.
    static func text(of requirement: Requirement, _ pin: Pin) -> String? {
        var file = RequirementsFile.parse(Array(requirement.description.utf8))
        let isDone =
            switch pin.target {
            case .version(let specifier): file.replaceVersion(ofLineAt: 0, with: specifier)
            case .source(let url): file.replaceSource(ofLineAt: 0, with: url)
            }
        return isDone ? String(decoding: file.render(), as: UTF8.self) : nil
    }

    /// In the quotes that the word had, if any.
    func quoted(_ text: String, in range: Range<Int>) -> String? {
        guard let first = dockerfile.bytes[range].first, let last = dockerfile.bytes[range].last else { return nil }
        let isQuoted = range.count > 1 && first == last && (first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"))
        guard isQuoted else { return ShellWords.quoted(text) }
        if text.utf8.contains(first) || (first == UInt8(ascii: "\"") && text.utf8.contains { "$`\\".utf8.contains($0) }) {
            return first == UInt8(ascii: "'") ? ShellWords.quoted(text) : nil
        }
        return String(decoding: [first] + text.utf8 + [first], as: UTF8.self)
    }

    /// Between words of a call that stand in lines of their own.
    func joint(in call: DockerInstall) -> String {
        let isWindows = dockerfile.bytes.firstIndex(of: 0x0A).map { $0 > 0 && dockerfile.bytes[$0 - 1] == 0x0D } ?? false
        return " \(call.continuation)" + (isWindows ? "\r\n" : "\n") + "    "
    }

    /// One a line, so that the difference can be read.
    private mutating func append(_ pins: [Pin], to call: DockerInstall) {
        guard let end = call.end, !pins.isEmpty else { return }
        var text = ""
        for pin in pins {
            text += joint(in: call) + ShellWords.quoted(pin.requirement)
            if pin.decision.isInferred { inferred.append(pin.requirement) }
            var decision = pin.decision
            decision.target = InstallPlace.dockerPath
            decisions[pin.name.normalized] = decision
            stated.insert(pin.name.normalized)
        }
        replacements.append((end..<end, text))
    }
}
