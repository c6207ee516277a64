/// Several watched Spaces that fail alike in one time window: the platform's fault rather than each one's own.
package struct Incident: Sendable, Hashable, Codable {
    /// A look at a Space that shows a failure.
    package struct Failure: Sendable, Hashable {
        package var space: SpaceName
        /// Seconds since 1970.
        package var seconds: Int
        package var verdict: TriageVerdict

        package init(space: SpaceName, seconds: Int, verdict: TriageVerdict) {
            self.space = space
            self.seconds = seconds
            self.verdict = verdict
        }

        fileprivate func isLike(_ other: Failure) -> Bool {
            verdict.bucket == other.verdict.bucket && verdict.layer == other.verdict.layer && verdict.rule == other.verdict.rule
        }
    }

    /// All of them, sorted.
    package var spaces: [SpaceName]
    package var count: Int
    /// How many Spaces were looked at in that time.
    package var watched: Int

    /// Two may be chance, or the same owner's commit in an original and its duplicate.
    package static let minimumSpaces = 3
    package static let windowSeconds = 6 * 3600

    /// `nil`: too few failed alike. One Space is never an incident.
    package init?(_ failure: Failure, among others: [Failure], watched: Int) {
        // Who pauses several Spaces did just that.
        guard ![.none, .unknown].contains(failure.verdict.bucket), failure.verdict.rule != "scheduling.paused" else { return nil }
        let alike = others.filter { other in
            let (distance, overflows) = other.seconds.subtractingReportingOverflow(failure.seconds)
            return other.isLike(failure) && !overflows && distance.magnitude <= UInt(Self.windowSeconds)
        }
        let spaces = Set(alike.map(\.space) + [failure.space]).sorted()
        guard spaces.count >= Self.minimumSpaces else { return nil }
        self.spaces = spaces
        count = spaces.count
        self.watched = max(watched, spaces.count)
    }
}

extension TriageVerdict {
    /// With what the database knows: an incident, and how often this commit has failed already.
    package func informed(by incident: Incident?, failures: Int) -> TriageVerdict {
        var verdict = self
        // A Space that its owner paused did not fail again and again.
        verdict.moves = rule == "scheduling.paused" ? moves : MovePlan.escalated(moves, failures: failures)
        guard let incident else { return verdict }
        verdict.incident = incident
        let found = "\(incident.count) of \(incident.watched) watched Spaces fail alike within six hours: "
        verdict.moves.insert(TriageMove(found + sharedCause), at: 0)
        return verdict
    }

    /// What several Spaces that fail so have in common. Waiting cures neither a release, nor a token, nor an account's quota.
    private var sharedCause: String {
        if moves.contains(where: { $0.text.hasPrefix("set the secret") }) {
            return "they may share a token, or an account that lost its access; waiting does not bring it back"
        }
        switch bucket {
        case .drift: return "a release that they share moved, or the platform's own image; what pins one pins the others"
        case .quota: return "they may draw on one account's quota"
        default:
            return (isOfOwnFiles ? "they may share code or a setting; if they do not, " : "")
                + "wait for the platform (https://status.huggingface.co)"
        }
    }

    /// Built or started from what stands in the repository, and failed in it: no service and no machine of the platform's took part.
    private var isOfOwnFiles: Bool {
        guard layer == .repository || layer == .build || layer == .health, let rule else { return false }
        return !["service", "network", "http", "clone", "timeout", "memory", "disk", "stage"].contains { rule.contains($0) }
    }

    /// Of a Space on ZeroGPU that is healthy: whether paid hardware is the next thing.
    package func advisingOnPaidHardware(_ hardware: String?, _ finding: PaidHardware, space: SpaceName? = nil) -> TriageVerdict {
        guard bucket == .none, hardware?.hasPrefix("zero-") == true else { return self }
        var verdict = self
        verdict.paidHardware = finding
        verdict.moves += MovePlan.moves(finding.moves, space: space)
        return verdict
    }

    /// With the original's name in the commands. What runs and is still unlike it is a matter for the comparison.
    package func naming(original: String, space: SpaceName? = nil) -> TriageVerdict {
        var verdict = self
        if bucket == .none, !moves.contains(where: { $0.command?.hasPrefix("driftd diff") == true }) {
            let compare = TriageMove(
                "nothing failed: if it does not behave like the original, compare the environments",
                command: Advice.diff
            )
            verdict.moves += MovePlan.moves([compare], space: space)
        }
        for index in verdict.moves.indices {
            verdict.moves[index].command = verdict.moves[index].command?.replacing("<original>", with: original)
        }
        return verdict
    }
}
