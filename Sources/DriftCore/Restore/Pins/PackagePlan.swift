/// Decides for every package of the original, and edits the files that say what the duplicate's build installs.
struct PackagePlan {
    let context: RestoreContext
    let place: InstallPlace
    private(set) var decisions: [Decision] = []
    private(set) var edits: [FileEdit] = []
    private(set) var notes: [RestoreNote] = []
    /// What a file that pins carry hashes in asks for without one: pip would refuse it.
    private(set) var unhashed: [String] = []

    init(context: RestoreContext) {
        self.context = context
        place = InstallPlace(sdk: context.sdk, files: context.duplicateFiles)
        let indexes = ExtraIndexes(
            duplicate: place.path.map { RequirementsFile.parse(context.duplicateFiles[$0] ?? []) },
            original: place.path.flatMap { context.originalFiles[$0] }.map(RequirementsFile.parse),
            packages: context.original.reading.packages,
            calls: place.dockerfile?.installs ?? []
        )
        var pins: [Pin] = []
        let classifier = PinClassifier(context: context, indexes: indexes)
        for releases in Self.grouped(context.original.reading.packages + context.buildTools.compactMap(\.original)) {
            switch classifier.verdict(on: releases) {
            case .leave(let decision)?: decisions.append(decision)
            case .pin(let pin)?: if let kept = leftAlone(pin) { decisions.append(kept) } else { pins.append(pin) }
            case nil: break
            }
        }
        write(pins, indexes)
        decisions.sort { $0.name < $1.name }
    }

    private mutating func write(_ pins: [Pin], _ indexes: ExtraIndexes) {
        if let locked = place.files.first(where: isLockedByHashes) {
            let sentence = "\(locked) is locked by hashes; unhashed pins would break its installation (`--hashes` writes hashed ones)"
            let known = stated(in: locked, pins)
            decisions += pins.map { known[$0.name.normalized] ?? Self.refused($0, sentence) }
            notes.append(RestoreNote("requirements.hashes", locked, sentence))
            return
        }
        let hashed = context.isDocker ? [] : Set((context.choices.hashes ?? [:]).keys)
        let staged = StagedPins(pins, context.choices.arrangement.feasibility, hashed: hashed)
        var made: [String: Decision] = [:]
        var stated: Set<String> = []
        let calls = place.dockerfile.map { DockerfilePlan(dockerfile: $0, staged: staged, call: place.callWithPackages, context: context) }
        if let calls {
            made.merge(calls.decisions) { $1 }
            stated = calls.stated
            edits += calls.edit.map { [$0] } ?? []
            notes += calls.notes
        }
        if let path = place.path {
            writeFiles(path, staged, indexes, stated, &made)
        } else if calls == nil || place.callWithPackages == nil {
            let sentence = place.reason ?? "the duplicate has no file that could name it"
            for pin in pins where !stated.contains(pin.name.normalized) { made[pin.name.normalized] = Self.refused(pin, sentence) }
        }
        decisions += made.values
    }

    /// What a file that is not edited says already.
    private func stated(in path: String, _ pins: [Pin]) -> [String: Decision] {
        var plan = RequirementsPlan(path: path, base: context.duplicateFiles[path], pins: pins, context: context)
        plan.editLines()
        return plan.decisions.filter { $0.value.reason == .alreadyPinned }
    }

    private mutating func writeFiles(
        _ path: String,
        _ staged: StagedPins,
        _ indexes: ExtraIndexes,
        _ stated: Set<String>,
        _ made: inout [String: Decision]
    ) {
        var stated = stated
        for other in place.files.dropFirst() {
            var plan = requirements(other, staged)
            plan.editLines()
            addHashes(to: &plan)
            take(plan, &made)
            stated.formUnion(plan.stated)
        }
        for limits in place.constraints where !place.files.contains(limits) {
            var plan = requirements(limits, staged)
            plan.editConstraints()
            edits += plan.edit.map { [$0] } ?? []
            notes += plan.notes
        }
        var plan = requirements(path, staged)
        plan.editLines()
        plan.writeBlock(indexes, without: stated)
        addHashes(to: &plan)
        take(plan, &made, isLast: true)
        if !context.isDocker, !staged.first.isEmpty {
            var early = earlyFile(staged)
            if let hashes = context.choices.hashes {
                early.addHashes(hashes)
                noteHashes(of: early, StagedPins.earlyPath)
            }
            made.merge(early.decisions.filter { staged.earlyNames.contains($0.key) }) { $1 }
            edits = (early.edit.map { [$0] } ?? []) + edits
            notes += early.notes
        }
        edits.sort { $0.path < $1.path }
    }

    /// What a file says of a pin counts where it has a place for it; the last file has one for everything that no other has.
    private mutating func take(_ plan: RequirementsPlan, _ made: inout [String: Decision], isLast: Bool = false) {
        for (name, decision) in plan.decisions where plan.stated.contains(name) || (isLast && made[name] == nil) { made[name] = decision }
        edits += plan.edit.map { [$0] } ?? []
        notes += plan.notes
    }

    /// A Docker Space's own pip call adds nothing that has no hash; the platform's adds `uvicorn>=0.14.0`.
    private mutating func addHashes(to plan: inout RequirementsPlan) {
        guard context.isDocker, let hashes = context.choices.hashes else { return }
        plan.addHashes(hashes)
        noteHashes(of: plan, plan.path)
    }

    private mutating func noteHashes(of plan: RequirementsPlan, _ path: String) {
        unhashed += plan.unhashed
        guard plan.unhashed.isEmpty else { return }
        notes.append(RestoreNote("hashes", path, "the hash of every file that is installed from here is checked"))
    }

    private func requirements(_ path: String, _ staged: StagedPins) -> RequirementsPlan {
        let base = context.duplicateFiles[path]
        guard !context.isDocker else {
            return RequirementsPlan(path: path, base: base, pins: staged.late, movedAway: staged.earlyNames, context: context)
        }
        let pinned = Set((staged.late + staged.first).map(\.name.normalized))
        let names = Set(context.original.reading.packages.map(\.release.name.normalized)).subtracting(pinned)
        let inlined = InlinedRequirements(path: path, base: base, files: context.duplicateFiles, constrained: names)
        return RequirementsPlan(
            path: path,
            base: base,
            inlined: inlined,
            pins: staged.late,
            movedAway: staged.earlyNames,
            context: context
        )
    }

    /// `pre-requirements.txt`, which the platform installs in a call of its own.
    private func earlyFile(_ staged: StagedPins) -> RequirementsPlan {
        let path = StagedPins.earlyPath
        let base = context.duplicateFiles[path]
        var plan = RequirementsPlan(path: path, base: base, pins: staged.first, context: context)
        let others =
            (context.duplicateFiles["requirements.txt"] ?? []) + [UInt8(ascii: "\n")] + (context.originalFiles["requirements.txt"] ?? [])
        plan.editLines()
        plan.writeBlock(ExtraIndexes(duplicate: base.map(RequirementsFile.parse), original: RequirementsFile.parse(others)))
        return plan
    }

    /// In mode `minimal`, what did not drift is left to the resolver.
    private func leftAlone(_ pin: Pin) -> Decision? {
        let drift = context.drift(of: pin.name)
        guard context.choices.mode == .minimal, !drift.contains(where: { $0.change != .unknown }) else { return nil }
        var decision = pin.decision
        decision.action = .kept
        decision.requirement = nil
        decision.reason = drift.isEmpty ? .notDrifted : .notKnownToDrift
        decision.sentence = drift.isEmpty ? "the duplicate has the same" : "what the duplicate has is not shown; mode full pins it"
        return decision
    }

    private static func refused(_ pin: Pin, _ sentence: String) -> Decision {
        var decision = pin.decision
        decision.action = .notRestorable
        decision.reason = .noRequirementsFile
        decision.requirement = nil
        decision.sentence = sentence
        return decision
    }

    private func isLockedByHashes(_ path: String) -> Bool {
        guard context.isDocker, context.choices.hashes == nil else { return false }
        return RequirementsFile.parse(context.duplicateFiles[path] ?? []).lines.contains { line in
            line.options.contains { $0.name == "--hash" || $0.name == "--require-hashes" }
        }
    }

    /// Runs of one name, in the order of the names.
    private static func grouped(_ packages: [ResolvedPackage]) -> [ArraySlice<ResolvedPackage>] {
        let sorted = packages.sorted { Release.isOrderedBefore($0.release, $1.release) }
        var result: [ArraySlice<ResolvedPackage>] = []
        var start = 0
        while start < sorted.count {
            let run = sorted[start...].prefix { $0.release.name == sorted[start].release.name }
            result.append(run)
            start = run.endIndex
        }
        return result
    }
}
