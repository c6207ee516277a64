internal import DriftCore
internal import DriftResolver
internal import Foundation

/// Proves a bundle: replays the platform's build from its files with real pip, freezes the result and compares it with the original.
package struct VerifyBundle: Sendable {
    package struct Request: Sendable, Hashable {
        package var bundle: String
        /// The interpreter to use; its minor version must be the duplicate's. `nil`: it is looked for.
        package var python: String?
        package var resolvesOnly = false
        /// A module to import in the replayed environment.
        package var smokeModule: String?
        /// As if it were this day: `2026-03-01`.
        package var asOf: String?
        /// For each step.
        package var timeLimit: Duration = .seconds(1800)

        package init(bundle: String) { self.bundle = bundle }
    }

    private let access: IndexAccess

    package init(_ access: IndexAccess) { self.access = access }

    /// Writes the proof beside the bundle, unless nothing was proven either way, or a better one lies there.
    package func run(_ request: Request) async throws -> Proof {
        let input = try VerifyInput(bundle: request.bundle)
        let (interpreter, shortfall) = try await interpreter(for: input, request)
        let proof: Proof
        do {
            if let interpreter, !request.resolvesOnly {
                try input.checkPaths(bundle: request.bundle)
                let directory = try TemporaryDirectory(for: access.environment, prefix: "driftd-verify")
                defer { directory.remove() }
                proof = try await ReplayProof(input: input, request: request, access: access)
                    .run(blank(input, level: .replayed, request), interpreter, directory)
            } else {
                proof = try await resolve(input, request, python: interpreter?.minor, shortfall: shortfall)
            }
        } catch let error as ResolverError {
            throw VerifyError.resolver(error)
        }
        if !isOutdone(proof, request.bundle) { try ProofFile.write(proof, besideBundle: request.bundle) }
        return proof
    }

    /// Whether what lies beside the bundle says more: a replay, where this is a resolution.
    private func isOutdone(_ proof: Proof, _ bundle: String) -> Bool {
        guard proof.level == .resolved, case .proof(let known) = ProofFile.read(besideBundle: bundle, digest: proof.bundle) else {
            return false
        }
        return known.level == .replayed
    }

    /// The interpreter, or why there is none.
    private func interpreter(for input: VerifyInput, _ request: Request) async throws -> (PythonInterpreter?, String?) {
        if request.resolvesOnly, request.python == nil { return (nil, nil) }
        let search = InterpreterSearch(environment: access.environment, uv: access.uv)
        if request.python == nil, input.recipe.python == nil { throw VerifyError.unknownPython(bundle: request.bundle) }
        do throws(ResolverError) {
            if let path = request.python {
                let found = try await search.interpreter(at: path)
                guard let wanted = input.recipe.python, PythonInterpreter.minor(of: wanted) != found.minor else { return (found, nil) }
                throw ResolverError.unusableInterpreter(path: path, reason: "it is Python \(found.version); the duplicate has \(wanted)")
            }
            return (try await search.find(input.recipe.python ?? "3"), nil)
        } catch {
            if case .noInterpreter = error { return (nil, error.message) }
            throw VerifyError.resolver(error)
        }
    }

    /// - Parameter python: of the interpreter that was named; the recipe's counts first.
    private func resolve(_ input: VerifyInput, _ request: Request, python: String?, shortfall: String?) async throws -> Proof {
        guard let python = input.recipe.python ?? python else { throw VerifyError.unknownPython(bundle: request.bundle) }
        let trial = TryPins(access, timeLimit: request.timeLimit, asOf: request.asOf)
        var proof = blank(input, level: .resolved, request)
        proof.shortfall = shortfall
        proof.steps = []
        let (verdict, tool) = try await trial.verdict(on: input.plan, files: input.files, python: python)
        proof.tools.append(Proof.Tool(tool))
        switch verdict {
        case .chosen(let resolution, let untried):
            proof.take(ReplayComparison(plan: input.plan, chosen: resolution))
            proof.untried = untried
        case .refused(let explanation):
            proof.result = .refused
            proof.explanation = explanation
        case .undecided(let reason): throw VerifyError.undecided(bundle: request.bundle, reason: reason)
        }
        return proof
    }

    private func blank(_ input: VerifyInput, level: ProofLevel, _ request: Request) -> Proof {
        Proof(
            bundle: input.digest,
            level: level,
            date: access.now().formatted(.iso8601),
            wantedPython: input.recipe.python,
            tools: [Proof.Tool(name: "driftd", version: DriftdVersion.current)],
            asOf: request.asOf,
            origin: input.recipe.origin,
            steps: input.recipe.steps.map { SecretRedaction.redacting($0.command) }
        )
    }
}

extension Proof {
    /// What came out, in place of what stood there before.
    mutating func take(_ comparison: ReplayComparison) {
        restored = comparison.restored
        total = comparison.total
        differences = comparison.differences
        platformOwned = comparison.platformOwned
        unknown = comparison.unknown
        extra = comparison.extra
        unaccounted = comparison.unaccounted
        isOriginalComplete = comparison.isOriginalComplete
        result = differences.isEmpty ? .restored : .differs
    }
}
