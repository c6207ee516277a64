/// What a ZeroGPU call is admitted for and costs, as dated data; older rows are kept beside newer ones.
package struct QuotaTable: Sendable, Hashable, Encodable {
    /// Seconds of GPU a day.
    package struct Tier: Sendable, Hashable, Encodable {
        package var name: String
        package var secondsPerDay: Int
        package var date: String
        package var source: String
    }

    /// The longest single call. The platform publishes it for PRO alone; the other rows are what its staff and refused callers reported.
    package struct CallLimit: Sendable, Hashable, Encodable {
        package var caller: String
        package var seconds: Int
        package var date: String
        package var source: String
    }

    /// A generation of cards: `admitted = duration × factor`.
    package struct Generation: Sendable, Hashable, Encodable {
        package var name: String
        /// Multiplies the duration of what is not asked for as xlarge.
        package var durationFactor: Double
        /// Multiplies the cost of an xlarge function.
        package var xlargeFactor: Int
        package var date: String
        package var source: String
    }

    /// Without `duration=`.
    package var defaultDuration: Int
    /// Newest first.
    package var tiers: [Tier]
    /// Newest first.
    package var generations: [Generation]
    /// Newest first; a longer call is refused as `ZeroGPU illegal duration`, whatever is left of the quota.
    package var callLimits: [CallLimit]

    /// The rows of the newest date.
    package var currentTiers: [Tier] {
        let date = tiers.map(\.date).max()
        return tiers.filter { $0.date == date }
    }

    /// One row as people read it.
    package struct Row: Sendable, Hashable {
        package var name: String
        package var value: String
        package var date: String
        package var source: String
        /// It counts today.
        package var isCurrent: Bool
    }

    /// Of each kind the newest counts: a tier's date, a generation of cards, the limits of the newest day.
    package var rows: [Row] {
        let (day, limitDay) = (tiers.map(\.date).max(), callLimits.map(\.date).max())
        return tiers.map {
            Row(name: $0.name, value: "\($0.secondsPerDay) s a day", date: $0.date, source: $0.source, isCurrent: $0.date == day)
        }
            + generations.map {
                let value = "× \($0.durationFactor), xlarge × \($0.xlargeFactor)"
                return Row(name: $0.name, value: value, date: $0.date, source: $0.source, isCurrent: $0 == generations.first)
            }
            + callLimits.map {
                Row(
                    name: $0.caller,
                    value: "a call up to \($0.seconds) s",
                    date: $0.date,
                    source: $0.source,
                    isCurrent: $0.date == limitDay
                )
            }
    }

    package static let current = QuotaTable(
        defaultDuration: 60,
        tiers: [
            tier("anonymous", 120), tier("free account", 300), tier("PRO", 2400), tier("Team", 2400), tier("Enterprise", 3600),
            tier("anonymous", 120, guide), tier("free account", 210, guide), tier("PRO", 1500, guide),
        ],
        generations: [
            Generation(
                name: "RTX PRO 6000",
                durationFactor: 1.5,
                xlargeFactor: 2,
                date: "2026-09-13",
                source: "spaces 0.51.3, zero/configs.json and zero/client.py"
            ),
            Generation(
                name: "H200",
                durationFactor: 1,
                xlargeFactor: 2,
                date: "2025-07-01",
                source: "spaces 0.51.3, zero/configs.json; Hub documentation, spaces-zerogpu"
            ),
        ],
        callLimits: [
            CallLimit(caller: "PRO", seconds: 2400, date: "2026-09-13", source: "spaces 0.51.3, zero/client.py (\"up to 40 min\")"),
            CallLimit(caller: "anybody logged in", seconds: 300, date: "2024", source: "Spaces' community, KoolCogVideoX 2"),
            CallLimit(caller: "anybody", seconds: 300, date: "2024", source: "the platform's staff, zero-gpu-explorers 7"),
        ]
    )

    private static let today = (date: "2026-08-22", source: "Hub documentation, spaces-zerogpu")
    private static let guide = (
        date: "2025-09-14", source: "Spaces' own notices of 2025; huggingface_hub#3362; hub-docs#2032 (2025-11: 2, 3.5, 25 minutes)"
    )

    private static func tier(_ name: String, _ seconds: Int, _ origin: (date: String, source: String) = today) -> Tier {
        Tier(name: name, secondsPerDay: seconds, date: origin.date, source: origin.source)
    }
}
