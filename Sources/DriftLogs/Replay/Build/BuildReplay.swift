import DriftCore

/// Replays one build: what its steps did to the environment, and what the log leaves open.
struct BuildReplay {
    let build: ScannedBuild
    let log: Int
    let images: BaseImages
    let layout: PlatformLayout
    /// What the image holds in the end.
    private(set) var state = EnvironmentState()
    private(set) var gaps: [Gap] = []
    var steps: [ReplayStep]
    /// What the repository asks for and the log does not show.
    private(set) var unprinted: [UnprintedStep] = []
    let lanes: StageLanes
    /// The other stages, of which only what is copied counts.
    var otherStages: [Int: EnvironmentState] = [:]

    /// `memory`: what the logs before this build printed.
    init(_ build: ScannedBuild, log: Int, memory: LayerMemory, identity: BuildIdentity) {
        self.build = build
        self.log = log
        images = BaseImages(steps: build.steps)
        let isPlatformBuild = PlatformLayout.isPlatformBuild(build)
        lanes = StageLanes(steps: build.steps, images: images, isPlatformBuild: isPlatformBuild)
        steps = StepPreparation.prepared(build.steps, log: log, lanes: lanes, asked: identity.repository?.runs ?? [])
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
    var isListAlone: Bool { state.authoritativeLists > 0 && !build.hasBanner && steps.allSatisfy(\.scanned.isHeadless) }

    mutating func gap(_ reason: Gap.Reason, line: Int, command: String) {
        gaps.append(Gap(log: log, line: line, reason: reason, command: Printable.text(command)))
    }

    // MARK: - Cached steps

    /// Cached steps come first whatever the log's order: nothing that ran can lie below one. Among themselves they keep
    /// the order in which they once ran.
    private mutating func replayCached(_ memory: LayerMemory, _ identity: BuildIdentity) {
        var foundation = LayerMemory.Foundation(base: images.keys, steps: build.steps, identity: identity)
        var memory = memory
        var known: [(earlier: ReplayStep, cached: ReplayStep)] = []
        for (index, step) in steps.enumerated() where step.scanned.outcome == .cached && !step.concernsPackages { makeCached(step, index) }
        for (index, step) in steps.enumerated() where step.scanned.outcome == .cached && step.concernsPackages {
            let isElsewhere = lanes.areNamed && lanes.lane[index] != lanes.final
            switch memory.recall(step.text, on: &foundation) {
            case .known(let earlier) where isElsewhere:
                gaps += StepReplay.replay(earlier, kind: .remembered, in: &otherStages[lanes.lane[index], default: EnvironmentState()])
            case .known(var earlier):
                earlier.order = step.order
                known.append((earlier, step))
            case .ambiguous where isElsewhere, .unknown where isElsewhere: gap(.cached, line: step.scanned.line, command: step.text)
            case .ambiguous(let candidates): recallCommonPart(of: candidates, for: step)
            case .unknown:
                makeCached(step, index)
                forget(step)
            }
        }
        for (earlier, cached) in known.sorted(by: { ($0.0.log, $0.0.scanned.order) < ($1.0.log, $1.0.scanned.order) }) {
            let conflicts = state.facts.conflicts.count
            var found = StepReplay.replay(earlier, kind: .remembered, in: &state)
            // What another capture's log leaves open is open here, at the step that took it from there.
            if earlier.log < 0 {
                for index in found.indices { (found[index].log, found[index].line) = (log, cached.scanned.line) }
                for index in conflicts..<state.facts.conflicts.count {
                    (state.facts.conflicts[index].log, state.facts.conflicts[index].line) = (log, cached.scanned.line)
                }
            }
            gaps.append(contentsOf: found)
        }
    }

    /// `RUN python -m venv /opt/venv` of a layer that was there: which steps came before it no line tells.
    private mutating func makeCached(_ step: ReplayStep, _ index: Int) {
        guard lanes.lane[index] == lanes.final else { return }
        for invocation in step.invocations where invocation.action == .createEnvironment { state.note(invocation.target) }
    }

    private mutating func forget(_ step: ReplayStep) {
        guard step.invocations.contains(where: { $0.changesEnvironment && !$0.touchesOnlyInstaller }) else { return }
        gap(.cached, line: step.scanned.line, command: step.text)
        for invocation in step.invocations where invocation.action == .install && !invocation.isConditional {
            hide(invocation, of: step)
        }
    }

    private mutating func hide(_ invocation: InstallerInvocation, of step: ReplayStep) {
        for requirement in invocation.requirementNames {
            guard let name = PackageName(requirement), !FreezeList.leavesOut(name), !state.contains(name) else {
                continue
            }
            let evidence = Evidence(kind: .none, log: log, line: step.scanned.line(of: requirement))
            let release = Release(name: name, version: nil)
            state.set(
                EnvironmentState.Entry(release: release, evidence: evidence, order: step.order, isInstalled: true),
                in: invocation.target
            )
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
        let endsAreTold = steps.contains { $0.scanned.instruction == .run && $0.scanned.outcome == .done }
        var lost = build.elisionLine
        for (index, step) in steps.enumerated() where step.scanned.outcome != .cached && step.scanned.outcome != .failed {
            if let line = lost, line <= step.scanned.line {
                doubtAll(before: line)
                lost = nil
            }
            defer { if let line = step.elidedLine { doubtAll(before: line) } }
            if step.copiesPipConfiguration { state.facts.hasIndexOfItsOwn = true }
            guard step.scanned.instruction == .run || step.scanned.isHeadless else {
                // Nothing but a `RUN` lets an installer speak: its header is lost, or is no `RUN` any more.
                if hasPackageEvents(step) || step.output.events.contains(where: { $0.event.isFarewell }) {
                    gap(.cut, line: step.scanned.line, command: step.text)
                }
                continue
            }
            if step.scanned.isHeadless, step.scanned.outcome == .done || hasPackageEvents(step) {
                gap(.cut, line: step.scanned.line, command: "")
            }
            var step = step
            step.lacksEnd = endsAreTold && step.scanned.outcome == .open
            step.isHomeless = step.scanned.isHeadless && index > 0 && build.hasBanner && !layout.isPlatformBuild
            if lanes.lane[index] == lanes.final {
                replayInFinalStage(step)
            } else {
                gaps += StepReplay.replay(step, kind: .log, in: &otherStages[lanes.lane[index], default: EnvironmentState()])
            }
        }
        if let lost { doubtAll(before: lost) }
    }

    /// Somebody left out what stood at `line`.
    private mutating func doubtAll(before line: Int) {
        guard build.hasBanner else { return }
        state.doubtAll(before: line, of: log)
        for stage in otherStages.keys { otherStages[stage]?.doubtAll(before: line, of: log) }
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
            case .conflict, .python, .builtPython, .installerVersion, .toldVersion, .toldToUpdate, .spoke, .systemPackage,
                .systemPackageRemoved, .list, .builtFromSource, .runsSetup, .unread, .environment, .looksInIndexes, .downloaded:
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
        // A stage that the log lacks, or shows in part, may bring any of the packages that are there in a version of its own.
        let isSeen = layout.isPlatformBuild || build.hasBanner && gaps.isEmpty
        if !isSeen, sources.contains(where: { CopiedPart($0).isWhole }) { state.doubtBelow(place, since: step.order) }
        for source in sources.prefix(Self.maximumSources) {
            for stage in otherStages.isEmpty ? [state] : otherStages.keys.sorted().compactMap({ otherStages[$0] }) {
                if !state.copy(from: source, to: place, of: stage, since: step.order) { isWhole = false }
            }
        }
        if !isWhole { gap(.unreadable, line: step.scanned.line, command: step.text) }
    }

    /// The app is started in the last of the working directories.
    mutating func leaveFolders() {
        guard !state.environments.aside.isEmpty,
            let last = steps.indices.last(where: { lanes.lane[$0] == lanes.final && steps[$0].scanned.instruction == .workingDirectory })
        else { return }
        let path = steps[last].text.dropFirst("WORKDIR".count).drop { $0 == " " }
        state.environments.work(in: InstallerCommandLine.absolute(String(path), in: steps[last].workingDirectory))
    }

    /// Which of the stages is the image's no line tells.
    mutating func doubtStages() { state.loseVersions(notSharedWith: Array(otherStages.values)) }

    // MARK: - The repository

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
}
