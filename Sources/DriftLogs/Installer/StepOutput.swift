import DriftCore

/// Reads the output of one step, line by line, into events. Lines that say nothing about the environment leave no trace.
struct StepOutput {
    /// No real step prints more that matters; beyond it a hostile log would only cost memory.
    static let maximumEvents = 100_000

    private(set) var events: [LocatedEvent] = []
    /// Hashes of the names that pip collected, found or installed.
    private(set) var mentioned: Set<UInt64> = []
    /// Hashes of the names in `Collecting NAME` lines.
    private(set) var collected: Set<UInt64> = []
    /// Lines that the step printed, recognised or not; blank ones left out.
    let lineCount: Int
    private(set) var isTruncated: Bool

    private var satisfiedSeen: Set<UInt64> = []
    private var isCollecting = false
    /// pip within pip: what it installs is there while a wheel is built. One that builds a wheel for it calls another.
    private var isolationDepth = 0
    /// The same inside pip itself (`--use-feature=inprocess-build-deps`): nothing says where that ends but what pip does next.
    private var isInstallingForBuild = false
    private var isInBuildIsolation: Bool { isolationDepth > 0 || isInstallingForBuild }
    /// Index of pip's last word in `events`, as long as nothing has shown that it was none.
    private var lastFailure: Int?
    /// The names of the last `Installing collected packages`, until their `Successfully installed`.
    private var announced: Set<PackageName> = []
    /// The project whose `setup.py develop` ran last.
    private var developing: PackageName?
    private var list = PackageListReader()
    private var wrapped = WrappedList()
    /// The longest line of the step, in characters.
    private let widest: Int
    /// Where a wrap had cut the line at hand.
    private var joints: [LineJoint] = []

    init(lineCount: Int = 0, isTruncated: Bool = false, widest: Int = 0) {
        self.lineCount = lineCount
        self.isTruncated = isTruncated
        self.widest = widest
    }

    mutating func read(_ line: ByteView, number: Int, joints places: [LineJoint] = []) {
        (joints, list.joints) = (places, places)
        let indentation = line.indentation
        let body = line.dropFirst(indentation)
        if wrapped.isOpen, body.count > 0, continueWrapped(line, number) { return }
        guard body.count > 1 else {
            if !list.isInBeacon { endLists(after: number) }
            return
        }
        if list.isOpen || list.mayBegin(body) {
            if !joints.isEmpty, let rows = list.rows(of: line, number: number, joints: joints) {
                return rows.forEach { read($0.row, number: $0.number) }
            }
            if list.read(line, number: number) { return }
            // What the app or its installers print between the beacon's lines is read as ever.
            if !list.isInBeacon || line.hasPrefix(Beacon.beginBytes) {
                endLists(after: number)
                if list.begin(line, number: number) { return }
            }
        }
        classify(body, indentation: indentation, number: number)
    }

    /// Nothing follows: closes what is still open.
    mutating func finish() {
        closeWrapped()
        finishList(isWhole: false)
        // The line that ends it is lost, and with it whose words came after.
        if isInBuildIsolation { isTruncated = true }
    }

    private mutating func endLists(after number: Int) {
        closeWrapped()
        finishList(isWhole: true)
    }

    private mutating func finishList(isWhole: Bool) {
        guard list.isOpen, let whole = list.finish(isWhole: isWhole) else { return }
        if whole.list.isWhole, let python = list.python { append(.python(python), whole.line) }
        append(.list(whole.list), whole.line)
    }

    private mutating func append(_ event: InstallerEvent, _ number: Int) {
        guard events.count < Self.maximumEvents else {
            isTruncated = true
            return
        }
        events.append(LocatedEvent(line: number, event: event))
    }

    // MARK: - Lists that a hard wrap cut into several lines

    private mutating func continueWrapped(_ line: ByteView, _ number: Int) -> Bool {
        if wrapped.accepts(line, widest: widest) {
            wrapped.append(line, number: number, joints: joints)
            return true
        }
        closeWrapped()
        return false
    }

    private mutating func closeWrapped() {
        guard let finished = wrapped.close() else { return }
        switch finished.kind {
        case .installing:
            for name in finished.names { mentioned.insert(NameHash.of(name.normalized)) }
            announced = Set(finished.names)
            isCollecting = false
            append(.installing(finished.names), finished.line)
        case .installed:
            for item in finished.items { mentioned.insert(NameHash.of(item.name.normalized)) }
            isCollecting = false
            announced.removeAll()
            developing = nil
            satisfiedSeen.removeAll(keepingCapacity: true)
            append(.installed(finished.items, isWhole: finished.isWhole), finished.line)
        }
    }

    // MARK: - One line

    private mutating func classify(_ body: ByteView, indentation: Int, number: Int) {
        switch body[0] {
        case UInt8(ascii: "C"): readC(body, indentation, number)
        case UInt8(ascii: "R"): readR(body, indentation, number)
        case UInt8(ascii: "S"): readS(body, indentation, number)
        case UInt8(ascii: "I"): readI(body, indentation, number)
        case UInt8(ascii: "D"):
            if body.hasPrefix("Defaulting to user installation") { append(.defaultsToUser, number) }
            if let rest = body.afterPrefix("Downloading "), let event = PipLine.downloaded(rest) { append(event, number) }
        case UInt8(ascii: "G"):
            if body.hasPrefix("Getting requirements to build") { isInstallingForBuild = false }
        case UInt8(ascii: "V"):
            // pipenv
            if let rest = body.afterPrefix("Virtualenv location: "), rest.hasPrefix("/"), rest.count < 500 {
                append(.environment(path: rest.trimmed.string, isCreated: false), number)
            }
        case UInt8(ascii: "("): if let event = SystemPackageLine.apk(body) { append(event, number) }
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "~"), 0xE2:
            readSigned(body, number)
        case UInt8(ascii: "E"), UInt8(ascii: "W"), UInt8(ascii: "["), UInt8(ascii: "e"):
            readMessage(body, indentation, number)
        case UInt8(ascii: "F"), UInt8(ascii: "L"), UInt8(ascii: "N"), UInt8(ascii: "O"), UInt8(ascii: "P"), UInt8(ascii: "B"),
            UInt8(ascii: "U"), UInt8(ascii: "A"):
            readOther(body, indentation, number)
        default:
            if let installer = InstallerVersionLine.installer(body) { return append(.toldVersion(installer), number) }
            if body[0].isLetter, let event = PipLine.named(body) { append(event, number) }
        }
    }

    private mutating func readC(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if let rest = body.afterPrefix("Collecting ") {
            guard indentation == 0, !isInBuildIsolation, PipLine.isRequirement(rest) else { return }
            collect(rest, isEditable: false, number)
        } else if let rest = body.afterPrefix("Creating "), let event = UvLine.creating(rest) {
            append(event, number)
        } else if body.hasPrefix("Checked "), let event = UvLine.count(.audited, body.dropFirst(8)) {
            append(event, number)
        } else if body.hasPrefix("Consider using `--user`") {
            // Its head may have gone to another place.
            if case .failed = events.last?.event { return }
            fail(inResolution: false, number)
        } else if let rest = body.afterPrefix("Cloning "), let event = PipLine.cloning(rest) {
            append(event, number)
        } else if PipLine.isPlainFailure(body) {
            fail(inResolution: false, number)
        } else if let event = PipLine.named(body) {
            append(event, number)
        }
    }

    private mutating func collect(_ rest: ByteView, isEditable: Bool, _ number: Int) {
        lastFailure = nil
        let (hash, length) = NameHash.leading(rest)
        // `Collecting git+https://…` names nothing.
        if length > 0, !PipLine.isURL(rest) {
            mentioned.insert(hash)
            collected.insert(hash)
        }
        let mayHaveSource = isEditable || rest.contains(UInt8(ascii: ":"))
        guard mayHaveSource else {
            if !isCollecting { append(.collecting(name: VersionText.leadingName(of: rest), source: nil, isEditable: false), number) }
            isCollecting = true
            return
        }
        let (name, source) = PipLine.collecting(rest)
        if source != nil || !isCollecting { append(.collecting(name: name, source: source, isEditable: isEditable), number) }
        isCollecting = true
    }

    private mutating func readR(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if body.hasPrefix("Requirement already ") {
            guard indentation == 0, !isInBuildIsolation else { return }
            lastFailure = nil
            guard let colon = body.firstIndex(of: ": ") else { return }
            let offset = indentation + colon + 2
            satisfied(body.dropFirst(colon + 2), joints.last { $0.offset <= offset }?.number ?? number)
        } else if let rest = body.afterPrefix("Resolved ") {
            if let to = rest.firstIndex(of: " to commit "), let url = PipLine.cleanSource(rest[0..<to]) {
                let commit = rest.dropFirst(to + 11).firstWord
                if commit.count >= 7, commit.count <= 64, VersionText.isPlausible(commit) {
                    append(.resolvedCommit(url: url, commit: commit.string), number)
                }
            }
        } else if let rest = body.afterPrefix("Running setup.py ") {
            // `Running setup.py install for foo: started`, `Running setup.py bdist_wheel for foo`
            if let place = rest.firstIndex(of: " for "), let name = VersionText.leadingName(of: rest.dropFirst(place + 5)) {
                goOn()
                let hasFailed = rest.hasPrefix("install ") && rest.hasSuffix("finished with status 'error'")
                append(hasFailed ? .installFailed(name) : .builtFromSource(name), number)
                developing = rest.hasPrefix("develop ") ? name : nil
            }
        } else if body.hasPrefix("Running command pip subprocess to install ") || body.hasPrefix("Running command installing ") {
            isolationDepth += 1
        } else if let rest = body.afterPrefix("Rolling back uninstall of "), let name = rest.firstWord.packageName {
            goOn()
            append(.rolledBack(name), number)
        } else if let event = PipLine.named(body) ?? body.afterPrefix("Removing ").flatMap(SystemPackageLine.removing) {
            append(event, number)
        }
    }

    private mutating func satisfied(_ rest: ByteView, _ number: Int) {
        let (hash, length) = NameHash.leading(rest)
        guard length > 0 else { return }
        mentioned.insert(hash)
        // The same package is found again for every parent that wants it: only the first of each version matters.
        let tail = PipLine.lastBracket(of: rest)
        guard satisfiedSeen.insert(NameHash.combine(hash, tail)).inserted else { return }
        if let event = PipLine.satisfied(rest) { append(event, number) }
    }

    private mutating func readS(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if body.hasPrefix("Successfully ") {
            if let rest = body.afterPrefix("Successfully installed ") {
                guard indentation == 0, !isInBuildIsolation else { return }
                wrapped.open(.installed, body, rest: rest, number: number, known: announced, joints: joints)
            } else if let rest = body.afterPrefix("Successfully uninstalled ") {
                if let item = PipLine.installedItem(rest.trimmed, known: []) {
                    append(.uninstalled(name: item.name, version: item.version), number)
                }
            } else if let rest = body.afterPrefix("Successfully built ") {
                rest.forEachWord { word in
                    if let name = word.packageName { append(.builtFromSource(name), number) }
                }
            } else if body.hasPrefix("Successfully downloaded ") {
                endRunWithoutInstall(number)
            }
        } else if body.hasPrefix("Saved ") {
            endRunWithoutInstall(number)
        } else if let rest = body.afterPrefix("Setting up ") {
            if let package = SystemPackageLine.settingUp(rest) { append(.systemPackage(package), number) }
        }
    }

    private mutating func endRunWithoutInstall(_ number: Int) {
        isCollecting = false
        append(.notInstalled, number)
    }

    private mutating func readI(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if let rest = body.afterPrefix("Installing collected packages: ") {
            guard indentation == 0, !isInBuildIsolation else { return }
            goOn()
            wrapped.open(.installing, body, rest: rest, number: number, known: [], joints: joints)
        } else if body.hasPrefix("Installing "), body.contains(" dependencies: finished") {
            isolationDepth = max(0, isolationDepth - 1)
        } else if body.hasPrefix("Installing b"), body.hasSuffix(" dependencies ...") {
            isInstallingForBuild = true
        } else if let rest = body.afterPrefix("Installing the current project: "), let event = PoetryLine.project(rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Installed "), let event = UvLine.count(.installed, rest) {
            append(event, number)
        } else if let event = PipLine.named(body) {
            append(event, number)
        }
    }

    /// `+ click==8.1.7`, `- Installing click (8.1.7)`, `• Installing click (8.1.7)`
    private mutating func readSigned(_ body: ByteView, _ number: Int) {
        var rest = body.dropFirst(1)
        if body[0] == 0xE2 {
            guard body.hasPrefix("•") else { return }
            rest = body.dropFirst(3)
        }
        rest = rest.trimmed
        if let event = PoetryLine.operation(rest) { return append(event, number) }
        let sign: InstallerEvent.Change
        switch body[0] {
        case UInt8(ascii: "+"): sign = .add
        case UInt8(ascii: "-"): sign = .remove
        case UInt8(ascii: "~"): sign = .replace
        default: return
        }
        if let event = UvLine.change(sign, rest) { append(event, number) }
    }

    private mutating func readMessage(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if let rest = body.afterPrefix("Would ") { return readWould(rest, number) }
        if body.hasPrefix("WARNING: Running pip as") { return append(.spoke, number) }
        if let event = PipLine.notice(body) { return append(event, number) }
        if let name = body.afterPrefix("error: ") {
            guard indentation == 0, PipLine.isNamedFailure(name.trimmed) else { return }
            if name.hasPrefix("subprocess-exited") { failDevelopment(number) }
            return fail(inResolution: false, number)
        }
        guard let text = body.afterPrefix("ERROR: ") else {
            if let event = PipLine.named(body) { append(event, number) }
            return
        }
        if let event = PipLine.conflict(text) { return append(event, number) }
        guard PipLine.isLastWord(text, indentation: indentation) else { return }
        if text.hasPrefix("Command errored out") { failDevelopment(number) }
        fail(inResolution: PipLine.isResolutionError(text), number)
    }

    /// `Running setup.py develop for foo` does not say how that ended.
    private mutating func failDevelopment(_ number: Int) {
        if let developing { append(.installFailed(developing), number) }
        developing = nil
    }

    /// pip goes on with a run of which an error seemed to be the last word: where a log lost its indentation, that of a part of the work
    /// looks like the run's own.
    private mutating func goOn() {
        if let index = lastFailure, index + 1000 > events.count { events.remove(at: index) }
        lastFailure = nil
    }

    private mutating func fail(inResolution: Bool, _ number: Int) {
        isCollecting = false
        lastFailure = events.count < Self.maximumEvents ? events.count : nil
        append(.failed(inResolution: inResolution), number)
    }

    private mutating func readOther(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if let installer = InstallerVersionLine.installer(body) { return append(.toldVersion(installer), number) }
        if body.hasPrefix("Preparing ") || body.hasPrefix("Building wheel") { isInstallingForBuild = false }
        if let rest = body.afterPrefix("Found existing installation: "), let event = PipLine.found(rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Not uninstalling "), let name = rest.firstWord.packageName {
            append(.leftInPlace(name: name), number)
        } else if let rest = body.afterPrefix("Obtaining ") {
            if indentation == 0 { collect(rest, isEditable: true, number) }
        } else if let rest = body.afterPrefix("Processing ") {
            if indentation == 0, !isInBuildIsolation { collectFile(rest.trimmed, number) }
        } else if body.hasPrefix("No dependencies to install or update") {
            append(.operations(0), number)
        } else if body.hasPrefix("Looking in links: ") {
            append(.looksInLinks, number)
        } else if let rest = body.afterPrefix("Looking in indexes: ") {
            append(PipLine.indexes(rest), number)
        } else if let rest = body.afterPrefix("Using cached ") {
            if let event = PipLine.downloaded(rest) { append(event, number) }
        } else if let rest = body.afterPrefix("Package operations: "), let event = PoetryLine.operations(rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Python "), rest.count <= 12, VersionText.isPlausible(rest),
            VersionText.beginsLikeVersion(rest)
        {
            append(.python(rest.string), number)
        } else if let rest = body.afterPrefix("Building wheel for "), rest.contains("finished with status 'done'") {
            if let name = VersionText.leadingName(of: rest) { append(.builtFromSource(name), number) }
        } else if let rest = body.afterPrefix("Using ") {
            for event in UvLine.using(rest) { append(event, number) }
        } else if let rest = body.afterPrefix("Uninstalled "), let event = UvLine.count(.uninstalled, rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Audited "), let event = UvLine.count(.audited, rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Built "), let word = Optional(rest.firstWord), word.contains("==") || rest.contains(" @ ") {
            if let name = VersionText.leadingName(of: word) { append(.builtFromSource(name), number) }
        } else if PipLine.isPlainFailure(body) {
            fail(inResolution: body.hasPrefix("No matching"), number)
        } else if let event = PipLine.named(body) {
            append(event, number)
        }
    }

    /// `install a-1.0 b-2.0` (pip), `install 3 packages`, `make no changes` (uv), behind `Would `: a dry run.
    private mutating func readWould(_ rest: ByteView, _ number: Int) {
        let verb = rest.firstWord
        if let event = UvLine.count(.wouldChange, rest.dropFirst(verb.count + 1)) {
            append(event, number)
        } else if verb.equals("install") {
            endRunWithoutInstall(number)
        }
    }

    /// `./wheels/foo-1.0-py3-none-any.whl`, `/tmp/src`
    private mutating func collectFile(_ path: ByteView, _ number: Int) {
        lastFailure = nil
        isCollecting = true
        let isAbsolute = path.hasPrefix("/") && !path.contains(.space)
        let source = isAbsolute ? PipLine.cleanSource(path).map { "file://" + $0 } : nil
        append(.collecting(name: nil, source: source ?? "file:", isEditable: false), number)
    }
}
