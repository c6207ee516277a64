/// What the platform itself says of a Space, where its logs show no failure.
extension TriageVerdict {
    /// Whether the stage speaks against logs that show none: `RUNTIME_ERROR`, `BUILD_ERROR`, `CONFIG_ERROR`, `NO_APP_FILE`, `PAUSED`.
    package static func isFailure(stage: String) -> Bool { stage.hasSuffix("_ERROR") || stage == "NO_APP_FILE" || stage == "PAUSED" }

    /// What the stage alone tells, and where its reason stands. A stage that is none of those known is open to whatever the platform adds.
    package static func verdict(ofStage stage: String, space: SpaceName?) -> TriageVerdict {
        let (layer, advice): (TriageLayer, Advice) =
            switch stage {
            case "PAUSED": (.scheduling, .resume)
            case "CONFIG_ERROR", "NO_APP_FILE": (.repository, .repairReadme)
            case "BUILD_ERROR": (.build, .findBuildLog)
            default: (.health, .findRunLog)
            }
        return TriageVerdict(
            bucket: .stuck,
            layer: layer,
            confidence: .low,
            rule: stage == "PAUSED" ? "scheduling.paused" : "stage",
            summary: "the platform says \(stage); the logs at hand do not show why",
            evidence: [],
            knownBreak: nil,
            moves: MovePlan.moves(MovePlan.moves(for: advice), space: space)
        )
    }
}
