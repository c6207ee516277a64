internal import DriftCore
internal import DriftResolver

/// A proof by replay: the build's calls run, each with its own program where it is at hand, and what comes out is compared.
struct ReplayProof {
    let input: VerifyInput
    let request: VerifyBundle.Request
    let access: IndexAccess

    /// - Parameter proof: what is known before.
    func run(_ blank: Proof, _ interpreter: PythonInterpreter, _ directory: TemporaryDirectory) async throws -> Proof {
        var proof = blank
        proof.python = interpreter.version
        let reachable = input.recipe.steps.map(\.reachable)
        let hidden = Array(Set(reachable.flatMap(\.hidden))).sorted()
        let (steps, uv) = try await staged(reachable.map(\.step), &proof)
        proof.steps = steps.map { SecretRedaction.redacting($0.command) }
        proof.deviations =
            (proof.deviations ?? []) + hidden.map { "the index \($0) was not asked: only the build knows its password or variable" }
            + input.plan.notes.compactMap(Self.deviation)
        let replay = PipReplay(
            ToolSession(environment: access.environment, directory: directory, timeLimit: request.timeLimit, onLine: access.onLine),
            uv: uv
        )
        switch try await replay.run(steps, files: input.files, with: interpreter, asOf: request.asOf) {
        case .refused(let step, let explanation):
            // Without one of its indexes a refusal is not the bundle's.
            if let index = hidden.first { throw VerifyError.hiddenIndex(bundle: request.bundle, index: index) }
            proof.result = .refused
            proof.explanation = (["\(step.command):"] + explanation).map { SecretRedaction.redacting($0) }
        case .installed(let freeze, let pip):
            proof.tools.append(Proof.Tool(name: "pip", version: pip))
            let found = FreezeList.parse(freeze, file: "freeze.txt").packages.map(\.release)
            proof.take(ReplayComparison(plan: input.plan, found: found, isWhole: true))
            if let module = request.smokeModule { proof.smoke = Self.smoke(module, try await replay.smoke(module)) }
        }
        return proof
    }

    /// What of the Dockerfile is not replayed.
    private static func deviation(_ note: RestoreNote) -> String? {
        switch note.code {
        case "dockerfile.project":
            "the repository's own project (\(note.subject)) was not installed, nor what its own files ask for beyond the pins"
        case "dockerfile.uninstall": "no `pip uninstall` was run (\(note.subject))"
        default: nil
        }
    }

    /// The steps by the programs that are at hand. pip takes the place of a uv that is not there.
    private func staged(_ steps: [BuildStep], _ proof: inout Proof) async throws -> ([BuildStep], uv: String) {
        let count = steps.count { $0.program == .uv }
        proof.deviations = []
        if count == 0 { return (steps, "uv") }
        if let tool = try await ResolverTool.findUV(in: access.environment, uv: access.uv), case .uv(let path, _) = tool {
            proof.tools.append(Proof.Tool(tool.description))
            return (steps, path)
        }
        let calls = count == 1 ? "the call of uv was run" : "the \(count) calls of uv were run"
        proof.deviations = ["\(calls) by pip: there is no uv on this machine"]
        return (steps.map(\.forPip), "uv")
    }

    private static func smoke(_ module: String, _ outcome: PipReplay.Smoke) -> Proof.Smoke {
        switch outcome {
        case .imported: Proof.Smoke(module: module, isImported: true, lines: [])
        case .failed(let lines): Proof.Smoke(module: module, isImported: false, lines: lines.map { SecretRedaction.redacting($0) })
        }
    }
}
