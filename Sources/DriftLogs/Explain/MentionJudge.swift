import DriftCore

/// Which of the lines that name a package count, and what they come to.
struct MentionJudge {
    private let package: PackageName
    private let mentions: [MentionScanner.Mention]
    private let tracker: StepTracker
    private let reading: EnvironmentReading
    private let environment: (layers: [InstallTarget], plain: InstallTarget)?
    private let entry: ResolvedPackage?
    /// The build whose result the reading is.
    private let countedBuild: BuildRecord?
    /// By step: what its command asks for. Many lines of one step may name the package.
    private let replays: [Int: ReplayStep]
    /// The mention that the reading's evidence points at.
    private let deciding: Int?

    init(
        _ package: PackageName,
        _ scanner: MentionScanner,
        _ reading: EnvironmentReading,
        _ environment: (layers: [InstallTarget], plain: InstallTarget)?
    ) {
        self.package = package
        mentions = scanner.mentions
        tracker = scanner.tracker
        self.reading = reading
        self.environment = environment
        let entry = reading.packages.first { $0.release.name == package }
        self.entry = entry
        countedBuild =
            reading.builds.last { $0.outcome == .succeeded } ?? reading.builds.last.flatMap { $0.outcome == .cut ? $0 : nil }
        let steps = scanner.tracker.steps
        replays = Dictionary(
            uniqueKeysWithValues: Set(scanner.mentions.compactMap(\.step)).map { index in
                let step = steps[index]
                let scanned = ScannedStep(text: step.text, line: step.line)
                return (index, ReplayStep(scanned, log: step.log, workingDirectory: "/"))
            }
        )
        deciding = scanner.mentions.lastIndex { mention in
            mention.line.log == entry?.evidence.log && mention.evidenceLine == entry?.evidence.line
                && mention.line.version == entry?.release.version && entry?.evidence.kind != EvidenceKind.none
        }
    }

    var lines: [ExplainedLine] {
        mentions.indices.map { index in
            var line = mentions[index].line
            line.decides = index == deciding
            line.ignored = line.decides ? nil : line.ignored ?? ignored(index)
            return line
        }
    }

    // MARK: - What does not count

    private func ignored(_ index: Int) -> ExplainedLine.Ignored? {
        let mention = mentions[index]
        let step = mention.step.map { tracker.steps[$0] }
        if step?.isStart == true { return ignoredStart(mention, step) ?? ignoredList(mention, step) }
        let isRemembered = deciding.map { mentions[$0].step == mention.step && mention.step != nil } ?? false
        if !isRemembered, let outside = ignoredBuild(mention.line) { return outside }
        if step?.hasFailed == true, mention.line.kind != .failed { return .failedStep }
        return ignoredList(mention, step) ?? ignoredPlace(mention) ?? ignoredByLater(index)
    }

    private func ignoredBuild(_ line: ExplainedLine) -> ExplainedLine.Ignored? {
        let own = reading.builds.last { $0.log == line.log && $0.line <= line.line }
        guard let own, own != countedBuild else { return nil }
        switch own.outcome {
        case .failed: return .failedBuild
        case .succeeded: return .supersededBuild
        case .cut: return countedBuild.map { (own.log, own.line) > ($0.log, $0.line) } ?? false ? .unfinishedBuild : .supersededBuild
        }
    }

    private func ignoredStart(_ mention: MentionScanner.Mention, _ step: StepTracker.Step?) -> ExplainedLine.Ignored? {
        guard let step, let newest = tracker.starts.last else { return nil }
        if let build = countedBuild, (step.log, step.line) < (build.log, build.line) { return .supersededBuild }
        return (step.log, step.line) < newest ? .earlierStart : nil
    }

    /// `name==version` lines count where a command asked for them, or between the beacon's markers.
    private func ignoredList(_ mention: MentionScanner.Mention, _ step: StepTracker.Step?) -> ExplainedLine.Ignored? {
        guard let step, !step.text.isEmpty || step.isStart, let run = mention.step.flatMap({ replays[$0] }) else { return nil }
        if mention.line.kind == .listed, !run.invocations.contains(where: { $0.action == .freeze || $0.action == .list }),
            entry?.evidence.kind != .freeze
        {
            return .unaskedList
        }
        return mention.line.kind != .requested && run.cannotInstall ? .onlyText : nil
    }

    private func ignoredPlace(_ mention: MentionScanner.Mention) -> ExplainedLine.Ignored? {
        guard [.installed, .announced, .uninstalled].contains(mention.line.kind), let environment,
            let run = mention.step.flatMap({ replays[$0] })
        else { return nil }
        if let deciding, mentions[deciding].step == mention.step { return nil }
        let runs = run.invocations.filter { $0.action == .install || $0.action == .uninstall }
        let targets = Set(runs.map { $0.target == .interpreter ? .system : $0.target == .system ? environment.plain : $0.target })
        // uv and poetry choose their environment themselves; only a place that the command names tells.
        guard targets.count == 1, let target = targets.first, runs.allSatisfy({ $0.tool == .pip }) else { return nil }
        if case .folder = target { return nil }
        return environment.layers.contains(target) ? nil : .otherEnvironment
    }

    private func ignoredByLater(_ index: Int) -> ExplainedLine.Ignored? {
        let line = mentions[index].line
        guard line.kind == .installed || line.kind == .listed else { return nil }
        if let deciding { return index < deciding ? .replacedLater : nil }
        let isRemoved = mentions.indices.contains { $0 > index && mentions[$0].line.kind == .uninstalled }
        return entry == nil && isRemoved ? .replacedLater : nil
    }

    // MARK: - The verdict

    var verdict: PackageVerdict {
        guard let entry else { return withoutEntry }
        guard entry.release.version != nil || entry.release.source != nil else {
            return PackageVerdict(status: .unknown, evidence: entry.evidence, reason: whyUnknown(entry.evidence))
        }
        return PackageVerdict(
            status: .known,
            version: entry.release.version,
            source: entry.release.source,
            evidence: entry.evidence,
            gap: reading.gap(after: entry.evidence),
            reason: Self.how(entry.evidence.kind)
        )
    }

    private static func how(_ kind: EvidenceKind) -> String {
        switch kind {
        case .freeze: "it stands in a list of everything that is installed"
        case .log: "the installer printed it last"
        case .remembered: "an earlier build printed it; this one took the step from the cache"
        case .runtime: "the running Space says so"
        case .inferred: "it was resolved again as of the build's date"
        case .none: "it is named, but nobody printed it"
        }
    }

    private func whyUnknown(_ evidence: Evidence) -> String {
        let gap = reading.gaps.first { $0.log == evidence.log && $0.line == evidence.line } ?? reading.gaps.first
        return "something installed it, and no line shows which version" + (gap.map { ": \(Self.text(of: $0.reason))" } ?? "")
    }

    private static func text(of reason: Gap.Reason) -> String {
        switch reason {
        case .cached: "the step was CACHED, and no earlier log shows what it did"
        case .headMissing: "the log begins after the build did"
        case .cut: "lines of the step are missing from the log"
        case .quiet: "the step ran quietly, or its output went elsewhere"
        case .unreadable: "its installer prints no versions"
        case .baseImage: "the base image brings packages of its own"
        case .stages: "the log does not tell which stage the step belongs to"
        }
    }

    private var withoutEntry: PackageVerdict {
        if FreezeList.leavesOut(package) {
            let version = reading.installers.first { $0.name == package.normalized }?.version
            let owner = FreezeList.isOfStandardLibrary(package) ? "is in Python's standard library" : "belongs to the installer"
            let reason = "\(package.normalized) \(owner): `pip freeze` does not list it"
            return PackageVerdict(status: version == nil ? .unknown : .known, version: version, reason: reason)
        }
        let shown = lines
        let last = shown.last { $0.ignored == nil && [.installed, .uninstalled].contains($0.kind) }
        if last?.kind == .uninstalled { return absent("it was uninstalled, and nothing installed it again") }
        if let ignored = shown.last(where: { [.installed, .wouldInstall, .announced, .listed].contains($0.kind) })?.ignored {
            return absent("no line that counts installs it; the last that speaks of it does not count (\(ignored.rawValue))")
        }
        if shown.contains(where: { $0.kind == .traceback && $0.ignored == nil }) {
            return PackageVerdict(status: .unknown, reason: "a traceback shows that it is there, and no line shows which version")
        }
        return absent(shown.isEmpty ? "no line names it" : "lines name it, but none installs it")
    }

    /// What is not shown may hold it all the same.
    private func absent(_ reason: String) -> PackageVerdict {
        guard !reading.isComplete else { return PackageVerdict(status: .absent, reason: reason) }
        if countedBuild == nil, !reading.builds.isEmpty {
            return PackageVerdict(status: .unknown, reason: "\(reason), and no build in the logs is seen to succeed")
        }
        let gap = reading.gaps.first.map { ": \(Self.text(of: $0.reason))" } ?? ""
        return PackageVerdict(status: .unknown, reason: "\(reason), and the logs do not show everything\(gap)")
    }
}
