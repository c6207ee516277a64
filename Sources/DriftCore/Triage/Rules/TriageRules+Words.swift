/// What people say of a Space's page where they have no log: it names the phase, and nothing more.
extension TriageRules {
    static let words: [TriageRule] = [
        words(
            "words.building",
            [
                "stuck on building", "stuck in building", "stuck at building", "stuck on \"building", "stuck in \"building",
                "stuck on `building", "stuck in `building", "stuck on **building", "infinite \"building", "infinite building",
                "一直building", "一直在building", "卡building",
            ],
            .build,
            "the Space does not get beyond Building; what is here does not show why",
            .findBuildLog
        ),
        words(
            "words.starting",
            [
                "stuck on preparing", "stuck in preparing", "stuck on \"preparing", "stuck in \"preparing", "stuck in the \"preparing",
                "stuck on `preparing", "stuck on starting", "stuck in starting", "stuck at starting", "stuck on \"starting",
                "stuck at \"starting", "stuck on `starting", "Your space is in error",
            ],
            .health,
            "the Space does not come up; what is here does not show why",
            .findRunLog
        ),
    ]

    private static func words(_ id: String, _ needles: [String], _ layer: TriageLayer, _ summary: String, _ advice: Advice) -> TriageRule {
        TriageRule(
            id: id,
            date: "2026-06",
            source: "reports of 2024 to 2026",
            needles: needles,
            places: [.page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: layer,
            confidence: .low,
            priority: 20,
            summary: summary,
            advice: advice
        )
    }
}
