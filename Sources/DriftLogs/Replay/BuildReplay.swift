import DriftCore

/// Replays one build: what its steps did to the environment, and what the log leaves open.
struct BuildReplay {
    private let build: ScannedBuild
    private let log: Int
    let images: BaseImages
    let layout: PlatformLayout
    /// What the image holds in the end.
    private(set) var state = EnvironmentState()
    private(set) var gaps: [Gap] = []
    private var steps: [ReplayStep]
    /// What the repository asks for and the log does not show.
    private(set) var unprinted: [UnprintedStep] = []
    private let lanes: StageLanes
    /// The other stages, of which only what is copied counts.
    private var otherStages: [Int: EnvironmentState] = [:]

    /// `memory`: what the logs before this build printed.
    init(_ build: ScannedBuild, log: Int, memory: LayerMemory, identity: BuildIdentity) {
        self.build = build
        self.log = log
        images = BaseImages(steps: build.steps)
        let isPlatformBuild = PlatformLayout.isPlatformBuild(build)
        lanes = StageLanes(steps: build.steps, images: images, isPlatformBuild: isPlatformBuild)
        steps = Self.prepared(build.steps, log: log, lanes: lanes)
        let missed = build.cacheMisses.filter { $0.text.hasPrefix("RUN") }.map {
            ReplayStep(ScannedStep(text: $0.text, line: $0.line), log: log, workingDirectory: "/")
        }
        layout = PlatformLayout(steps: steps + missed, isPlatformBuild: isPlatformBuild)
        if let python = layout.pyenvPython { state.notePython(python, of: .system) }
        state.isPythonDistributions = images.final.map(BaseImages.isDebian) ?? true
        if !build.hasBanner {
            gap(.headMissing, line: build.line, command: "")
            state.isHeadMissing = true
        }
        replayCached(memory, identity)
        replayExecuted()
        copyFromStages()
        checkWhole()
        if let repository = identity.repository { checkAgainst(repository) }
    }

    var record: BuildRecord { build.record(log: log) }

    /// No build at all: the beacon's own output, saved by itself.
    var isListAlone: Bool { state.authoritativeLists > 0 && steps.allSatisfy(\.scanned.isHeadless) }

    private static func prepared(_ steps: [ScannedStep], log: Int, lanes: StageLanes) -> [ReplayStep] {
        var workingDirectories: [Int: String] = [:]
        var variables: [Int: [String: String]] = [:]
        return steps.enumerated().map { index, step in
            let lane = lanes.lane[index]
            let current = workingDirectories[lane] ?? "/"
            if step.instruction == .other, step.text.hasPrefix("ENV ") {
                let known = variables[lane] ?? [:]
                var new = ReplayStep.variables(of: step.text).mapValues { ShellCommand.expanded($0, by: known) }
                new["PATH"] = new["PATH"].flatMap { environmentFolder(of: $0, madeBy: steps) }
                variables[lane, default: [:]].merge(new) { _, new in new }
            }
            guard step.instruction == .workingDirectory else {
                return ReplayStep(step, log: log, workingDirectory: current, variables: variables[lane] ?? [:])
            }
            let path = step.text.dropFirst("WORKDIR".count).drop { $0 == " " }
            workingDirectories[lane] = InstallerCommandLine.absolute(String(path), in: current)
            return ReplayStep(step, log: log, workingDirectory: current)
        }
    }

    /// `/opt/venv/bin` of `/usr/local/cuda/bin:/opt/venv/bin:$PATH`: folders of other programs stand before an environment's.
    private static func environmentFolder(of path: String, madeBy steps: [ScannedStep]) -> String? {
        let folders = path.parts(by: UInt8(ascii: ":")).filter { $0.hasSuffix("/bin") }.map(String.init)
        return folders.prefix(8).first { folder in
            let root = String(folder.dropLast("/bin".count))
            return EnvironmentChoice.isForApps(root) || steps.contains { $0.text.holds("venv ") && $0.text.hasSuffix(root) }
        }
    }

    private mutating func gap(_ reason: Gap.Reason, line: Int, command: String) {
        gaps.append(Gap(log: log, line: line, reason: reason, command: Printable.text(command)))
    }

    // MARK: - Cached steps

    /// Cached steps come first whatever the log's order: nothing that ran can lie below one. Among themselves they keep
    /// the order in which they once ran.
    private mutating func replayCached(_ memory: LayerMemory, _ identity: BuildIdentity) {
        let present = Set(steps.filter(\.concernsPackages).map(\.text))
        var foundation = LayerMemory.Foundation(base: images.keys, present: present, identity: identity)
        var memory = memory
        var known: [(earlier: ReplayStep, cached: ReplayStep)] = []
        for (index, step) in steps.enumerated() where step.scanned.outcome == .cached && step.concernsPackages {
            let isElsewhere = lanes.areNamed && lanes.lane[index] != lanes.final
            switch memory.recall(step.text, on: &foundation) {
            case .known(let earlier) where isElsewhere:
                gaps += StepReplay.replay(earlier, kind: .remembered, in: &otherStages[lanes.lane[index], default: EnvironmentState()])
            case .known(let earlier): known.append((earlier, step))
            case .ambiguous where isElsewhere, .unknown where isElsewhere: gap(.cached, line: step.scanned.line, command: step.text)
            case .ambiguous(let candidates): recallCommonPart(of: candidates, for: step)
            case .unknown: forget(step)
            }
        }
        for (earlier, cached) in known.sorted(by: { ($0.0.log, $0.0.scanned.line) < ($1.0.log, $1.0.scanned.line) }) {
            let conflicts = state.conflicts.count
            var found = StepReplay.replay(earlier, kind: .remembered, in: &state)
            // What another capture's log leaves open is open here, at the step that took it from there.
            if earlier.log < 0 {
                for index in found.indices { (found[index].log, found[index].line) = (log, cached.scanned.line) }
                for index in conflicts..<state.conflicts.count {
                    (state.conflicts[index].log, state.conflicts[index].line) = (log, cached.scanned.line)
                }
            }
            gaps.append(contentsOf: found)
        }
    }

    private mutating func forget(_ step: ReplayStep) {
        guard step.invocations.contains(where: { $0.changesEnvironment && !$0.touchesOnlyInstaller }) else { return }
        gap(.cached, line: step.scanned.line, command: step.text)
        for invocation in step.invocations where invocation.action == .install && !invocation.isConditional {
            hide(invocation, of: step.scanned)
        }
    }

    private mutating func hide(_ invocation: InstallerInvocation, of step: ScannedStep) {
        for requirement in invocation.requirementNames {
            guard let name = PackageName(requirement), !FreezeList.leavesOut(name), !state.contains(name) else {
                continue
            }
            let evidence = Evidence(kind: .none, log: log, line: step.line(of: requirement))
            let entry = EnvironmentState.Entry(release: Release(name: name, version: nil), evidence: evidence, isInstalled: true)
            state.set(entry, in: invocation.target)
        }
    }

    /// Several results are possible: what they agree on is known, the rest is there in one version or another.
    private mutating func recallCommonPart(of candidates: [ReplayStep], for step: ReplayStep) {
        gap(.cached, line: step.scanned.line, command: step.text)
        var outcomes: [EnvironmentState] = []
        for candidate in candidates {
            var copy = state
            _ = StepReplay.replay(candidate, kind: .remembered, in: &copy)
            outcomes.append(copy)
        }
        guard let last = outcomes.last else { return }
        for (target, entries) in last.sites.sorted(by: { $0.key < $1.key }) {
            for (name, var entry) in entries where state.sites[target]?[name] != entry {
                if !outcomes.allSatisfy({ $0.sites[target]?[name]?.release == entry.release }) {
                    entry.release = Release(name: name, version: nil)
                    entry.evidence = Evidence(kind: .none, log: log, line: step.scanned.line)
                }
                state.set(entry, in: target)
            }
        }
    }

    // MARK: - Executed steps

    private mutating func replayExecuted() {
        for (index, step) in steps.enumerated() where step.scanned.outcome != .cached && step.scanned.outcome != .failed {
            guard step.scanned.instruction == .run || step.scanned.isHeadless else {
                // Nothing but a `RUN` lets an installer speak: its header is lost, or is no `RUN` any more.
                if hasPackageEvents(step) { gap(.cut, line: step.scanned.line, command: step.text) }
                continue
            }
            if step.scanned.isHeadless, step.scanned.outcome == .done || hasPackageEvents(step) {
                gap(.cut, line: step.scanned.line, command: "")
            }
            var step = step
            step.isHomeless = step.scanned.isHeadless && index > 0 && build.hasBanner && !layout.isPlatformBuild
            if lanes.lane[index] == lanes.final {
                replayInFinalStage(step)
            } else {
                gaps += StepReplay.replay(step, kind: .log, in: &otherStages[lanes.lane[index], default: EnvironmentState()])
            }
        }
    }

    private mutating func replayInFinalStage(_ step: ReplayStep) {
        let lists = state.authoritativeLists
        let found = StepReplay.replay(step, kind: .log, after: gaps, in: &state)
        // A whole list was printed: whatever was unknown before it is settled.
        if state.authoritativeLists > lists { gaps.removeAll { $0.reason != .headMissing } }
        gaps += found
    }

    private func hasPackageEvents(_ step: ReplayStep) -> Bool {
        step.output.events.contains { located in
            switch located.event {
            case .conflict, .python, .installerVersion, .toldVersion, .spoke, .systemPackage, .systemPackageRemoved, .list,
                .builtFromSource, .environment,
                .looksInIndexes,
                .downloaded:
                false
            default: true
            }
        }
    }

    /// Copies add what is not there yet: the same one twice does nothing, and no Dockerfile has hundreds.
    private mutating func copyFromStages() {
        var seen: Set<String> = []
        for (index, step) in steps.enumerated() where lanes.lane[index] == lanes.final && StageLanes.copiesFromStage(step.scanned) {
            guard seen.count < 200, seen.insert(step.workingDirectory + "\n" + step.text).inserted else { continue }
            copyFromStage(step)
        }
    }

    /// More than any real `COPY` names.
    private static let maximumSources = 64

    /// `COPY --from=builder /opt/venv /opt/venv`
    private mutating func copyFromStage(_ step: ReplayStep) {
        let paths = step.text.split(separator: " ").map(String.init).dropFirst().filter { !$0.hasPrefix("--") }
        guard paths.count >= 2, let destination = paths.last else { return }
        let sources = paths.dropLast()
        let place = InstallerCommandLine.absolute(destination, in: step.workingDirectory)
        var isWhole = sources.count <= Self.maximumSources
        for source in sources.prefix(Self.maximumSources) {
            for stage in otherStages.isEmpty ? [state] : otherStages.keys.sorted().compactMap({ otherStages[$0] }) {
                if !state.copy(from: source, to: place, of: stage, line: step.scanned.line) { isWhole = false }
            }
        }
        if !isWhole { gap(.unreadable, line: step.scanned.line, command: step.text) }
    }

    // MARK: - What a whole log has

    private mutating func checkWhole() {
        for step in steps where step.touchesSitePackages { gap(.unreadable, line: step.scanned.line, command: step.text) }
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
        if build.steps.contains(where: { !$0.isHeadless }), images.all.isEmpty { gap(.cut, line: build.line, command: "FROM") }
        for step in steps where step.scanned.outcome == .open && step.concernsPackages && !build.hasReachedPush {
            gap(.cut, line: step.scanned.line, command: step.text)
        }
        guard layout.isPlatformBuild else {
            if let copy = CopiedRequirements.unreadStep(of: steps) { gap(.cut, line: copy.scanned.line, command: copy.text) }
            return
        }
        // Every platform build of every era has these; a log without one has lost it.
        if !layout.hasBaseStep { gap(.cut, line: build.line, command: "RUN pip install datasets huggingface-hub") }
        if !layout.hasSDKStep { gap(.cut, line: build.line, command: "RUN pip install gradio") }
        if !layout.hasRequirementsStep { gap(.cut, line: build.line, command: "RUN pip install -r requirements.txt") }
    }

    /// The log of a build that succeeded shows each step that its Dockerfile asks for, and the platform's own each requirement.
    private mutating func checkAgainst(_ repository: CapturedFiles) {
        guard record.outcome == .succeeded, images.final != nil else { return }
        if layout.isPlatformBuild {
            // What a step did whose result is hidden is not known anyway.
            guard gaps.isEmpty else { return }
            let missing = repository.requirements.subtracting(state.sites.values.flatMap(\.keys)).sorted()
            unprinted = missing.map { UnprintedStep(command: $0.spelling, place: "requirements.txt") }
        } else {
            unprinted = UnprintedStep.all(asked: repository.runs, printed: steps)
        }
        for step in unprinted { gap(.cut, line: build.line, command: step.command) }
    }

    /// `RUN tar -xzf /venv.tar.gz -C /opt`, `RUN /opt/venv/bin/pip install x`: no step made the environment, and what else it holds no line tells.
    private mutating func checkEnvironments() {
        let own = steps.indices.filter { lanes.lane[$0] == lanes.final }.map { steps[$0] }
        let mayMake: Set<InstallerInvocation.Tool> = [.uv, .poetry, .pdm, .pipenv, .pipx, .conda, .script]
        guard build.hasBanner, state.authoritativeLists == 0,
            !own.contains(where: { $0.invocations.contains { mayMake.contains($0.tool) } })
        else { return }
        let made = own.flatMap(\.invocations).filter { $0.action == .createEnvironment }.map(\.target)
        for step in own where step.scanned.outcome != .failed {
            for case .virtual(let path) in step.invocations.filter({ $0.tool == .pip && $0.action == .install }).map(\.target) {
                guard EnvironmentChoice.isForApps(path), path.hasPrefix("/"), !made.contains(where: Self.mayBe(path)),
                    !state.copiedEnvironments.contains(path), !state.isMoved(path)
                else { continue }
                return gap(.unreadable, line: step.scanned.line, command: step.text)
            }
        }
    }

    /// Whether an environment that was made may be that one: the same path, or one that a variable tells.
    private static func mayBe(_ path: String) -> (InstallTarget) -> Bool {
        { target in
            guard case .virtual(let other) = target else { return false }
            return other == path || !other.hasPrefix("/") || other.holds("$")
        }
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
        guard lanes.isAmbiguous, state.copiedEnvironments.isEmpty,
            let copy = steps.firstIndex(where: { StageLanes.copiesFromStage($0.scanned) })
        else { return }
        let inSystem = steps[..<copy].contains {
            $0.invocations.contains { $0.changesEnvironment && [.system, .interpreter].contains($0.target) && !$0.touchesOnlyInstaller }
        }
        if inSystem { gap(.stages, line: steps[copy].scanned.line, command: steps[copy].text) }
    }
}
