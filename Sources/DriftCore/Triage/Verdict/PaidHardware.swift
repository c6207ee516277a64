/// Whether the condition for moving a Space from ZeroGPU to a GPU of its own holds: one clean minimal success on a faithful duplicate. Until then
/// that GPU may buy the same failure.
package struct PaidHardware: Sendable, Hashable, Encodable {
    package enum Condition: String, Sendable, Hashable, Codable {
        case holds
        case notYet = "not-yet"
        /// The call succeeded; whether the duplicate is faithful is not known.
        case unknown
    }

    package var condition: Condition
    /// Why, in half a sentence.
    package var reason: String
    /// The call that this rests on; `nil`: none is known.
    @ExplicitNull package var call: SmokeRecord?

    /// - Parameters:
    ///   - commit: of the state that the verdict is on, whole or its beginning; a call of another one says nothing.
    ///   - drift: against the original; `nil`: not compared.
    package init(after call: SmokeRecord?, commit: String?, drift: Drift.Verdict?) {
        (condition, reason) = Self.judged(call, commit, drift)
        self.call = call
    }

    private static func judged(_ call: SmokeRecord?, _ commit: String?, _ drift: Drift.Verdict?) -> (Condition, String) {
        guard let call else { return (.notYet, "no call of this Space is known") }
        let day = call.calledAt.prefix(10)
        if let called = call.commit, let commit, !called.hasPrefix(commit), !commit.hasPrefix(called) {
            return (.notYet, "the call of \(day) was of another commit (\(called.prefix(7)))")
        }
        switch call.outcome {
        case .skipped: return (.notYet, "on \(day) nothing could be called: \(call.reason ?? "no reason given")")
        case .failed where call.bucket == .quota:
            return (.notYet, "on \(day) quota or login refused the call before the app ran, so that nothing is known of the app")
        case .failed: return (.notYet, "the smallest call failed on \(day), and may well fail there too")
        case .succeeded: break
        }
        if !call.isOnGPU { return (.notYet, "the call of \(day) used no GPU; --gpu allows one that does") }
        if let count = call.differenceCount, count > 0 {
            return (.notYet, "the call of \(day) succeeded, but the interface is not the original's")
        }
        switch drift {
        case .drift: return (.notYet, "the call of \(day) succeeded, but the environment has drifted from the original's")
        case .some(.none): return (.holds, "\(call.endpoint ?? "a call") succeeded on \(day), and nothing has drifted from the original")
        case .noVerdict:
            return (.unknown, "the call of \(day) succeeded; not all of the environment is known, so that drift cannot be ruled out")
        case nil: return (.unknown, "the call of \(day) succeeded; the duplicate was not compared with its original")
        }
    }
}

extension PaidHardware {
    /// What changes with a GPU of one's own.
    package static let consequences =
        "paid hardware takes away quota, queue and the limit of a call's seconds; @spaces.GPU does nothing there, and it is billed while it runs"

    /// The missing halves of the condition as commands, cheapest first.
    var moves: [TriageMove] {
        let head =
            "paid GPU: \(condition == .holds ? "the condition holds" : condition == .notYet ? "not yet" : "not yet known"); \(reason)"
        switch condition {
        case .holds: return [TriageMove(head), TriageMove(Self.consequences)]
        case .unknown: return [TriageMove(head, command: Advice.diff), TriageMove("once nothing differs: " + Self.consequences)]
        case .notYet:
            let call = "driftd smoke <duplicate> --gpu --original <original>"
            return [
                TriageMove(head, command: call),
                TriageMove("once one call succeeds, see that nothing has drifted", command: Advice.diff),
                TriageMove("after both: " + Self.consequences),
            ]
        }
    }
}
