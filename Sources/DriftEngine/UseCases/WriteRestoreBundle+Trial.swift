internal import DriftCore
internal import DriftResolver
internal import Foundation

extension WriteRestoreBundle {
    /// What a trial left behind, beside the plan.
    struct Tried {
        var tool: String?
        var trouble: String?
        /// What the resolver chose for the plan as it is.
        var resolution: Resolution?
        var date = Date()
    }

    /// The plan that a resolver's answers allow; without any answer the cautious one, which says why it is unproven.
    func arrange(
        files: [String: [UInt8]],
        plan: (PinArrangement) -> RestorePlan
    ) async throws -> (RestorePlan, Tried) {
        func untried(_ reason: String, _ tried: Tried) -> (RestorePlan, Tried) {
            var cautious = plan(.cautious)
            cautious.feasibility = .unproven(reason)
            return (cautious, tried)
        }
        guard let trial else { return untried("no resolver was asked", Tried()) }
        let proposal = FeasibilityQuestion(plan: plan(.proposed), files: files)
        let result = try await trial.arrange(proposal)
        var tried = Tried(tool: result.tool, trouble: result.trouble)
        var feasibility = result.feasibility
        if feasibility.outcome == .unproven {
            let (cautious, tried) = untried(feasibility.reason ?? "no resolver answered", tried)
            return (feasibility.blocked.isEmpty ? cautious : plan(.tried(feasibility)), tried)
        }
        let final = plan(.tried(feasibility))
        if !feasibility.blocked.isEmpty { return (final, tried) }
        // Edits may say what no question asked: what is shipped is what was accepted.
        let question = FeasibilityQuestion(plan: final, files: files)
        tried.resolution = try await trial.resolution(of: question)
        if tried.resolution != nil { return (final, tried) }
        feasibility.blocked = try await trial.blocked(in: question)
        if feasibility.blocked.isEmpty { return untried("the arrangement of the pins that was found did not hold", tried) }
        return (plan(.tried(feasibility)), tried)
    }

    /// The proof beside the bundle: one that says more is left as it is.
    static func proof(of written: WriteBundle.Written, _ plan: RestorePlan, _ tried: Tried) -> ProofFile.Found {
        let found = ProofFile.read(besideBundle: written.path, digest: written.digest)
        if case .proof(let proof) = found, proof.level == .replayed { return found }
        guard let resolution = tried.resolution, let tool = tried.tool else { return found }
        let proof = Proof(resolution, of: plan, bundle: written.digest, tool: tool, date: tried.date)
        do {
            try ProofFile.write(proof, besideBundle: written.path)
            return .proof(proof)
        } catch {
            return .unusable(path: ProofFile.path(besideBundle: written.path), reason: "it cannot be written")
        }
    }
}

extension Proof {
    /// What a resolver's choice says about a plan.
    init(_ resolution: Resolution, of plan: RestorePlan, bundle: String, tool: String, date: Date) {
        self.init(
            bundle: bundle,
            level: .resolved,
            date: date.formatted(.iso8601),
            wantedPython: plan.build?.python,
            tools: [Tool(name: "driftd", version: DriftdVersion.current), Tool(tool)],
            origin: plan.build?.origin ?? .policy
        )
        take(ReplayComparison(plan: plan, chosen: resolution))
        untried = Set((plan.feasibility?.sourceOnly ?? []) + (plan.feasibility?.untried ?? [])).sorted()
    }
}
