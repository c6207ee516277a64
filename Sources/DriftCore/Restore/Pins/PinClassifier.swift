/// Decides for each package of the original whether and how a requirements file can restore it (steps 1 and 2 of a plan).
struct PinClassifier {
    enum Verdict {
        case pin(Pin)
        case leave(Decision)
    }

    let context: RestoreContext
    /// Indexes for local versions (`+cu118`) that the duplicate's own file names, or the original's.
    let indexes: ExtraIndexes
    /// What the original's own files ask for; the duplicate's, where those are not at hand.
    private let asked: [(requirement: Requirement, path: String)]
    private let ownReferences: OwnReferences

    init(context: RestoreContext, indexes: ExtraIndexes) {
        self.context = context
        self.indexes = indexes
        ownReferences = OwnReferences(isDocker: context.isDocker, files: context.duplicateFiles)
        let files = context.originalFiles["requirements.txt"] == nil ? context.duplicateFiles : context.originalFiles
        asked = ["pre-requirements.txt", "requirements.txt"].flatMap { path in
            RequirementsFile.parse(files[path] ?? []).lines.compactMap { line in line.requirement.map { ($0, path) } }
        }
    }

    /// - Parameter releases: all distributions of one name, at least one.
    func verdict(on releases: ArraySlice<ResolvedPackage>) -> Verdict? {
        guard let package = releases.first else { return nil }
        let draft = DecisionDraft(package: package, logs: context.original.logPaths)
        if releases.count > 1 {
            let versions = releases.map { $0.release.version ?? "?" }.joined(separator: " and ")
            return draft.leave(
                .notRestorable,
                .twoVersions,
                "the original shows it in several versions at once (\(versions)); a pin can name only one"
            )
        }
        return owned(draft) ?? unobserved(draft) ?? outdated(draft) ?? limited(draft) ?? refusedByPip(draft) ?? conflicting(draft)
            ?? ruledOut(draft)
            ?? pinnedSource(draft)
            ?? pinnedVersion(draft)
    }

    // MARK: - What no pin is for

    private func owned(_ draft: DecisionDraft) -> Verdict? {
        if draft.name.normalized == "pip" { return draft.leave(.skipped, .installer, "it is the installer; the platform brings its own") }
        guard !context.isDocker, let owner = context.choices.policy.owner(of: draft.name, sdk: context.sdk) else { return nil }
        if let key = owner.restoredBy, context.fixedKeys[key] != nil {
            return draft.leave(.notRestorable, .platformOwned, "\(owner.sentence), and `\(key)` in README.md cannot be edited")
        }
        if let key = owner.restoredBy, context.frontMatterFault != nil {
            let sentence = "\(owner.sentence), and README.md, where `\(key)` names its version, is to be corrected by hand"
            return draft.leave(.skipped, .platformOwned, sentence)
        }
        if let key = owner.restoredBy {
            return draft.leave(.skipped, .bySDKVersion, "\(owner.sentence); restored through `\(key)` in README.md")
        }
        return draft.leave(.skipped, .platformOwned, "\(owner.sentence); not restored")
    }

    private func unobserved(_ draft: DecisionDraft) -> Verdict? {
        let release = draft.package.release
        if release.version == nil, release.source == nil {
            return draft.leave(.notRestorable, .unknownVersion, "it is there, but no log or list shows its version")
        }
        if draft.package.evidence.kind.isObserved || context.choices.allowsInferred { return nil }
        let how = draft.package.evidence.kind == .inferred ? "worked out from the build date" : "reported by the running app"
        return draft.leave(.notRestorable, .notObserved, "its version was \(how), not observed; --inferred pins it all the same")
    }

    /// An earlier step left it, and a later one, whose output is lost, was asked for another version.
    private func outdated(_ draft: DecisionDraft) -> Verdict? {
        let evidence = draft.package.evidence
        guard let version = draft.package.release.version, let gap = context.original.reading.gap(after: evidence) else { return nil }
        let contradiction = asked.first { requirement, _ in
            guard requirement.name == draft.name, !requirement.specifiers.isEmpty else { return false }
            if let marker = requirement.marker, let environment = context.markerEnvironment, !marker.evaluate(in: environment) {
                return false
            }
            return !requirement.specifiers.contains(PackageVersion(version), allowingPrereleases: true)
        }
        guard let (requirement, path) = contradiction else { return nil }
        var package = draft.package
        package.release.version = nil
        let place = Evidence(kind: .log, log: gap.log, line: gap.line).place(logs: draft.logs) ?? "a later step"
        let sentence =
            "\(version) was there before \(place), a step whose output is lost; \(path) asks for \(requirement), so that it has another one since"
        return DecisionDraft(package: package, logs: draft.logs).leave(.notRestorable, .unknownVersion, sentence)
    }

    private func limited(_ draft: DecisionDraft) -> Verdict? {
        for limit in context.choices.policy.packageLimits(on: context.hardware) {
            guard draft.name == limit.package || limit.isFamily(draft.name), let main = version(of: limit.package), !limit.allows(main)
            else { continue }
            let nearest = limit.nearest(to: main).map { "; the nearest it runs is \($0)" } ?? ""
            let what = draft.name == limit.package ? "" : "it belongs to \(limit.package) \(main): "
            return draft.leave(
                .notRestorable,
                .outsidePolicy,
                "\(what)\(context.hardware ?? "the hardware") runs \(limit.package) \(limit.versions.joined(separator: ", ")) only, not \(main)\(nearest)"
            )
        }
        return nil
    }

    /// `omegaconf 2.0.6`: on the index, and refused all the same.
    private func refusedByPip(_ draft: DecisionDraft) -> Verdict? {
        guard draft.package.release.source == nil, let version = draft.package.release.version.flatMap({ Version($0) }),
            context.isRefusedByPip(draft.name, version)
        else { return nil }
        return draft.leave(.notRestorable, .refusedMetadata, "pip 24.1 and newer refuse its metadata; \(RestoreContext.pipRemedy)")
    }

    /// What one pip call can never install together: an edge that the original's own set violates (its layers were installed one after the
    /// other), or one with the platform's own line.
    private func conflicting(_ draft: DecisionDraft) -> Verdict? {
        guard context.choices.arrangement == .cautious else { return nil }
        let name = draft.name
        if let conflict = context.original.reading.conflicts.first(where: { PackageName($0.package) == name }) {
            let sentence =
                "it asks for \(conflict.requirement), while the original has \(conflict.found ?? "none"): pip installs both only in separate steps"
            return draft.leave(.notRestorable, .conflict, sentence)
        }
        guard !context.isDocker, hasSameMajorSDK, let version = draft.package.release.version else { return nil }
        for text in context.duplicate.reading.platformLine {
            guard let requirement = try? Requirement(parsing: text), requirement.name == name, !requirement.specifiers.isEmpty,
                !requirement.specifiers.contains(PackageVersion(version), allowingPrereleases: true)
            else { continue }
            return draft.leave(.notRestorable, .platformLine, "the platform itself asks for \(requirement), which rules \(version) out")
        }
        return nil
    }

    /// What a resolver said about it.
    private func ruledOut(_ draft: DecisionDraft) -> Verdict? {
        guard let row = context.choices.arrangement.feasibility?.ruledOut(draft.name) else { return nil }
        let nearest = row.nearest.map { "; the nearest that goes with the rest is \($0)" } ?? ""
        switch row.cause {
        case .platformLine:
            let options = ". Another `sdk_version` may allow it, or a Docker Space, to which the platform adds nothing"
            return draft.leave(
                .notRestorable,
                .platformLine,
                "the platform's own requirements rule \(row.version) out\(nearest)\(options)"
            )
        case .missing:
            let target = context.python.map { " for Python \($0)" } ?? ""
            return draft.leave(
                .notRestorable,
                .missingRelease,
                "the package index has no file of \(row.version)\(target) any more\(row.nearest.map { "; the nearest it has is \($0)" } ?? "")"
            )
        case .metadata:
            let way = context.isDocker ? "have the Dockerfile install `pip<24.1` before it" : RestoreContext.pipRemedy
            return draft.leave(
                .notRestorable,
                .refusedMetadata,
                "pip 24.1 and newer refuse the metadata of \(row.version)\(nearest); \(way)"
            )
        case .ownLine:
            return draft.leave(.notRestorable, .ownLine, "a line of the duplicate's own, about another package, rules it out\(nearest)")
        case .conflict:
            return draft.leave(.notRestorable, .conflict, conflictSentence(row) + nearest)
        }
    }

    private func conflictSentence(_ row: Feasibility.RuledOut) -> String {
        guard context.isDocker else { return "no order of installation keeps it beside the other pins" }
        let dockerfile = context.duplicateFiles[InstallPlace.dockerPath].map { Dockerfile($0) }
        guard dockerfile?.canStage ?? false else {
            return "no one call takes it together with the other pins, and no other can be put before them here; by hand it may be done: "
                + "`RUN pip install \(row.name)==\(row.version)` before the others"
        }
        return "no call takes it together with the other pins, and a call of its own before them would not keep it; "
            + "`--no-deps` would, were the original known in full"
    }

    // MARK: - Pins

    private func pinnedSource(_ draft: DecisionDraft) -> Verdict? {
        let release = draft.package.release
        if let source = release.source, isOwnProject(source) {
            return draft.leave(.kept, .ownProject, "it is the repository's own project, which its Dockerfile installs")
        }
        guard let source = release.source else {
            return release.isEditable
                ? draft.leave(.notRestorable, .localFile, "it was installed from a directory that only the original's build had") : nil
        }
        switch DirectSource(source) {
        case .versionControl(let url) where release.isEditable && ownReferences.isOwnRepository(url):
            return draft.leave(.kept, .ownProject, "it is the repository's own project, which the duplicate's files install")
        case .localFile where ownReferences.names(source):
            return draft.leave(.kept, .ownProject, "the duplicate's own requirements install it from the repository")
        case .versionControl(let url):
            return draft.pin(
                .source(url),
                .versionControl,
                "at the commit that the original was built from; the repository must still have it"
            )
        case .archive(let url):
            return draft.pin(.source(url), .directURL, "from the file that the original was built from; its host must still have it")
        case .moving:
            return draft.leave(.notRestorable, .movingSource, "its source names a branch or tag, not the commit that was installed")
        case .localFile:
            let way = release.version.map { "; if an index has it, `\(draft.name)==\($0)` is the way" } ?? ""
            return draft.leave(.notRestorable, .localFile, "it was installed from a file that only the original's build had\(way)")
        case .credentials:
            return draft.leave(.notRestorable, .credentials, "its URL holds credentials, which driftd does not write", withSource: false)
        case .unwritable:
            return draft.leave(.notRestorable, .unwritable, "its source is no URL that a requirements file can hold", withSource: false)
        }
    }

    /// `file:///code`, or `/code` of an editable one: what the duplicate's Dockerfile installs from there as well.
    private func isOwnProject(_ source: String) -> Bool {
        guard context.isDocker, let dockerfile = context.duplicateFiles[InstallPlace.dockerPath], DirectSource(source) == .localFile else {
            return false
        }
        let path = DockerPath.resolve(source.hasPrefix("file://") ? String(source.dropFirst(7)) : source, in: "/")
        return Dockerfile(dockerfile).installs.contains { $0.projectDirectories.contains(path) }
    }

    private func pinnedVersion(_ draft: DecisionDraft) -> Verdict? {
        guard let text = draft.package.release.version else { return nil }
        guard PackageVersion.isValid(text) else {
            return draft.leave(.notRestorable, .invalidVersion, "its version is not one that an installer reads", withSource: false)
        }
        guard let version = Version(text) else {
            return draft.pin(.version("===\(text)"), reason(for: draft), "an old-style version, pinned by `===`")
        }
        guard let local = version.local else { return draft.pin(.version("==\(text)"), reason(for: draft), sentence(for: draft)) }
        if context.choices.policy.packageLimits(on: context.hardware).contains(where: {
            $0.package == draft.name || $0.isFamily(draft.name)
        }) {
            return draft.pin(
                .version("==\(version.publicVersion)"),
                .localVersion,
                "without +\(local): the hardware's own build is the one that runs there"
            )
        }
        guard indexes.isKnown(for: local) else {
            return draft.leave(
                .notRestorable,
                .noIndex,
                "+\(local) is not on the default index, and neither requirements file names another; add its --extra-index-url, then pin again"
            )
        }
        return draft.pin(.version("==\(text)"), .localVersion, "from the extra index that has the +\(local) builds")
    }

    private func reason(for draft: DecisionDraft) -> Decision.Reason { isDrifted(draft.name) ? .drifted : .closure }

    private func sentence(for draft: DecisionDraft) -> String {
        var sentence = "the original has \(draft.package.release.version ?? "?")"
        if let other = context.drift(of: draft.name).first {
            sentence +=
                other.duplicate.map { ", the duplicate \($0.release.version ?? "an unknown version")" }
                ?? (other.change == .unknown ? "; what the duplicate has is not shown" : ", the duplicate does not have it")
        }
        if draft.package.release.isBuiltFromSource { sentence += "; it was built from source, and may build differently today" }
        if Version(draft.package.release.version ?? "")?.isDevrelease ?? false {
            sentence += "; a development version, which its index may delete"
        }
        return sentence
    }

    private func isDrifted(_ name: PackageName) -> Bool { context.drift(of: name).contains { $0.change != .unknown } }

    private func version(of name: PackageName) -> Version? {
        context.original.reading.packages.first { $0.release.name == name }?.release.version.flatMap { Version($0) }
    }

    /// The platform's line of one SDK generation says nothing about another's (`fastapi<0.113.0` comes with gradio 4 only).
    private var hasSameMajorSDK: Bool {
        guard let a = context.sdk?.version, let b = context.duplicate.reading.sdk?.version else { return true }
        return a.prefix { $0 != "." } == b.prefix { $0 != "." }
    }
}
