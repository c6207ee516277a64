extension TriageVerdict {
    static func healthy(_ summary: String, evidence: [TriageEvidence]) -> TriageVerdict {
        TriageVerdict(
            bucket: .none,
            layer: nil,
            confidence: evidence.isEmpty ? .medium : .high,
            rule: nil,
            summary: summary,
            evidence: evidence,
            knownBreak: nil,
            moves: []
        )
    }

    /// The banner of a start is all there is.
    static let begun = TriageVerdict(
        bucket: .none,
        layer: nil,
        confidence: .low,
        rule: nil,
        summary: "the app's log has begun and says nothing yet",
        evidence: [],
        knownBreak: nil,
        moves: []
    )

    static let unknown = TriageVerdict(
        bucket: .unknown,
        layer: nil,
        confidence: .low,
        rule: nil,
        summary: "nothing in the text is known to be a failure, or to be health",
        evidence: [],
        knownBreak: nil,
        moves: [
            TriageMove(
                "give driftd the whole log: the build's and the run's, not an excerpt of them",
                command: "driftd triage <build.log> <run.log>"
            )
        ]
    )
}
