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

/// The guide's classes of failure.
package enum TriageBucket: String, Sendable, Hashable, Codable, CaseIterable {
    /// Never gets to run: repository, build, scheduling, provisioning, start of the app.
    case stuck = "A"
    /// Runs, but not in the environment that the original runs in.
    case drift = "B"
    /// ZeroGPU quota, or a caller whose login is lost on the way.
    case quota = "C"
    /// The page works, the API does not.
    case interface = "D"
    /// CUDA was touched outside `@spaces.GPU`, or before `import spaces`.
    case earlyCUDA = "E"
    /// No GPU where one is expected.
    case noGPU = "F"
    /// The GPU worker failed, or none was free.
    case worker = "G"
    /// More seconds asked for than the platform grants.
    case duration = "H"
    /// A fault of the platform outside A-H.
    case platform = "Z"
    case none
    case unknown

    package var title: String {
        switch self {
        case .stuck: "does not get to run"
        case .drift: "another environment than the original's"
        case .quota: "quota or login"
        case .interface: "the API call fails"
        case .earlyCUDA: "CUDA used before or outside ZeroGPU"
        case .noGPU: "no GPU"
        case .worker: "ZeroGPU worker"
        case .duration: "illegal GPU duration"
        case .platform: "platform fault"
        case .none: "nothing failed"
        case .unknown: "not recognised"
        }
    }
}

/// The layers that a start goes through, in order.
package enum TriageLayer: String, Sendable, Hashable, Codable {
    case repository = "repo-or-YAML"
    case build
    case scheduling
    case provisioning
    case health = "app-health"
}

package enum TriageConfidence: String, Sendable, Hashable, Codable {
    case high, medium, low
}

/// A line that the verdict rests on; control characters removed, cut to 300 characters.
package struct TriageEvidence: Sendable, Hashable, Codable {
    /// From 0.
    package var log: Int
    /// Physical line, from 1.
    package var line: Int
    package var text: String
}

/// Something to do next: a click path or a change in `text`, and the command for it where there is one.
package struct TriageMove: Sendable, Hashable {
    package var text: String
    package var command: String?

    package init(_ text: String, command: String? = nil) {
        self.text = text
        self.command = command
    }
}
