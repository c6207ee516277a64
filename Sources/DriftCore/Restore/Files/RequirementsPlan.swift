/// Puts pins into a requirements file: the user's own lines in place, the rest in one marked block at the end (step 2 of a plan).
struct RequirementsPlan {
    let path: String
    let context: RestoreContext
    private(set) var file: RequirementsFile
    var notes: [RestoreNote] = []
    /// By normalized name.
    var decisions: [String: Decision] = [:]
    private let base: [UInt8]?
    private let movedAway: Set<String>
    private var pins: [String: Pin]
    /// Names that a line of the user's restores, so that no block says them again.
    private(set) var stated: Set<String> = []

    /// - Parameters:
    ///   - inlined: the file with what it takes from other files; `nil`: as it is.
    ///   - movedAway: names that another file holds now: lines of the user's about them become comments.
    init(
        path: String,
        base: [UInt8]?,
        inlined: InlinedRequirements? = nil,
        pins: [Pin],
        movedAway: Set<String> = [],
        context: RestoreContext
    ) {
        self.movedAway = movedAway
        self.path = path
        self.base = base
        self.context = context
        self.pins = Dictionary(pins.map { ($0.name.normalized, $0) }, uniquingKeysWith: { first, _ in first })
        file = inlined?.file ?? RequirementsFile.parse(base ?? [])
        notes = inlined?.notes ?? []
        decisions = self.pins.mapValues(\.decision)
    }

    /// `nil`: the file stays as it is.
    var edit: FileEdit? {
        let result = file.render()
        return result == (base ?? []) ? nil : FileEdit(path: path, base: base, result: result)
    }

    /// The user's own lines.
    mutating func editLines() {
        editUserLines()
        noteWholeFile()
        // Of a file that is none every line has one.
        let withVariables: Set<Int> = file.diagnostics.isEmpty ? [] : Set(file.lines.filter(\.usesVariables).map(\.number))
        notes += file.diagnostics.map { diagnostic in
            let usesVariables = diagnostic.line.map(withVariables.contains) ?? false
            let unless = usesVariables ? ", unless the build has that variable" : ""
            let refusal = diagnostic.code == "requirements.unparsable" ? ", and pip refuses the whole file for it\(unless)" : ""
            let kept = diagnostic.code == "requirements.utf16" ? "it stays UTF-16" : "it is kept as it is"
            return RestoreNote(diagnostic.code, subject(diagnostic.line), "\(diagnostic.message); \(kept)\(refusal)")
        }
    }

    /// Every requirement that is known by its hashes gets them. What has none then makes pip refuse the file, which `unhashed` tells.
    mutating func addHashes(_ hashes: [String: [String]]) {
        for index in file.lines.indices {
            guard let requirement = file.lines[index].requirement, requirement.specifiers.exactVersion != nil else { continue }
            file.setHashes(ofLineAt: index, hashes[requirement.name.normalized] ?? [])
        }
    }

    /// What the file asks for without a hash.
    var unhashed: [String] {
        file.lines.compactMap { line in
            switch line.kind {
            case .requirement, .editable, .directReference:
                let isHashed = line.options.contains { $0.name == "--hash" } || (line.requirement?.url?.contains("#sha256=") ?? false)
                return isHashed ? nil : "\(subject(line.number)): \(line.text.excerpt(limit: 80))"
            default: return nil
            }
        }
    }

    /// In a constraints file, only what contradicts a pin.
    mutating func editConstraints() {
        for index in file.lines.indices {
            guard let requirement = file.lines[index].requirement, let pin = pins[requirement.name.normalized] else { continue }
            guard case .version(let specifier) = pin.target, pin.isContradicted(by: requirement) else { continue }
            noteContradiction(of: requirement, by: pin, at: index)
            if file.replaceVersion(ofLineAt: index, with: specifier) { file.setInferredMark(ofLineAt: index, pin.decision.isInferred) }
        }
    }

    // MARK: - The user's lines

    private mutating func editUserLines() {
        let block = Set(file.markedBlockLines)
        for index in file.lines.indices where !block.contains(index) {
            let line = file.lines[index]
            switch line.kind {
            case .requirement(let requirement): edit(requirement, at: index)
            case .directReference(let target): editReference(target, isEditable: false, at: index)
            case .editable(let target): editReference(target, isEditable: true, at: index)
            case .option, .comment, .blank, .unparsable: break
            }
            noteElsewhere(of: line)
        }
    }

    private mutating func edit(_ requirement: Requirement, at index: Int) {
        if let marker = requirement.marker, let environment = context.markerEnvironment, !marker.evaluate(in: environment) { return }
        let name = requirement.name.normalized
        if movedAway.contains(name) {
            file.commentOut(lineAt: index, because: "driftd: in \(context.isDocker ? InstallPlace.dockerPath : StagedPins.earlyPath)")
            return
        }
        guard let pin = pins[name] else { return editUnpinned(requirement, at: index) }
        // What is within a marker that nobody can answer is edited, and said once more in the block.
        if requirement.marker == nil || context.markerEnvironment != nil { stated.insert(name) }
        let hasHashes = file.lines[index].options.contains { $0.name == "--hash" } && !context.isDocker
        if pin.isStated(by: requirement), !hasHashes {
            // What driftd marked once may have been seen since.
            if !pin.decision.isInferred { file.setInferredMark(ofLineAt: index, false) }
            return keep(name, index)
        }
        if let url = requirement.url, isOfUnseenSource(url, pin) { return leave(name, at: index) }
        noteContradiction(of: requirement, by: pin, at: index)
        write(pin, at: index, droppingHashes: hasHashes)
    }

    /// Into the user's own line, or, where that cannot be edited, into the block.
    private mutating func write(_ pin: Pin, at index: Int, droppingHashes: Bool) {
        let isDone =
            switch pin.target {
            case .version(let specifier): file.replaceVersion(ofLineAt: index, with: specifier)
            case .source(let url): file.replaceSource(ofLineAt: index, with: url)
            }
        let (name, place) = (pin.name.normalized, subject(file.lines[index].number))
        guard isDone else {
            stated.remove(name)
            let sentence = "the line cannot be edited; \(pin.requirement) stands in the block"
            return notes.append(RestoreNote("requirements.not-editable", place, sentence))
        }
        file.setInferredMark(ofLineAt: index, pin.decision.isInferred)
        decisions[name]?.target = place
        if droppingHashes {
            let sentence = "its hashes are gone: one hash makes pip ask for a hash of everything, also of what the platform adds"
            notes.append(RestoreNote("requirements.hashes", place, sentence))
        }
    }

    /// A line about a package that gets no pin: only the SDK's own must agree with what the platform will install.
    private mutating func editUnpinned(_ requirement: Requirement, at index: Int) {
        noteLimit(of: requirement, at: index)
        noteRefusal(of: requirement, at: index)
        loosen(requirement, at: index)
        guard !context.isDocker, let owner = context.choices.policy.owner(of: requirement.name, sdk: context.sdk) else { return }
        let place = subject(file.lines[index].number)
        let version = versionBySDK(of: requirement.name, owner)
        if let version, let parsed = Version(version) {
            guard requirement.url != nil || !requirement.specifiers.contains(parsed, allowingPrereleases: true) else { return }
            guard file.replaceVersion(ofLineAt: index, with: "==\(version)") else { return }
            notes.append(
                RestoreNote(
                    "requirements.sdk-pin",
                    place,
                    "it asked for \(requirement), which the platform's own \(requirement.name)==\(version) would have refused"
                )
            )
        } else if !requirement.specifiers.isEmpty {
            notes.append(
                RestoreNote(
                    "requirements.platform-owned",
                    place,
                    "\(owner.sentence); the line's own \(requirement.specifiers) may be refused"
                )
            )
        }
    }

    /// What the platform will install of it: the SDK's own version, and with that of the original what comes with it (`gradio-client`).
    private func versionBySDK(of name: PackageName, _ owner: Policy.OwnedPackage) -> String? {
        if name.normalized == context.sdk?.name { return context.sdk?.version }
        let installed = context.original.reading.packages.filter { $0.release.name == name }
        return owner.restoredBy != nil && installed.count == 1 ? installed.first?.release.version : nil
    }

    /// The user's own pin of what a resolver ruled out would fail the build: it gets the nearest version that does not.
    private mutating func loosen(_ requirement: Requirement, at index: Int) {
        guard let row = context.choices.arrangement.feasibility?.ruledOut(requirement.name), requirement.url == nil,
            let nearest = row.nearest.flatMap({ Version($0) }), !requirement.specifiers.contains(nearest, allowingPrereleases: true),
            file.replaceVersion(ofLineAt: index, with: "==\(nearest)")
        else { return }
        let place = subject(file.lines[index].number)
        notes.append(
            RestoreNote(
                "requirements.loosened",
                place,
                "it asked for \(requirement), which cannot be installed; it asks for \(nearest) now"
            )
        )
    }

    /// `-e git+https://…#egg=name`, `git+https://…`, `https://…/name-1.0-py3-none-any.whl`, `./local`.
    private mutating func editReference(_ target: String, isEditable: Bool, at index: Int) {
        let place = subject(file.lines[index].number)
        guard target.contains("://") else { return }
        // A marker behind it would be lost; then the block says it.
        guard !file.lines[index].text.contains("; "), let name = nameOfReference(target), let pin = pins[name] else { return }
        if isOfUnseenSource(target, pin) {
            stated.insert(name)
            return leave(name, at: index)
        }
        let text =
            switch pin.target {
            case .source(let url) where isEditable && DirectSource(url) == .versionControl(url: url):
                "-e \(url)\(url.contains("#") ? "&" : "#")egg=\(pin.name)"
            default: pin.requirement
            }
        if Release.normalizedSource(target).map({ pin.target == .source($0) }) ?? false {
            stated.insert(name)
            if !pin.decision.isInferred { file.setInferredMark(ofLineAt: index, false) }
            keep(name, index)
        } else if file.replaceLine(at: index, with: text) {
            file.setInferredMark(ofLineAt: index, pin.decision.isInferred)
            stated.insert(name)
            decisions[name]?.target = place
        }
    }

    /// The package that a reference without a name installs, as far as it can be told.
    private func nameOfReference(_ target: String) -> String? {
        if let egg = target.firstRange(of: "egg=") {
            let name = target[egg.upperBound...].prefix { !"&[".contains($0) }
            if let name = PackageName(name), pins[name.normalized] != nil { return name.normalized }
        }
        if let file = ArchiveFileName(of: target), pins[file.name.normalized] != nil { return file.name.normalized }
        let repository = Self.repository(of: target)
        return pins.keys.sorted().first { name in
            guard case .source(let url)? = pins[name]?.target else { return false }
            return Self.repository(of: url) == repository
        }
    }

    /// `git+https://host/o/r` of `git+https://host/o/r.git@main#egg=x`.
    private static func repository(of source: String) -> Substring {
        var rest = (Release.normalizedSource(source) ?? source)[...]
        rest = rest.prefix { $0 != "#" }
        if let at = rest.lastIndex(of: "@") { rest = rest[..<at] }
        return rest.hasSuffix(".git") ? rest.dropLast(4) : rest
    }

    // MARK: - The block

    /// The pins that no line states, here or, by the names `elsewhere`, in another file.
    mutating func writeBlock(_ indexes: ExtraIndexes, without elsewhere: Set<String> = []) {
        let rest = pins.values.filter { !stated.contains($0.name.normalized) && !elsewhere.contains($0.name.normalized) }
            .sorted { $0.name < $1.name }
        for pin in rest { decisions[pin.name.normalized]?.target = path }
        var lines = rest.map { $0.requirement + ($0.decision.isInferred ? "  \(RequirementsFile.inferredMark)" : "") }
        let locals = Set(pins.values.compactMap(Self.local)).sorted()
        var options: [String] = []
        for option in locals.flatMap(indexes.lines) where !options.contains(option) { options.append(option) }
        lines = options + lines
        if file.setMarkedBlock(lines) { return }
        // One line that the file's grammar refuses must not cost the others.
        let accepted = lines.filter { line in
            var probe = RequirementsFile.parse([])
            return probe.setMarkedBlock([line])
        }
        file.setMarkedBlock(accepted)
        for pin in rest where !accepted.contains(where: { $0.hasPrefix(pin.requirement) }) {
            var decision = pin.decision
            decision.action = .notRestorable
            decision.reason = .unwritable
            decision.requirement = nil
            decision.target = nil
            decision.sentence = "it cannot be written as one line of a requirements file"
            decisions[pin.name.normalized] = decision
        }
    }

    private static func local(of pin: Pin) -> String? {
        guard case .version(let specifier) = pin.target else { return nil }
        return Version(specifier.drop { $0 == "=" })?.local
    }
}
