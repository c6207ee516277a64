extension PlatformEras {
    /// The first thing in it that makes no sense, with its place; `nil`: nothing.
    package var fault: String? {
        if schema != Self.schema { return "schema: expected \(Self.schema)" }
        if DayNumber(date) == nil { return "date is no day like 2026-11-22" }
        for (index, row) in recipes.enumerated() { if let fault = fault(in: row) { return "recipes[\(index)].\(fault)" } }
        for (index, row) in pythons.enumerated() {
            if let fault = seenFault(row) { return "pythons[\(index)].\(fault)" }
            if Version(row.version) == nil { return "pythons[\(index)].version is no version" }
        }
        for (index, row) in sdkRules.enumerated() { if let fault = fault(in: row) { return "sdkRules[\(index)].\(fault)" } }
        return nil
    }

    private func fault(in row: Recipe) -> String? {
        if row.sdk.isEmpty { return "sdk is empty" }
        if let line = (row.base + row.platformLine).first(where: { (try? Requirement(parsing: $0)) == nil }) {
            return "`\(line.excerpt(limit: 40))` is no requirement"
        }
        if PipArguments.requirements(in: row.installer).count != 1 { return "installer names no one package" }
        guard row.platformLine.contains(where: { (try? Requirement(parsing: $0))?.name.normalized == row.sdk }) else {
            return "platformLine does not name \(row.sdk)"
        }
        return seenFault(row)
    }

    private func fault(in row: SDKRule) -> String? {
        if VersionSpecifierSet(row.sdkVersions) == nil { return "sdkVersions is no version range" }
        if row.adds.contains(where: { (try? Requirement(parsing: $0)) == nil }) { return "adds is no list of requirements" }
        if DayNumber(row.since) == nil { return "since is no day" }
        return row.source.isEmpty ? "source is empty: nobody could check the row" : nil
    }

    private func seenFault(_ row: some SeenRow) -> String? {
        guard let first = DayNumber(row.firstSeen), let last = DayNumber(row.lastSeen) else { return "firstSeen or lastSeen is no day" }
        if first > last { return "firstSeen is later than lastSeen" }
        if let end = DayNumber(date), last > end { return "lastSeen is later than the table's own date" }
        return row.source.isEmpty ? "source is empty: nobody could check the row" : nil
    }
}
