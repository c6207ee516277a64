import ArgumentParser
import DriftCore
import DriftEngine
import Foundation

struct PinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Writes the bundle that restores an original's state in its duplicate.",
        discussion: """
            The duplicate may also be a checkout: a directory with its files. Pins come from observed evidence; where there is none at all, \
            no bundle is written and the exit code is 3.

            Whether the pins go together, and with what the platform adds, is asked of a package index through uv, or pip where there is no \
            uv; nothing is installed. A set that cannot be installed is never written. Without an answer the bundle is unproven, and says so.
            """
    )

    @Argument(help: ReferenceHelp.original)
    var original: String

    @Argument(help: ReferenceHelp.duplicate)
    var duplicate: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The bundle: .tar.zst or .tar.gz. Default: named after both and its content.", valueName: "file")
    )
    var output: String?

    @Option(help: "full pins every package, minimal only what drifted.")
    var mode: Mode = .full

    @Flag(name: .customLong("inferred"), help: "Pin versions too that were worked out and not observed; each is marked.")
    var allowsInferred = false

    @Flag(name: .customLong("require-complete"), help: "Write nothing (exit code 3) unless the original is known in full.")
    var requiresComplete = false

    @Flag(help: "Ask no package index: the pins stay unproven. DRIFTD_OFFLINE=1 does the same.")
    var offline = false

    @Option(name: .customLong("time-limit"), help: ArgumentHelp("Seconds that all questions to the index may take.", valueName: "seconds"))
    var timeLimitSeconds = 120

    @Option(help: ArgumentHelp("What the platform owns and limits (docs/Policy.md). Default: what this driftd knows.", valueName: "file"))
    var policy: String?

    @Flag(
        name: .customLong("hashes"),
        help: "Let pip check the hash of every file: through pre-requirements.txt, or in a Docker Space's own requirements file."
    )
    var hasHashes = false

    @Option(help: ArgumentHelp("The original's Python, where the evidence shows none.", valueName: "version"))
    var python: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var printing: OutputOptions<PlainFormat>

    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case full, minimal
    }

    func validate() throws {
        _ = try ReferenceHelp.parse(original)
        _ = try ReferenceHelp.parse(duplicate)
        if let output, !WriteBundle.isFileName(output) {
            throw ValidationError("\(output) ends neither in .tar.zst nor in .tar.gz")
        }
        if let python { try ArgumentCheck.python(python) }
        if hasHashes, offline { throw ValidationError("--hashes asks the package index, which --offline rules out") }
        if hasHashes, mode == .minimal {
            throw ValidationError("--hashes goes with --mode full: where one package has a hash, pip wants one of everything")
        }
        try ArgumentCheck.timeLimit(timeLimitSeconds)
    }

    func run() async throws {
        let request = try request()
        let console = printing.console
        let variables = ProcessInfo.processInfo.environment
        let progress: (@Sendable (String) -> Void)? = printing.quiet ? nil : console.progress
        let trial =
            NetworkUse.isRuledOut(by: offline, variables)
            ? nil : TryPins(IndexAccess(variables: variables, onLine: progress), timeLimit: .seconds(timeLimitSeconds))
        let resolver = SnapshotResolver(databasePath: store.databasePath)
        let result = try await InterruptibleTask.run {
            defer { console.endProgress() }
            return try await WriteRestoreBundle(resolver: resolver, trial: trial).run(request)
        }
        if let trouble = result.trouble { console.warn("the pins were not tried: \(trouble)") }
        try printing.write(PinRecord(result), as: PinView(result: result, isQuiet: printing.quiet).document)
        if case .unusable(let path, let reason) = result.known { console.note("\(path) says nothing about this bundle: \(reason)") }
        for note in ResolutionNotes.of(result.original) + ResolutionNotes.of(result.duplicate) { console.note(note) }
        if mode == .minimal, result.duplicate.snapshot.reading.packages.isEmpty {
            console.note(
                "nothing is known of what \(result.duplicate.label) installs, so --mode minimal pins nothing; --mode full pins all"
            )
        }
    }

    private func request() throws -> WriteRestoreBundle.Request {
        var request = WriteRestoreBundle.Request(
            original: try ReferenceHelp.parse(original),
            duplicate: try ReferenceHelp.parse(duplicate),
            destination: output.map { .file($0) } ?? .directory("")
        )
        request.mode = mode == .full ? .full : .minimal
        request.allowsInferred = allowsInferred
        request.requiresComplete = requiresComplete
        if let policy { request.policy = try PolicyFile.read(policy) }
        request.hasHashes = hasHashes
        request.python = python
        return request
    }
}
