/// The moves of a kind of failure, made ready for one Space.
enum MovePlan {
    /// A restart, a rebuild, a commit: each ends the only logs of the present state, so that a snapshot comes first.
    static func moves(for advice: Advice) -> [TriageMove] {
        let snapshot = TriageMove(
            "keep what is there: a restart or rebuild destroys the logs of this state",
            command: "driftd snapshot <duplicate>"
        )
        let beginsWithOne = advice.moves.first?.command?.hasPrefix("driftd snapshot") == true
        return (advice.touchesSpace && !beginsWithOne ? [snapshot] : []) + advice.moves
    }

    static func moves(for advice: Advice, knownBreak: KnownBreakMatch?) -> [TriageMove] {
        var moves = moves(for: advice)
        guard let match = knownBreak else { return moves }
        let certainty =
            match.isVerified ? "" : ", if the environment has \(match.knownBreak.package) \(match.knownBreak.bad ?? "of another day")"
        let pin = TriageMove("known break of \(match.knownBreak.package): set \(match.knownBreak.pin)\(certainty)")
        moves.insert(pin, at: min(1, moves.count))
        return moves
    }

    /// The guide's order is: retry once, restart once, then rebuild the duplicate from scratch. What `failures` looks in a row showed in
    /// vain is left away.
    static func escalated(_ moves: [TriageMove], failures: Int) -> [TriageMove] {
        guard failures > 1 else { return moves }
        let isRetry = { (move: TriageMove) in ["wait some minutes", "try once more", "wait:"].contains { move.text.hasPrefix($0) } }
        var rest = moves.filter { !isRetry($0) }
        if failures > 2, rest.contains(Advice.restartDuplicate) {
            rest.removeAll { $0 == Advice.restartDuplicate || $0 == Advice.rebuildDuplicate }
            rest.append(Advice.rebuildDuplicate)
        }
        let next = failures > 2 ? "retry and restart are used up" : "the retry is used up"
        return rest + [TriageMove("driftd has seen this commit fail \(failures) times in a row: \(next)")]
    }

    static func moves(_ moves: [TriageMove], space: SpaceName?) -> [TriageMove] {
        guard let space else { return moves }
        return moves.map {
            TriageMove(
                $0.text.replacing("<duplicate>", with: space.description),
                command: $0.command?.replacing("<duplicate>", with: space.description)
            )
        }
    }
}
