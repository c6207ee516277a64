import ArgumentParser
import DriftCore
import DriftEngine

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Puts a bundle's files into the duplicate: into a checkout, or on the Hub as a pull request or a commit.",
        discussion: """
            The files must be the ones that the bundle was made for, byte for byte; otherwise none is touched. Applying twice is the same \
            as applying once. In a checkout nothing is committed.
            """
    )

    @Argument(help: ArgumentHelp("What driftd pin wrote.", valueName: "bundle"))
    var bundle: String

    @Argument(
        help: ArgumentHelp("The checkout's root; with --pull-request, --commit or --settings the Space, as owner/name.", valueName: "repo")
    )
    var repository: String

    @Flag(name: .customLong("dry-run"), help: "Check, show the differences, write nothing.")
    var isDryRun = false

    @Flag(help: "Put back the files from before (in a checkout).")
    var undo = false

    @Flag(name: .customLong("pull-request"), help: "Open a pull request on the Hub; needs no right to write.")
    var asPullRequest = false

    @Flag(name: .customLong("commit"), help: "Commit to main on the Hub, which rebuilds the Space.")
    var asCommit = false

    @Flag(name: .customLong("settings"), help: "Make the hardware, variables and sleep time that no file holds. May cost money.")
    var makesSettings = false

    @OptionGroup var output: OutputOptions<PlainFormat>

    private var isOnHub: Bool { asPullRequest || asCommit || makesSettings }

    func validate() throws {
        if asPullRequest, asCommit { throw ValidationError("--pull-request and --commit contradict each other") }
        if isOnHub, undo { throw ValidationError("--undo is for checkouts; on the Hub, revert the commit or close the pull request") }
        if isOnHub { try ArgumentCheck.space(repository) }
    }

    func run() async throws {
        if isOnHub, let space = SpaceName(repository) { return try await apply(to: space) }
        let direction: ApplyBundle.Direction = undo ? .undo : .apply
        let result = try await InterruptibleTask.run { [bundle, repository, isDryRun] in
            try ApplyRestoreBundle.run(bundle: bundle, on: repository, direction: direction, isDryRun: isDryRun)
        }
        let report = ApplyRecord(result, repository: repository, direction: direction, isDryRun: isDryRun)
        let isWritten = !undo && !isDryRun && !result.outcome.changed.isEmpty
        try write(
            report,
            proof: result.proof,
            next: isWritten ? next(after: "commit and push them", in: result.bundle.duplicate.space) : nil
        )
    }

    private func write(_ report: ApplyRecord, proof: ProofFile.Found, next: String?) throws {
        if case .unusable(let path, let reason) = proof { output.console.note("\(path) does not count: \(reason)") }
        try output.write(report, as: ApplyView(record: report, next: output.quiet ? nil : next).document)
    }

    /// `commit and push them; once the Space is rebuilt: driftd verify restore.tar.zst --live bob/tides`
    private func next(after step: String, in space: SpaceName?) -> String {
        "\(step); once the Space is rebuilt: driftd verify \(ShellWords.quoted(bundle)) --live \(space?.description ?? "<owner/name>")"
    }

    private func apply(to space: SpaceName) async throws {
        let (path, isDryRun, makesSettings, console) = (bundle, isDryRun, makesSettings, output.console)
        let way: ApplyToHub.Way? = asPullRequest ? .pullRequest : asCommit ? .commit : nil
        let content = try ApplyRestoreBundle.read(path)
        let steps = MakeSettings.ordered(content.settings)
        if let intended = content.bundle.duplicate.space, intended != space {
            console.warn("the bundle was made for \(intended), not for \(space)")
        }
        // Shown before they are made, also where only JSON is printed in the end.
        if makesSettings { show(steps) }
        let (result, made) = try await HubAccess.with { client in
            let result = try await way.map { way in
                ApplyToHub(client: client, bundle: path, space: space, way: way, isDryRun: isDryRun)
            }?.run()
            return (
                result, makesSettings && !isDryRun ? try await MakeSettings(client: client).run(steps, in: space) : MakeSettings.Report()
            )
        }
        warn(of: made)
        var report = result.map { ApplyRecord($0, space: space, isDryRun: isDryRun) }
        if output.chosenFormat == .json, report == nil {
            report = ApplyRecord(of: content.bundle, content.settings, space: space, isDryRun: isDryRun)
        }
        if var report {
            report.settings.removeAll(where: made.made.contains)
            let isSent = report.url != nil
            try write(
                report,
                proof: result?.proof ?? .none,
                next: isSent ? next(after: asPullRequest ? "merge it" : "wait for the build", in: space) : nil
            )
        } else if !output.quiet {
            var document = Document()
            for step in made.made { document.line(Span("set ", .faint), Span(SettingText.line(step))) }
            try console.write(document)
        }
        // What was done before stands above.
        if let failure = made.failure { throw failure }
    }

    private func warn(of made: MakeSettings.Report) {
        for (step, outcome) in made.outcomes {
            if case .left(let reason) = outcome { output.console.warn("\(SettingText.line(step)): left to you: \(reason)") }
        }
    }

    private func show(_ steps: [SettingStep]) {
        let possible = steps.filter { MakeSettings.obstacle(to: $0) == nil }
        for step in possible { output.console.note("\(isDryRun ? "would set" : "sets") \(SettingText.line(step))") }
        if possible.isEmpty {
            output.console.note(steps.isEmpty ? "the bundle names no settings" : "the bundle names no settings that can be made from here")
        }
    }
}
