/// How the planner deals with pins that one pip call may refuse.
package enum PinArrangement: Sendable, Hashable {
    /// No resolver was asked: what the logs and the platform's line rule out by themselves is not pinned.
    case cautious
    /// Everything that can be written, for a resolver to judge.
    case proposed
    /// As a resolver's answers want it.
    case tried(Feasibility)

    var feasibility: Feasibility? { if case .tried(let feasibility) = self { feasibility } else { nil } }
}
