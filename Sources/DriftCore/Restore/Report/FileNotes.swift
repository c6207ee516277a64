/// Where the two repositories differ apart from what is edited, and what else bears on the result.
struct FileNotes {
    let context: RestoreContext
    let originalFrontMatter: [String: String]

    var notes: [RestoreNote] {
        files + keys + layers + AppNotes(files: context.duplicateFiles).notes + oldVersions + oldPip + lostSteps + hardware
    }

    /// Which limits the plan keeps to, where nobody said what the duplicate runs on.
    private var hardware: [RestoreNote] {
        context.zeroGPUSign.map { sign in
            let sentence = "no settings show what the duplicate runs on; \(sign) tells of ZeroGPU, and the plan keeps to what that runs"
            return [RestoreNote("hardware", "hardware", sentence)]
        } ?? []
    }

    /// What was seen may have been changed by a step that nobody saw.
    private var lostSteps: [RestoreNote] {
        let gaps = context.original.reading.seenBeforeGaps.map(\.gap)
        guard let gap = gaps.first else { return [] }
        let place = Evidence(kind: .log, log: gap.log, line: gap.line).place(logs: context.original.logPaths) ?? "the build log"
        let subject = gaps.count == 1 ? "1 package of the original was seen" : "\(gaps.count) packages of the original were seen"
        return [RestoreNote("lost-step", place, "\(subject) before this step, whose output is lost: it may have changed their versions")]
    }

    /// Versions from before PEP 440, which pip refuses from 24.1 on.
    private var oldVersions: [RestoreNote] {
        context.original.reading.packages.compactMap { package in
            guard let version = package.release.version, package.release.source == nil, Version(version) == nil,
                PackageVersion.isValid(version)
            else { return nil }
            return RestoreNote(
                "old-pip",
                package.release.name.normalized,
                "pip 24.1 and newer refuse \(version.excerpt()); `pip<24.1` as the only line of pre-requirements.txt has the platform use an older one"
            )
        }
    }

    /// What its pip took a newer one may not, and only pip itself tells.
    private var oldPip: [RestoreNote] {
        guard context.hasStrictPip, let limit = Version("24.1"),
            let text = context.original.reading.installers.last(where: { $0.name == "pip" })?.version, let version = Version(text),
            version < limit
        else { return [] }
        let sentence =
            "the original's was \(text); from 24.1 on pip refuses releases whose metadata breaks its rules, which not every resolver tells: `driftd verify` does"
        return [RestoreNote("old-pip", "pip", sentence)]
    }

    /// Files that a plan edits, or that say nothing about the state.
    private static let others: Set<String> = ["README.md", "requirements.txt", ".gitattributes", ".gitignore"]

    private var files: [RestoreNote] {
        context.originalFiles.keys.sorted().compactMap { path in
            guard !Self.others.contains(path), let original = context.originalFiles[path] else { return nil }
            guard let duplicate = context.duplicateFiles[path] else { return RestoreNote("file.missing", path, "only the original has it") }
            return original == duplicate
                ? nil : RestoreNote("file.differs", path, "its content differs from the original's; driftd restores environments, not code")
        }
    }

    /// Keys with an effect on how the Space runs, whose values differ and that no plan edits.
    private var keys: [RestoreNote] {
        if context.frontMatterFault != nil { return [] }
        return ["app_file", "app_port", "startup_duration_timeout", "suggested_hardware", "base_path"].compactMap { key in
            guard let original = originalFrontMatter[key], context.duplicateFrontMatter[key] != original else { return nil }
            let duplicate = context.duplicateFrontMatter[key].map { $0.excerpt() } ?? "nothing"
            return RestoreNote(
                "front-matter.differs",
                "README.md",
                "\(key) is \(original.excerpt()) in the original, \(duplicate) in the duplicate"
            )
        }
    }

    /// Sets that were installed layer by layer and that no resolver accepts at once.
    private var layers: [RestoreNote] {
        context.original.reading.conflicts.map { conflict in
            RestoreNote(
                "layers",
                conflict.package.excerpt(),
                "\(conflict.package.excerpt()) \(conflict.version.excerpt()) asks for \(conflict.requirement.excerpt()), but the original has \((conflict.found ?? "none").excerpt())"
            )
        }
    }
}
