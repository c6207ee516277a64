import ArgumentParser
import DriftCore
import DriftEngine
import DriftHub
import Foundation

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Proves a bundle: replays the platform's install with real pip and compares the result with the original.",
        discussion: """
            Runs in a temporary virtual environment of the duplicate's Python, which is gone afterwards. Needs that Python and a package index. \
            The proof is written beside the bundle, as <bundle>.proof.json. Installing runs code of the packages, as pip install does.

            Exit codes: 0 restored; 1 something differs, or the requirements are refused; 2 failed; 3 no verdict: the Python is missing, and \
            the pins were only resolved.
            """
    )

    @Argument(help: ArgumentHelp("What driftd pin wrote.", valueName: "bundle"))
    var bundle: String

    @Option(help: ArgumentHelp("The interpreter to use. Default: looked for on PATH, among pyenv's, and by uv.", valueName: "path"))
    var python: String?

    @Flag(name: .customLong("resolve-only"), help: "Install nothing: ask a resolver whether the pins go with the platform's own.")
    var resolvesOnly = false

    @Option(name: .customLong("smoke"), help: ArgumentHelp("Import this module in the replayed environment.", valueName: "module"))
    var smokeModule: String?

    @Option(name: .customLong("as-of"), help: ArgumentHelp("Replay as if it were this day, as 2026-03-01.", valueName: "date"))
    var asOf: String?

    @Option(name: .customLong("time-limit"), help: ArgumentHelp("Seconds that each step may take.", valueName: "seconds"))
    var timeLimitSeconds = 1800

    @Option(
        name: .customLong("live"),
        help: ArgumentHelp("Install nothing: wait for this Space's rebuild on the Hub, and compare what it has.", valueName: "owner/name")
    )
    var live: String?

    @OptionGroup var output: OutputOptions<PlainFormat>

    func validate() throws {
        if let live { try ArgumentCheck.space(live) }
        if live != nil, resolvesOnly || smokeModule != nil || asOf != nil || python != nil {
            throw ValidationError("--live installs nothing: it goes with --time-limit only")
        }
        if let asOf, asOf.wholeMatch(of: /[0-9]{4}-[01][0-9]-[0-3][0-9](?:T[0-9:]{8}Z)?/) == nil {
            throw ValidationError("\(asOf) is no date; write it as 2026-03-01")
        }
        try ArgumentCheck.timeLimit(timeLimitSeconds)
        if resolvesOnly, smokeModule != nil {
            throw ValidationError("--smoke needs the packages installed, which --resolve-only does not do")
        }
        let isName = smokeModule.map { name in
            !name.isEmpty && !name.hasPrefix("-") && name.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
        }
        if let smokeModule, isName == false { throw ValidationError("\(smokeModule) is no module's name") }
    }

    func run() async throws {
        if let live, let space = SpaceName(live) { return try await verify(live: space) }
        let console = output.console
        var request = VerifyBundle.Request(bundle: bundle)
        request.python = python
        request.resolvesOnly = resolvesOnly
        request.smokeModule = smokeModule
        request.asOf = asOf
        request.timeLimit = .seconds(timeLimitSeconds)
        let progress: (@Sendable (String) -> Void)? = output.quiet ? nil : console.progress
        let proof = try await InterruptibleTask.run { [request] in
            defer { console.endProgress() }
            return try await VerifyBundle(IndexAccess(variables: ProcessInfo.processInfo.environment, onLine: progress)).run(request)
        }
        try output.write(proof, as: ProofView(proof: proof, path: ProofFile.path(besideBundle: bundle)).document)
        if let shortfall = proof.shortfall { console.warn("not replayed: \(shortfall)") }
        let status = exitStatus(of: proof)
        if status != ExitStatus.done { throw ExitCode(status) }
    }

    private func verify(live space: SpaceName) async throws {
        let (path, limit, console) = (bundle, timeLimitSeconds, output.console)
        let result = try await HubAccess.with { client in
            var wait = BuildWait(client: client)
            wait.timeLimit = .seconds(limit)
            wait.onStage = { console.note("\(space): \($0)") }
            return try await VerifyLive(client: client, wait: wait).run(bundle: path, on: space)
        }
        try output.write(result, as: LiveView(result: result).document)
        for (part, reason) in result.reasons.sorted(by: { $0.key < $1.key }) { console.warn("\(space): \(part): \(reason)") }
        if !result.differences.isEmpty { throw ExitCode(ExitStatus.driftFound) }
        if !result.complete { throw ExitCode(ExitStatus.noVerdict) }
    }

    private func exitStatus(of proof: Proof) -> Int32 {
        if proof.result != .restored || proof.smoke?.isImported == false { return ExitStatus.driftFound }
        return proof.shortfall == nil ? ExitStatus.done : ExitStatus.noVerdict
    }
}
