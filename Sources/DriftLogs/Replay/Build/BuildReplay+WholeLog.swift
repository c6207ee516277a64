import DriftCore

/// What a whole log has, and what a log without it has lost.
extension BuildReplay {
    mutating func checkWhole() {
        for step in steps where step.touchesSitePackages { gap(.unreadable, line: step.scanned.line, command: step.text) }
        leaveFolders()
        checkDistribution()
        checkBase()
        checkStages()
        checkInstallers()
        checkConfiguration()
        checkEnvironments()
        // Whose image the app's is does not show.
        if let line = build.otherServiceLine { gap(.stages, line: line, command: "") }
        guard build.hasBanner else { return }
        if let line = build.lostStepLine { gap(.cut, line: line, command: "") }
        if !build.steps.isEmpty, images.all.isEmpty { gap(.cut, line: build.line, command: "FROM") }
        checkElisions()
        checkEnds()
        checkFarewells()
        checkNotices()
        guard layout.isPlatformBuild else {
            if let copy = CopiedRequirements.unreadStep(of: steps) { gap(.cut, line: copy.scanned.line, command: copy.text) }
            return
        }
        // Every platform build of every era has these; a log without one has lost it.
        if !layout.hasBaseStep { gap(.cut, line: build.line, command: "RUN pip install datasets huggingface-hub") }
        if !layout.hasSDKStep { gap(.cut, line: build.line, command: "RUN pip install gradio") }
        if !layout.hasRequirementsStep { gap(.cut, line: build.line, command: "RUN pip install -r requirements.txt") }
    }

    /// `… 14 lines omitted …` in what a step printed that installs nothing: its own end may be among them, and other steps.
    private mutating func checkElisions() {
        for step in steps where !step.concernsPackages {
            // A test prints a dot for each that passes; what BuildKit clips may be anything that a command prints.
            let isRun = step.scanned.instruction == .run
            let transcript = step.scanned.transcript
            guard isRun ? transcript.hasElision && !step.text.holds("test") : transcript.hasElision || transcript.isTruncated else {
                continue
            }
            gap(.cut, line: step.scanned.line, command: step.text)
        }
    }

    /// Each of the platform's steps says how it ended before the image is pushed: behind one that does not, lines are gone, and maybe steps.
    private mutating func checkEnds() {
        for step in steps where step.scanned.outcome == .open && step.concernsPackages && !build.hasReachedPush {
            gap(.cut, line: step.scanned.line, command: step.text)
        }
        guard let push = steps.firstIndex(where: { $0.text.hasPrefix("Pushing image") || $0.text.hasPrefix("Exporting cache") }) else {
            return
        }
        let ended: Set<ScannedStep.Instruction> = [.run, .copy, .add, .workingDirectory]
        for step in steps[..<push] where step.scanned.outcome == .open && ended.contains(step.scanned.instruction) {
            gap(.cut, line: step.scanned.line, command: step.text)
        }
    }

    /// `RUN tar -xzf /venv.tar.gz -C /opt`, `RUN /opt/venv/bin/pip install x`: no step made the environment, and what else it holds no line tells.
    private mutating func checkEnvironments() {
        let own = steps.indices.filter { lanes.lane[$0] == lanes.final }.map { steps[$0] }
        let mayMake: Set<InstallerInvocation.Tool> = [.uv, .poetry, .pdm, .pipenv, .pipx, .conda, .script]
        guard build.hasBanner, state.authoritativeLists == 0,
            !own.contains(where: { $0.invocations.contains { mayMake.contains($0.tool) } })
        else { return }
        let made = Set(own.flatMap(\.invocations).filter { $0.action == .createEnvironment }.map(\.target))
        // By a path that a variable tells: it may be any of them.
        guard !made.contains(where: Self.isUnclear) else { return }
        for step in own where step.scanned.outcome != .failed {
            for case .virtual(let path) in step.invocations.filter({ $0.tool == .pip && $0.action == .install }).map(\.target) {
                guard EnvironmentChoice.isForApps(path), path.hasPrefix("/"), !made.contains(.virtual(path)),
                    !state.environments.copied.contains(path), !state.environments.isMoved(path)
                else { continue }
                return gap(.unreadable, line: step.scanned.line, command: step.text)
            }
        }
    }

    private static func isUnclear(_ target: InstallTarget) -> Bool {
        guard case .virtual(let path) = target else { return false }
        return !path.hasPrefix("/") || path.holds("$")
    }

    /// `COPY pip.conf /etc/pip.conf`: where pip installs, and how loud it is, may stand there. One that tells pip's indexes shows, as a rule it is that.
    private mutating func checkConfiguration() {
        guard let index = steps.firstIndex(where: { $0.copiesPipConfiguration }), state.authoritativeLists == 0 else { return }
        let later = steps[index...].filter { $0.invocations.contains { $0.tool == .pip && $0.changesEnvironment } }
        let showsIndexes = later.contains { step in
            step.invocations.allSatisfy(\.indexes.isEmpty)
                && step.output.events.contains { if case .looksInIndexes = $0.event { true } else { false } }
        }
        if !later.isEmpty, !showsIndexes { gap(.unreadable, line: steps[index].scanned.line, command: steps[index].text) }
    }

    /// A plain Python image has pip alone: where `uv` or `poetry` runs that no step brought, the step that did is lost.
    private mutating func checkInstallers() {
        guard build.hasBanner, !images.all.isEmpty, images.all.allSatisfy(BaseImages.isPlainPython),
            !steps.contains(where: { $0.invocations.contains { $0.tool == .script } })
        else { return }
        for step in steps where step.scanned.outcome == .done {
            guard let program = step.commands.lazy.compactMap(ReplayStep.addedInstaller).first, !isBrought(program) else { continue }
            return gap(.cut, line: step.scanned.line, command: step.text)
        }
    }

    /// Whether any step names the program otherwise than to start it, or was seen to install it.
    private func isBrought(_ program: String) -> Bool {
        if let name = PackageName(program), state.contains(name) || otherStages.values.contains(where: { $0.contains(name) }) {
            return true
        }
        return steps.contains { step in
            let isRun = step.scanned.instruction == .run
            // `RUN --mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv uv sync`
            let mounts = isRun ? step.text.split(separator: " ").filter { $0.hasPrefix("--mount=") && $0.holds("from=") } : []
            let words = isRun ? step.commands.flatMap { $0.words.dropFirst() } + mounts.map(String.init) : [step.text]
            return words.contains { $0.split { !($0.isLetter || $0.isNumber) }.contains { $0 == program } }
        }
    }

    /// `FROM continuumio/miniconda3`: what is there already no line shows, unless a whole list did, or the app has an environment of its own.
    private mutating func checkBase() {
        guard let image = images.final, !layout.isPlatformBuild, BaseImages.mayBringPackages(image), state.authoritativeLists == 0,
            EnvironmentChoice(state).target == .system,
            let step = steps.first(where: { $0.scanned.instruction == .from && $0.text.contains(image.reference) })
        else { return }
        gap(.baseImage, line: step.scanned.line, command: step.text)
    }

    /// `Setting up python3-yaml (6.0-3+b2) ...`: on an image without a Python of its own, apt's packages are the interpreter's.
    private mutating func checkDistribution() {
        guard let image = images.final, !BaseImages.isPlainPython(image), EnvironmentChoice(state).target == .system else { return }
        for step in steps where step.scanned.outcome != .failed && step.output.events.contains(where: Self.bringsPackages) {
            gap(.unreadable, line: step.scanned.line, command: step.text)
        }
        // What a cached one brought no line tells: python3-pip has dependencies of its own.
        guard state.authoritativeLists == 0 else { return }
        for (index, step) in steps.enumerated() where step.scanned.outcome == .cached && lanes.lane[index] == lanes.final {
            if step.commands.contains(where: Self.asksForPython) { gap(.cached, line: step.scanned.line, command: step.text) }
        }
    }

    /// `apt-get install -y python3 python3-pip`
    private static func asksForPython(_ command: ShellCommand) -> Bool {
        let words = command.words.drop { $0 == "sudo" || $0.holds("=") && !$0.hasPrefix("-") }
        guard let program = words.first, ["apt-get", "apt", "apk", "dnf", "yum"].contains(program) else { return false }
        return (words.contains("install") || words.contains("add")) && words.contains { $0.hasPrefix("python3") || $0.hasPrefix("py3-") }
    }

    private static func bringsPackages(_ located: LocatedEvent) -> Bool {
        guard case .systemPackage(let package) = located.event,
            let prefix = ["python3-", "py3-"].first(where: package.name.hasPrefix)
        else { return false }
        // Alpine packs compiled files apart: `py3-pip-pyc`.
        let name = package.name.dropFirst(prefix.count)
        return !interpreterPackages.contains(String(name.hasSuffix("-pyc") ? name.dropLast("-pyc".count) : name))
    }

    /// Parts of the interpreter, and of pip, that a freeze does not list.
    private static let interpreterPackages: Set<String> = [
        "minimal", "dev", "venv", "pip", "pip-whl", "setuptools", "setuptools-whl", "wheel", "wheel-whl", "distutils", "lib2to3", "full",
        "pkg-resources", "stdlib", "tk", "gdbm", "doc", "examples", "distlib-whl", "pyc", "pycache-pyc0", "pycache-pyc1", "pycache-pyc2",
        "tests", "tkinter",
    ]

    /// What the system's Python got before something was taken from another stage may be that stage's own.
    private mutating func checkStages() {
        if let index = lanes.mixedUp.first(where: { steps[$0].concernsPackages }) {
            gap(.stages, line: steps[index].scanned.line, command: steps[index].text)
            doubtStages()
        }
        guard lanes.isAmbiguous, state.environments.copied.isEmpty,
            let copy = steps.firstIndex(where: { StageLanes.copiesFromStage($0.scanned) })
        else { return }
        let inSystem = steps[..<copy].contains {
            $0.invocations.contains { $0.changesEnvironment && [.system, .interpreter].contains($0.target) && !$0.touchesOnlyInstaller }
        }
        if inSystem { gap(.stages, line: steps[copy].scanned.line, command: steps[copy].text) }
    }
}
