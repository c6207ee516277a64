/// What the platform itself installed in a Space, by era: dated data, each row with the days on which it was seen and where.
///
/// Its JSON form is the contract `driftd.eras/1` (see `docs/Inference.md`).
package struct PlatformEras: Sendable, Hashable, Codable {
    package static let schema = "driftd.eras/1"

    package var schema: String
    /// The day up to which the rows are known, ISO 8601: `2026-11-22`.
    package var date: String
    package var recipes: [Recipe]
    package var pythons: [DefaultPython]
    package var sdkRules: [SDKRule]

    package init(date: String, recipes: [Recipe], pythons: [DefaultPython], sdkRules: [SDKRule]) {
        schema = Self.schema
        self.date = date
        self.recipes = recipes
        self.pythons = pythons
        self.sdkRules = sdkRules
    }

    /// The steps of a build.
    package struct Recipe: Sendable, Hashable, Codable, SeenRow {
        package var sdk: String
        package var hardwarePrefix: String
        package var firstSeen: String
        package var lastSeen: String
        /// What stands behind `pip install` in the call that brings pip itself: `-U pip`.
        package var installer: [String]
        /// The platform's own layer below the Space's requirements.
        package var base: [String]
        /// The SDK by its bare name, in whatever version the Space asks for, and what stands beside it.
        package var platformLine: [String]
        /// The line and `requirements.txt` in one call of pip; otherwise the line has a call of its own, after it.
        package var isJoined: Bool
        package var source: String
    }

    /// The Python of a Space whose README names none.
    package struct DefaultPython: Sendable, Hashable, Codable, SeenRow {
        /// Empty: any.
        package var sdk: String
        package var hardwarePrefix: String
        package var firstSeen: String
        package var lastSeen: String
        package var version: String
        package var source: String
    }

    /// What goes with some versions of an SDK: extras, and requirements beside it.
    package struct SDKRule: Sendable, Hashable, Codable {
        package var sdk: String
        /// A specifier set: `>=4,<5`.
        package var sdkVersions: String
        package var extras: [String]
        package var adds: [String]
        /// The first day on which it was seen.
        package var since: String
        package var source: String
    }
}

extension PlatformEras {
    /// The recipe seen nearest to the day; `nil`: the platform adds nothing to such a Space, or it is not known what.
    package func recipe(sdk: String, hardware: String?, day: String) -> ChosenRow<Recipe>? {
        Self.nearest(recipes, sdk: sdk, hardware: hardware, day: day)
    }

    package func defaultPython(sdk: String, hardware: String?, day: String) -> ChosenRow<DefaultPython>? {
        Self.nearest(pythons, sdk: sdk, hardware: hardware, day: day)
    }

    /// The platform line of a recipe for an SDK version; `nil`: the newest there is.
    package func platformLine(_ recipe: Recipe, version: String?, day: String) -> [String] {
        let parsed = version.flatMap { Version($0) }
        let rules = sdkRules.filter { rule in
            guard rule.sdk == recipe.sdk, rule.since <= day, let range = VersionSpecifierSet(rule.sdkVersions) else { return false }
            // The newest version is a late one: what holds for the highest versions holds for it.
            guard let parsed else { return !rule.sdkVersions.contains("<") }
            return range.contains(parsed, allowingPrereleases: true)
        }
        let extras = rules.flatMap(\.extras)
        let line = recipe.platformLine.map { requirement in
            // A row may spell out the extras that it was seen with.
            guard let parsed = try? Requirement(parsing: requirement), parsed.name.normalized == recipe.sdk else { return requirement }
            let all = extras.isEmpty ? parsed.extras : extras
            return recipe.sdk + (all.isEmpty ? "" : "[\(all.joined(separator: ","))]") + (version.map { "==\($0)" } ?? "")
        }
        return line + rules.flatMap(\.adds)
    }

    /// Rows for the very hardware come before rows for all; among them the one that was seen nearest to the day, the earlier of two alike.
    private static func nearest<Row: SeenRow>(_ rows: [Row], sdk: String, hardware: String?, day: String) -> ChosenRow<Row>? {
        guard let wanted = DayNumber(day) else { return nil }
        let fitting = rows.filter { $0.sdk.isEmpty || $0.sdk == sdk }
        let special = fitting.filter { !$0.hardwarePrefix.isEmpty && (hardware?.hasPrefix($0.hardwarePrefix) ?? false) }
        func best(_ rows: [Row]) -> ChosenRow<Row>? {
            rows.compactMap { row -> ChosenRow<Row>? in
                guard let first = DayNumber(row.firstSeen), let last = DayNumber(row.lastSeen) else { return nil }
                let days = wanted < first ? first.value - wanted.value : wanted > last ? wanted.value - last.value : 0
                return ChosenRow(row: row, daysAway: days)
            }.min { ($0.daysAway, $0.row.firstSeen) < ($1.daysAway, $1.row.firstSeen) }
        }
        let general = best(fitting.filter(\.hardwarePrefix.isEmpty))
        guard let found = best(special) else { return general }
        // What one kind of hardware had in another year says less than what all others had in that one.
        return found.daysAway > 366 ? general ?? found : found
    }
}
