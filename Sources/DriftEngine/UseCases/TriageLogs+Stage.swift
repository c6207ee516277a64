internal import DriftCore

extension TriageLogs.Result {
    /// The logs show no failure, and the platform reports one: its own words decide, or the stage where they say nothing.
    ///
    ///     {"stage": "RUNTIME_ERROR", "errorMessage": "Workload evicted, storage limit exceeded (50G)"}
    mutating func name(stage: String, reason: String?) {
        let healthy = verdict
        if let reason, !reason.allSatisfy(\.isWhitespace) {
            let words = String(decoding: SecretRedaction.redacting(Array((reason + "\n").utf8)).0, as: UTF8.self)
            var said = Triage.verdict(on: [TriageText(words)], space: space)
            if ![.none, .unknown].contains(said.bucket) {
                for index in said.evidence.indices { said.evidence[index].log = logNames.count }
                logNames.append("runtime.json: errorMessage")
                verdict = said
            }
        }
        if verdict == healthy { verdict = .verdict(ofStage: stage, space: space) }
        verdict.omissions = healthy.omissions
    }
}
