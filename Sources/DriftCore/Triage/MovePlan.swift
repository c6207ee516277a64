/// The moves of a kind of failure, made ready for one Space.
enum MovePlan {
    /// A restart, a rebuild, a commit: each ends the only logs of the present state, so that a snapshot comes first.
    static func moves(for advice: Advice) -> [TriageMove] {
        let snapshot = TriageMove(
            "keep what is there: a restart or rebuild destroys the logs of this state",
            command: "driftd snapshot <duplicate>"
        )
        return (advice.touchesSpace ? [snapshot] : []) + advice.moves
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
