import ArgumentParser
import DriftCore
import DriftEngine
import DriftHub
import DriftStore
import Foundation

struct TakeSnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Takes and stores snapshots: of Spaces on the Hub, or of captures.",
        discussion: """
            A Space is captured with what the token may read (HF_TOKEN, or the file of hf auth login); what may not be read is recorded as that. \
            The raw files are kept too. Where nothing shows a single package, they are worked out as of the build's day, and marked as that. Storing the same capture again changes nothing and gives the id it has.
            """
    )

    @Argument(help: ArgumentHelp("Spaces (owner/name) and capture directories.", valueName: "target"))
    var targets: [String] = []

    @Flag(name: .customLong("watched"), help: "Look at every watched Space that is due, and at those whose last look failed.")
    var watched = false

    @Flag(help: "First wait until the Space's build and start are done.")
    var follow = false

    @Option(name: .customLong("time-limit"), help: ArgumentHelp("Seconds that --follow waits.", valueName: "seconds"))
    var timeLimitSeconds = 3600

    @Flag(name: .customLong("no-registry"), help: ImageHelp.noRegistry)
    var withoutRegistry = false

    @OptionGroup var inference: InferenceOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        if targets.isEmpty && !watched { throw ValidationError("missing expected argument '<target> ...'") }
        if watched, !targets.isEmpty { throw ValidationError("--watched takes no targets: it looks at what `driftd watch list` shows") }
        if watched, follow { throw ValidationError("--follow waits for one build; --watched looks at what is due and goes on") }
        try ArgumentCheck.timeLimit(timeLimitSeconds)
    }

    func run() async throws {
        if watched {
            // Looks have a progress line of their own.
            let watched = WatchedSnapshots(
                databasePath: store.databasePath,
                console: output.console,
                readsImages: !withoutRegistry,
                inference: inference.inference(console: output.console, isQuiet: true)
            )
            return try await watched.run(json: output.chosenFormat == .json)
        }
        let spaces = targets.compactMap(Self.space)
        let directories = targets.filter { Self.space($0) == nil }
        let results = directories.isEmpty ? [] : try await captures(in: directories)
        if spaces.isEmpty { return try write(results, live: []) }
        let (taken, failures) = try await captures(of: spaces)
        if targets.count == 1, let failure = failures.first { throw failure.error }
        // One reason for all of them, which is nobody's but the Hub's, is said once.
        if taken.isEmpty, results.isEmpty, failures.allSatisfy({ Self.isAway($0.error) }), let failure = failures.first {
            throw failure.error
        }
        for failure in failures { output.console.warn("\(failure.space): \(Self.message(of: failure.error))") }
        try write(results + taken.map(\.stored), live: taken)
        if !failures.isEmpty { throw LiveError.someFailed(count: failures.count, total: spaces.count) }
    }

    /// A directory that is there wins over a Space of that name.
    private static func space(_ target: String) -> SpaceName? {
        FileManager.default.fileExists(atPath: target) ? nil : SpaceName(target)
    }

    private func captures(in directories: [String]) async throws -> [TakeSnapshot.Result] {
        let console = output.console
        let take = TakeSnapshot(databasePath: store.databasePath, inference: inference.inference(console: console, isQuiet: output.quiet))
        return try await InterruptibleTask.run {
            defer { console.endProgress() }
            return try await take.run(captureDirectories: directories)
        }
    }

    private struct Failure {
        var space: SpaceName
        var error: any Error
    }

    /// A few at a time; in the order of `spaces`.
    private func captures(of spaces: [SpaceName]) async throws -> (taken: [SnapshotSpace.Result], failures: [Failure]) {
        let console = output.console
        let (databasePath, follows, limit) = (store.databasePath, follow, timeLimitSeconds)
        // Several have a line of their own, which counts them.
        let report = spaces.count > 1 ? ProgressReport(console: console, expected: spaces.count) : nil
        let inference = inference.inference(console: console, isQuiet: output.quiet || report != nil)
        let outcomes = try await HubAccess.with(readsImages: !withoutRegistry) { client in
            defer { console.endProgress() }
            let snapshot = SnapshotSpace(capture: CaptureFromHub(client: client), databasePath: databasePath, inference: inference)
            var wait = BuildWait(client: client)
            wait.timeLimit = .seconds(limit)
            let outcomes = try await BoundedTasks.map(spaces, limit: 4) { [wait] space in
                do {
                    if follows { try await Self.follow(space, wait, console) }
                    let taken = try await snapshot.run(space)
                    report?.count(isFailure: false)
                    return taken
                } catch {
                    report?.count(isFailure: true)
                    throw error
                }
            }
            console.endProgress()
            // A lone failure is two lines, and nothing beside them.
            if spaces.count > 1 && client.traffic.calls > 0 || outcomes.contains(where: { (try? $0.get()) != nil }) {
                console.note("\(client.traffic.calls) calls of the Hub's API")
            }
            return outcomes
        }
        var (taken, failures): ([SnapshotSpace.Result], [Failure]) = ([], [])
        for (space, outcome) in zip(spaces, outcomes) {
            switch outcome {
            case .success(let result): taken.append(result)
            case .failure(let error): failures.append(Failure(space: space, error: error))
            }
        }
        return (taken, failures)
    }

    /// Waits for a build or a start that is under way, and tells its stages.
    private static func follow(_ space: SpaceName, _ wait: BuildWait, _ console: Console) async throws {
        var wait = wait
        wait.onStage = {
            console.endProgress()
            console.note("\(space): \($0)")
        }
        _ = try await wait.untilSettled(space)
    }

    private static func isAway(_ error: any Error) -> Bool { if case HubError.away = error { true } else { false } }

    private static func message(of error: any Error) -> String { (error as? any ExplainedError)?.message ?? "\(error)" }

    private func write(_ results: [TakeSnapshot.Result], live: [SnapshotSpace.Result]) throws {
        let console = output.console
        switch output.chosenFormat {
        case .json:
            try console.write(json: SnapshotRecords(results.map(\.summary)))
        case .text:
            var document = Document()
            for result in results {
                document.append(SnapshotResultView(result: result, live: live.first { $0.stored == result }).document)
            }
            try console.write(document)
        }
        for result in results {
            for warning in Warnings.ofTokens(result.tokens, label: result.target) { console.warn(warning) }
            for warning in Warnings.of(result.snapshot, label: result.target) { console.warn(warning) }
        }
        for result in live {
            for (part, reason) in result.reasons.sorted(by: { $0.key < $1.key }) {
                console.warn("\(result.stored.target): \(part): \(reason)")
            }
        }
    }
}
