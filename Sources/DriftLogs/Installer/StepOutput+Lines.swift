import DriftCore

/// Which line says what, told by how it begins. `docs/LogGrammar.md` says how to add one.
extension StepOutput {
    mutating func classify(_ body: ByteView, indentation: Int, number: Int) {
        switch body[0] {
        case UInt8(ascii: "C"): readC(body, indentation, number)
        case UInt8(ascii: "R"): readR(body, indentation, number)
        case UInt8(ascii: "S"): readS(body, indentation, number)
        case UInt8(ascii: "I"): readI(body, indentation, number)
        case UInt8(ascii: "D"):
            if body.hasPrefix("Defaulting to user installation") { append(.defaultsToUser, number) }
            if let rest = body.afterPrefix("Downloading "), let event = PipLine.downloaded(rest) { append(event, number) }
        case UInt8(ascii: "G"):
            if body.hasPrefix("Getting requirements to build") { isolation.endInProcess() }
        case UInt8(ascii: "V"):
            // pipenv
            if let rest = body.afterPrefix("Virtualenv location: "), rest.hasPrefix("/"), rest.count < 500 {
                append(.environment(path: rest.trimmed.string, isCreated: false), number)
            }
        case UInt8(ascii: "Y"):
            // Below 19 pip puts no `WARNING:` before that there is a newer one.
            if body.hasPrefix("You "), !isolation.isOpen, let event = PipLine.notice(body) { append(event, number) }
        case UInt8(ascii: "n"): readSession(body, number)
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
            guard indentation == 0, !isolation.isOpen, PipLine.isRequirement(rest) else { return }
            collect(rest, isEditable: false, number)
        } else if let rest = body.afterPrefix("Creating "), let event = UvLine.creating(rest) {
            append(event, number)
            if rest.contains(" with seed packages ") { append(.seeds, number) }
        } else if body.hasPrefix("Checked "), let event = UvLine.count(.audited, body.dropFirst(8)) {
            append(event, number)
        } else if body.hasPrefix("Consider using `--user`") {
            // Its head may have gone to another place.
            if case .failed = events.last?.event { return }
            fail(inResolution: false, number)
        } else if let rest = body.afterPrefix("Cloning "), let event = PipLine.cloning(rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Can't uninstall '"), let name = VersionText.leadingName(of: rest) {
            append(.leftInPlace(name: name), number)
        } else if PipLine.isPlainFailure(body) {
            fail(inResolution: false, number)
        } else if let event = PipLine.named(body) {
            append(event, number)
        }
    }

    private mutating func readR(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if body.hasPrefix("Requirement already ") {
            guard indentation == 0, !isolation.isOpen else { return }
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
            // … but not `Running setup.py (path:/tmp/x/setup.py) egg_info for package foo`.
            if let place = rest.firstIndex(of: " for "), !rest.contains("egg_info"),
                let name = VersionText.leadingName(of: rest.dropFirst(place + 5))
            {
                goOn()
                let installs = rest.hasPrefix("install ")
                let hasFailed = installs && rest.trimmed.hasSuffix("finished with status 'error'")
                append(hasFailed ? .installFailed(name) : installs ? .runsSetup(name) : .builtFromSource(name), number)
                developing = rest.hasPrefix("develop ") ? name : nil
            }
        } else if body.hasPrefix("Running command pip subprocess to install ") || body.hasPrefix("Running command installing ") {
            isolation.begin()
        } else if let rest = body.afterPrefix("Rolling back uninstall of "), let name = rest.firstWord.packageName {
            goOn()
            append(.rolledBack(name), number)
        } else if let event = PipLine.named(body) ?? body.afterPrefix("Removing ").flatMap(SystemPackageLine.removing) {
            append(event, number)
        }
    }

    private mutating func readS(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if body.hasPrefix("Successfully ") {
            if let rest = body.afterPrefix("Successfully installed ") {
                guard indentation == 0, !isolation.isOpen else { return }
                wrapped.open(.installed, body, rest: rest, number: number, known: announced, joints: joints)
            } else if let rest = body.afterPrefix("Successfully uninstalled ") {
                if let item = PipLine.installedItem(rest.trimmed, known: []) {
                    append(.uninstalled(name: item.name, version: item.version), number)
                }
            } else if let rest = body.afterPrefix("Successfully built ")?.trimmed, !rest.hasSuffix(".whl"), !rest.hasSuffix(".gz") {
                // Those are files, and another program's.
                rest.forEachWord { word in
                    if let name = word.packageName { append(.builtFromSource(name), number) }
                }
            } else if body.hasPrefix("Successfully downloaded ") {
                endRunThatSaves(number)
            }
        } else if body.hasPrefix("Saved ") {
            endRunThatSaves(number)
        } else if let rest = body.afterPrefix("Setting up ") {
            if let package = SystemPackageLine.settingUp(rest) { append(.systemPackage(package), number) }
        }
    }

    private mutating func readI(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if let rest = body.afterPrefix("Installing collected packages: ") {
            guard indentation == 0, !isolation.isOpen else { return }
            goOn()
            wrapped.open(.installing, body, rest: rest, number: number, known: [], joints: joints)
        } else if body.hasPrefix("Installing "), body.contains(" dependencies: finished") {
            isolation.end()
        } else if body.hasPrefix("Installing b"), body.trimmed.hasSuffix(" dependencies ...") {
            isolation.beginInProcess()
        } else if let rest = body.afterPrefix("Installing the current project: "), let event = PoetryLine.project(rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Installed "), let event = UvLine.count(.installed, rest) {
            append(event, number)
        } else if let event = PyenvLine.installed(body) ?? PipLine.named(body) ?? StartLine.intention(body) {
            append(event, number)
        }
    }

    /// `nox > Running session tests`
    private mutating func readSession(_ body: ByteView, _ number: Int) {
        guard let rest = body.afterPrefix("nox > ") else {
            if let event = PipLine.named(body) { append(event, number) }
            return
        }
        if rest.hasPrefix("Running session ") { append(.session(hasEnvironment: false), number) }
        if rest.hasPrefix("Creating virtual environment") || rest.hasPrefix("Re-using existing virtual environment") {
            append(.session(hasEnvironment: true), number)
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
        if body.hasPrefix("WARNING: Running pip as") {
            // The one that prepares a build says so as well.
            if !isolation.isOpen { append(.spoke, number) }
            return
        }
        if let event = PipLine.notice(body) {
            if !isolation.isOpen { append(event, number) }
            return
        }
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
        if text.hasPrefix("Pipe to stdout was broken") { return append(.unread, number) }
        guard PipLine.isLastWord(text, indentation: indentation) else { return }
        if text.hasPrefix("Command errored out") { failDevelopment(number) }
        fail(inResolution: PipLine.isResolutionError(text), number)
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

    /// What pip prints next stands in the line of its question: without a word that the package is gone the answer was no.
    private mutating func readAnswer(_ rest: ByteView, _ number: Int) {
        if !rest.hasPrefix("Successfully uninstalled "), case .found(let name, _) = events.last?.event {
            append(.leftInPlace(name: name), number)
        }
        if rest.count > 0 { classify(rest, indentation: 0, number: number) }
    }

    private mutating func readOther(_ body: ByteView, _ indentation: Int, _ number: Int) {
        if let installer = InstallerVersionLine.installer(body) { return append(.toldVersion(installer), number) }
        if body.hasPrefix("Preparing ") || body.hasPrefix("Building wheel") { isolation.endInProcess() }
        if let rest = body.afterPrefix("Found existing installation: "), let event = PipLine.found(rest) {
            append(event, number)
        } else if let answered = PipLine.behindQuestion(body) {
            readAnswer(answered, number)
        } else if let rest = body.afterPrefix("Not uninstalling "), let name = rest.firstWord.packageName {
            append(.leftInPlace(name: name), number)
        } else if let rest = body.afterPrefix("Obtaining ") {
            if indentation == 0 { collect(rest, isEditable: true, number) }
        } else if let rest = body.afterPrefix("Processing ") {
            // pip names a file by its path; apt processes triggers, apps what they like.
            let isPath = rest.hasPrefix("/") || rest.hasPrefix(".")
            if isPath, indentation == 0, !isolation.isOpen { collectFile(rest.trimmed, number) }
        } else if body.hasPrefix("Looking in links: ") {
            append(.looksInLinks, number)
        } else if let rest = body.afterPrefix("Looking in indexes: ") {
            append(PipLine.indexes(rest), number)
        } else if let rest = body.afterPrefix("Using cached ") {
            if let event = PipLine.downloaded(rest) { append(event, number) }
        } else if let rest = body.afterPrefix("Building wheel for "), rest.contains("finished with status 'done'") {
            if let name = VersionText.leadingName(of: rest) { append(.builtFromSource(name), number) }
        } else {
            readOtherTool(body, number)
        }
    }

    /// What poetry, uv and Python itself say under the letters of `readOther`, and pip's lines that begin with a package's name.
    private mutating func readOtherTool(_ body: ByteView, _ number: Int) {
        if body.hasPrefix("No dependencies to install or update") {
            append(.operations(0), number)
        } else if let rest = body.afterPrefix("Package operations: "), let event = PoetryLine.operations(rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Python "), rest.count <= 12, VersionText.isPlausible(rest),
            VersionText.beginsLikeVersion(rest)
        {
            append(.python(rest.string), number)
        } else if let rest = body.afterPrefix("Using pip "), let folder = SitePackagesPath.folder(in: rest) {
            if !isolation.isOpen { append(.pipFolder(folder), number) }
        } else if let rest = body.afterPrefix("Using ") {
            for event in UvLine.using(rest) { append(event, number) }
            if let event = UvLine.pythonOfPipenv(rest) { append(event, number) }
        } else if let rest = body.afterPrefix("Adding "), let event = SetupLine.adding(rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Uninstalled "), let event = UvLine.count(.uninstalled, rest) {
            append(event, number)
        } else if let rest = body.afterPrefix("Audited "), let event = UvLine.count(.audited, rest) {
            append(event, number)
        } else if body.hasPrefix("Bytecode compiled ") {
            // `UV_COMPILE_BYTECODE=1`: where everything is in place uv says so in no other words. Behind a count it is of that report.
            if case .count = events.last?.event { return }
            append(.count(.audited, 0), number)
        } else if let rest = body.afterPrefix("Built "), let word = Optional(rest.firstWord), word.contains("==") || rest.contains(" @ ") {
            if let name = VersionText.leadingName(of: word) { append(.builtFromSource(name), number) }
        } else if PipLine.isPlainFailure(body) {
            fail(inResolution: body.hasPrefix("No matching"), number)
        } else if let event = PipLine.named(body) {
            append(event, number)
        }
    }
}
