/// What people say of a Space's page where they have no log: it names the phase, and nothing more.
extension TriageRules {
    static let words: [TriageRule] = [
        words(
            "words.building",
            [
                "stuck on building", "stuck in building", "stuck at building", "stuck on \"building", "stuck in \"building",
                "stuck on `building", "stuck in `building", "stuck on **building", "infinite \"building", "infinite building",
                "一直building", "一直在building", "卡building", "building 中のまま", "building のまま", "buildingのまま", "building에서 멈",
                "bloqué sur building", "bloqué sur \"building", "bloqué sur « building", "bloqué en building", "se queda en building",
                "se queda en \"building", "atascado en building", "atascado en \"building", "hängt bei building", "hängt bei \"building",
                "hängt in building", "travado em building", "travado em \"building", "preso em building", "preso em \"building",
                "bloccato su building", "bloccato su \"building", "завис на building", "завис на \"building", "зависает на building",
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
                "stuck at \"starting", "stuck on `starting", "bloqué sur starting", "bloqué sur \"starting", "bloqué sur « starting",
                "se queda en starting", "se queda en \"starting", "atascado en \"starting", "hängt bei starting", "hängt bei \"starting",
                "travado em \"starting", "завис на starting", "завис на \"starting", "一直starting", "卡starting", "Your space is in error",
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
