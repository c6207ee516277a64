/// `REPORT.md`: the plan for people, fit to be a pull request's text. Its first line says how far the pins were tried.
package enum RestoreReport {
    /// How far the plan was tried.
    package static func firstLine(plan: RestorePlan, proof: ProofLevel) -> String {
        guard let feasibility = plan.feasibility, proof != .replayed else { return proof.sentence }
        return feasibility.sentence(isDocker: plan.build?.sdk == "docker")
    }

    /// The whole of it; texts from logs and files are escaped.
    package static func markdown(plan: RestorePlan, drift: Drift, proof: ProofLevel) -> String {
        let report = Report(plan: plan, drift: drift)
        let sections = [
            firstLine(plan: plan, proof: proof) + "\n", report.title, report.summary, report.facts, report.packages, report.files,
            report.notRestored,
            report.trial, report.unknown,
            report.settings, report.notes, report.undo,
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

private struct Report {
    let plan: RestorePlan
    let drift: Drift

    var title: String {
        "# Restore \(MarkdownText.escape(plan.duplicate.label)) to the state of \(MarkdownText.escape(plan.original.label))\n"
    }

    var summary: String {
        let bySDK = plan.decisions.count { $0.reason == .bySDKVersion }
        let (pinned, kept) = (plan.decisions(.pinned).count, plan.decisions(.kept).count)
        let owned = plan.decisions(.skipped).count - bySDK
        let left = plan.decisions(.notRestorable).count
        // To a Docker Space the platform adds nothing, and its README names no SDK's version.
        let platform = "\(owned) \(owned == 1 ? "is" : "are") the platform's to choose; "
        let rest = isDocker && bySDK + owned == 0 ? ". " : ", \(bySDK) through the README's `sdk_version`. \(platform)"
        var lines = [
            "Of the original's \(plan.decisions.count) packages this restores \(pinned + kept + bySDK): \(pinned) pinned, \(kept) left as they are"
                + "\(rest)\(left) cannot be restored."
        ]
        lines.append("Mode: \(plan.mode.rawValue). Policy of \(MarkdownText.escape(plan.policyDate)).")
        if !drift.isComplete {
            let what =
                plan.original.isComplete && plan.unknown.isEmpty
                ? "The original is known in full, the duplicate is not" : "The evidence is incomplete"
            lines.append("\(what): what it does not show is listed below, not guessed.")
        }
        let inferred = plan.decisions.filter(\.isInferred).count
        if inferred > 0 { lines.append("\(inferred) of the pins were inferred, not observed; their lines say so.") }
        for side in [("original", plan.original), ("duplicate", plan.duplicate)] where side.1.newestBuild == .failed {
            lines.append("The \(side.0)'s newest build failed; what is compared is the last one that succeeded.")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    var facts: String {
        if drift.facts.isEmpty { return "" }
        let rows = drift.facts.map { fact in
            let name = fact.name.map { "\(fact.fact.rawValue) \($0)" } ?? fact.fact.rawValue
            return [
                MarkdownText.code(name), MarkdownText.code(fact.original ?? ""), MarkdownText.code(fact.duplicate ?? ""),
                fact.word,
            ]
        }
        return "## What differs\n\n" + MarkdownText.table(["fact", "original", "duplicate", ""], rows)
    }

    /// What drifted, each with what becomes of it. Pins of what did not drift are counted only.
    var packages: String {
        let decisions = Dictionary(plan.decisions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let drifted = drift.packages.filter { $0.change != .unknown }
        let rows = drifted.compactMap { row in decisions[row.name].map { cells(row, $0) } }
        let unseen = drift.packages.filter { $0.change == .unknown && decisions[$0.name]?.action == .pinned }.count
        let others = plan.decisions(.pinned).count - drifted.filter { decisions[$0.name]?.action == .pinned }.count - unseen
        var text =
            rows.isEmpty
            ? ""
            : "## Packages that drifted\n\n"
                + MarkdownText.table(["package", "original", "duplicate", "", "where, or why", "the original's evidence"], rows)
        if others > 0 {
            let subject = others == 1 ? "1 more is pinned as it is" : "\(others) more are pinned as they are"
            let sentence = "\(subject), so that the next build cannot change what has not drifted.\n"
            text += (text.isEmpty ? "" : "\n") + sentence
        }
        if unseen > 0 {
            let subject = unseen == 1 ? "1 package is pinned of which" : "\(unseen) packages are pinned of which"
            text += (text.isEmpty ? "## Packages\n\n" : "\n") + "\(subject) nothing shows what the duplicate has.\n"
        }
        return text
    }

    private func cells(_ row: PackageDrift, _ decision: Decision) -> [String] {
        [
            MarkdownText.code(row.name.spelling), state(row.original), state(row.duplicate), decision.action.rawValue, reason(decision),
            decision.place.map(MarkdownText.code) ?? decision.evidence.kind.rawValue,
        ]
    }

    /// A plain pin needs no words but where it stands; the versions are in the row already.
    private func reason(_ decision: Decision) -> String {
        guard let target = decision.target else { return MarkdownText.escape(decision.sentence) }
        let place = target.contains(":") ? "your line \(MarkdownText.code(target))" : "block in \(MarkdownText.code(target))"
        let isPlain = decision.reason == .drifted && !decision.isInferred && !decision.sentence.contains(";")
        return isPlain ? place : "\(place): \(MarkdownText.escape(decision.sentence))"
    }

    private func state(_ package: ResolvedPackage?) -> String {
        guard let release = package?.release else { return "-" }
        if let source = release.source {
            return MarkdownText.code(DirectSource.redacted(source))
        }
        return MarkdownText.code(release.version ?? "?")
    }

    var files: String {
        var rows = plan.edits.map {
            [MarkdownText.code($0.path), $0.base == nil ? "new file" : "edited; your own lines, comments and their order stay"]
        }
        rows += plan.frontMatterEdits.map {
            [MarkdownText.code("README.md"), MarkdownText.code("\($0.key): \($0.isQuoted ? "\"\($0.value)\"" : $0.value)")]
        }
        return "## Files\n\n" + (rows.isEmpty ? "No file changes.\n" : MarkdownText.table(["file", "change"], rows))
    }

    var notRestored: String {
        var rows = plan.decisions(.notRestorable).map { [MarkdownText.code($0.name.spelling), MarkdownText.escape($0.sentence)] }
        rows += plan.decisions(.skipped).filter {
            isDrifted($0.name) && $0.reason != .installer && !$0.sentence.contains("restored through")
        }
        .map { [MarkdownText.code($0.name.spelling), MarkdownText.escape($0.sentence)] }
        rows += plan.notRestored.map { [MarkdownText.escape($0.subject), MarkdownText.escape($0.sentence)] }
        if !plan.extra.isEmpty {
            let names = plan.extra.map(MarkdownText.code).joined(separator: ", ")
            rows.append(["packages the original lacked", "\(names): no requirements file removes them; they are not counted"])
        }
        return rows.isEmpty ? "" : "## Not restored, and why\n\n" + MarkdownText.table(["what", "why"], rows)
    }

    /// Why one step was not enough, and what the resolver said of the pins that are left out.
    var trial: String {
        guard let feasibility = plan.feasibility else { return "" }
        var blocks: [String] = []
        if !feasibility.early.isEmpty {
            let names = feasibility.early.map(MarkdownText.code).joined(separator: ", ")
            blocks.append(
                "\(names): installed a step earlier, through \(isDocker ? "a call of its own in the Dockerfile" : "`pre-requirements.txt`"). In one step the resolver refuses them:\n\n"
                    + MarkdownText.block(feasibility.explanation, language: "text")
            )
        }
        if feasibility.outcome == .layered {
            blocks.append(
                "In one call the resolver refuses them; the Dockerfile's calls come one after the other, and there it accepts them:\n\n"
                    + MarkdownText.block(feasibility.explanation, language: "text")
            )
        }
        if feasibility.outcome == .alone {
            blocks.append(
                "In one step, with what each asks for, the resolver refuses them:\n\n"
                    + MarkdownText.block(feasibility.explanation, language: "text")
            )
        }
        for row in feasibility.blocked {
            let lines = zip(row.lines, row.places).map { "\(MarkdownText.code($0)) (\(MarkdownText.code($1)))" }.joined(separator: ", ")
            blocks.append("The duplicate's own \(lines):\n\n" + MarkdownText.block(row.explanation, language: "text"))
        }
        for row in feasibility.ruledOut {
            let nearest = row.nearest.map { "; nearest: \(MarkdownText.code($0))" } ?? ""
            let title = "\(MarkdownText.code("\(row.name)==\(row.version)"))\(nearest)"
            blocks.append("\(title):\n\n" + MarkdownText.block(row.explanation, language: "text"))
        }
        return blocks.isEmpty ? "" : "## What the resolver said\n\n" + blocks.joined(separator: "\n")
    }

    private var isDocker: Bool { plan.build?.sdk == "docker" }

    private func isDrifted(_ name: PackageName) -> Bool { drift.packages.contains { $0.name == name } }

    var unknown: String {
        if plan.unknown.isEmpty { return "" }
        return
            "## Unknown\n\nIn the original, in versions that nothing shows: \(plan.unknown.map(MarkdownText.code).joined(separator: ", ")).\n"
    }

    var settings: String {
        if plan.settings.isEmpty { return "" }
        let rows = plan.settings.map { step in
            [step.kind.rawValue, MarkdownText.code(step.name ?? step.value ?? ""), MarkdownText.escape(step.sentence)]
        }
        var known: Set<String> = []
        let commands = plan.settings.compactMap(\.command).filter { known.insert($0).inserted }
        return "## To be set by hand\n\nNo file holds these.\n\n" + MarkdownText.table(["setting", "", ""], rows)
            + (commands.isEmpty ? "" : "\n" + MarkdownText.block(commands, language: "sh"))
    }

    var notes: String {
        if plan.notes.isEmpty { return "" }
        return "## Worth a look\n\n"
            + plan.notes.map { "- \(MarkdownText.code($0.subject)): \(MarkdownText.escape($0.sentence))\n" }.joined()
    }

    var undo: String {
        """
        ## How to undo it

        `driftd apply --undo` with the same bundle and checkout puts the files back as they were. In a pull request: close it, or revert the merge.
        Everything driftd added to a requirements file stands between its two marker comments, or in lines that the table names.

        """
    }
}
