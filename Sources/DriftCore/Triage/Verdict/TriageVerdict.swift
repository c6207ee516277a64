/// What a failing (or healthy) Space suffers from, with the lines that say so and what to do next: the contract `driftd.triage/1`
/// (`docs/JSON-triage.md`).
package struct TriageVerdict: Sendable, Hashable {
    package static let schema = "driftd.triage/1"

    package var bucket: TriageBucket
    /// Where the Space is stuck; only bucket A has one.
    package var layer: TriageLayer?
    package var confidence: TriageConfidence
    /// The rule that decided (`zerogpu.quota`); `nil`: none did.
    package var rule: String?
    /// One sentence.
    package var summary: String
    package var evidence: [TriageEvidence]
    package var knownBreak: KnownBreakMatch?
    /// Cheapest first.
    package var moves: [TriageMove]
    /// Other watched Spaces that failed alike at the same time; only the snapshots' database shows it.
    package var incident: Incident?
    /// What of the logs was too long to be read.
    package var omissions: [TriageOmission] = []
    /// Of a healthy Space on ZeroGPU.
    package var paidHardware: PaidHardware?
}
