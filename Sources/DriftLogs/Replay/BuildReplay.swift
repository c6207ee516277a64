import DriftCore

/// Replays one build: what its steps did to the environment, and what the log leaves open.
struct BuildReplay {
    private let build: ScannedBuild
    private let log: Int
    let images: BaseImages
    let layout: PlatformLayout
    private(set) var state = EnvironmentState()
    private(set) var gaps: [Gap] = []
    private(set) var steps: [ReplayStep] = []

    init(_ build: ScannedBuild, log: Int, memory: inout LayerMemory) {
        self.build = build
        self.log = log
        images = BaseImages(steps: build.steps)
        layout = PlatformLayout(stepTexts: build.steps.map(\.text) + build.cacheMisses.map(\.text))
        steps = Self.prepared(build.steps, log: log)
        if let python = layout.pyenvPython { state.notePython(python, of: .system) }
        if !build.hasBanner { gap(.headMissing, line: build.line, command: "") }
        replayCached(memory)
        replayExecuted(&memory)
        checkWhole()
    }

    var record: BuildRecord {
        let outcome: BuildRecord.Outcome = build.hasFailed ? .failed : build.hasReachedPush ? .succeeded : .cut
        return BuildRecord(log: log, line: build.line, queuedAt: build.queuedAt, commit: build.commit, outcome: outcome)
    }

    private static func prepared(_ steps: [ScannedStep], log: Int) -> [ReplayStep] {
        var workingDirectory = "/"
        return steps.map { step in
            if step.instruction == "WORKDIR" {
                workingDirectory = InstallerCommandLine.absolute(
                    step.text.dropFirst("WORKDIR ".count).trimmingPrefix { $0 == " " }.description,
                    in: workingDirectory
                )
            }
            return ReplayStep(step, log: log, workingDirectory: workingDirectory)
        }
    }

    private mutating func gap(_ reason: Gap.Reason, line: Int, command: String) {
        gaps.append(Gap(log: log, line: line, reason: reason, command: Printable.text(command)))
    }

    // MARK: - Cached steps

    /// Cached steps come first whatever the log's order: nothing that ran can lie below one. Among themselves they keep
    /// the order in which they once ran.
    private mutating func replayCached(_ memory: LayerMemory) {
        let present = Set(steps.filter(\.concernsPackages).map(\.text))
        var known: [ReplayStep] = []
        for step in steps where step.scanned.outcome == .cached && step.concernsPackages {
            switch memory.recall(step.text, base: images.keys, present: present) {
            case .known(let earlier): known.append(earlier)
            case .ambiguous(let candidates): recallCommonPart(of: candidates, for: step)
            case .unknown: forget(step)
            }
        }
        for step in known.sorted(by: { ($0.log, $0.scanned.line) < ($1.log, $1.scanned.line) }) {
            gaps.append(contentsOf: StepReplay.replay(step, kind: .remembered, in: &state))
        }
    }

    private mutating func forget(_ step: ReplayStep) {
        gap(.cached, line: step.scanned.line, command: step.text)
        for invocation in step.invocations where invocation.action == .install && !invocation.isConditional {
            hide(invocation, line: step.scanned.line)
        }
    }

    private mutating func hide(_ invocation: InstallerInvocation, line: Int) {
        for requirement in invocation.requirementNames {
            guard let name = PackageName(requirement), !FreezeRules.omitted.contains(name.normalized), !state.contains(name) else {
                continue
            }
            let evidence = Evidence(kind: .none, log: log, line: line)
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
        for (target, entries) in last.sites {
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

    private mutating func replayExecuted(_ memory: inout LayerMemory) {
        var parents = Set(steps.filter { $0.scanned.outcome == .cached && $0.concernsPackages }.map(\.text))
        for step in steps where step.scanned.outcome != .cached && step.scanned.outcome != .failed {
            if step.scanned.instruction == "COPY" { copy(step) }
            guard step.scanned.instruction == "RUN" || step.scanned.isHeadless else { continue }
            let lists = state.authoritativeLists
            let found = StepReplay.replay(step, kind: .log, in: &state)
            if state.authoritativeLists > lists {
                // A whole list was printed: whatever was unknown before it is settled.
                gaps.removeAll { $0.reason != .headMissing }
            }
            gaps.append(contentsOf: found)
            if step.scanned.isHeadless, hasPackageEvents(step) { gap(.cut, line: step.scanned.line, command: "") }
            if step.scanned.outcome == .done, step.concernsPackages {
                memory.remember(step, base: images.keys, parents: parents)
                parents.insert(step.text)
            }
        }
        for step in steps where step.scanned.outcome == .cached && step.scanned.instruction == "COPY" { copy(step) }
    }

    private func hasPackageEvents(_ step: ReplayStep) -> Bool {
        step.scanned.output.events.contains { located in
            switch located.event {
            case .conflict, .python, .installerVersion, .systemPackage, .list, .builtFromSource, .environment: false
            default: true
            }
        }
    }

    /// `COPY --from=builder /opt/venv /opt/venv`
    private mutating func copy(_ step: ReplayStep) {
        let words = step.text.split(separator: " ").map(String.init)
        guard words.contains(where: { $0.hasPrefix("--from=") }) else { return }
        let paths = words.dropFirst().filter { !$0.hasPrefix("--") }
        guard paths.count >= 2, let destination = paths.last else { return }
        for source in paths.dropLast() {
            state.copy(from: source, to: InstallerCommandLine.absolute(destination, in: step.workingDirectory))
        }
    }

    // MARK: - What a whole log has

    private mutating func checkWhole() {
        guard build.hasBanner else { return }
        if build.steps.contains(where: { !$0.isHeadless }), images.all.isEmpty { gap(.cut, line: build.line, command: "FROM") }
        for step in steps where step.scanned.outcome == .open && step.concernsPackages && !build.hasReachedPush {
            gap(.cut, line: step.scanned.line, command: step.text)
        }
        guard layout.isPlatformBuild else { return checkDockerfile() }
        // Every platform build of every era has these two; a log without one has lost it.
        if !layout.hasBaseStep { gap(.cut, line: build.line, command: "RUN pip install datasets huggingface-hub") }
        if !layout.hasSDKStep { gap(.cut, line: build.line, command: "RUN pip install gradio") }
    }

    /// A requirements file that was copied in and that no step installs: the step is missing from the log.
    private mutating func checkDockerfile() {
        guard let image = images.final, BaseImages.isPlainPython(image) else { return }
        let installs = steps.contains(where: \.concernsPackages)
        let copied = steps.first { $0.scanned.instruction == "COPY" && $0.text.contains("requirements") && $0.text.contains(".txt") }
        if let copied, !installs { gap(.cut, line: copied.scanned.line, command: copied.text) }
    }
}
