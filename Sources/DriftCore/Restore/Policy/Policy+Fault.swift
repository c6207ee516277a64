extension Policy {
    /// The first thing in it that makes no sense, with its place; `nil`: nothing.
    package var fault: String? {
        if !Self.isDate(date) { return "date: `\(date.excerpt(limit: 20))` is no date like 2026-11-22" }
        let rows =
            owned.enumerated().map { ("owned[\($0)]", $1.date, $1.source, fault(in: $1)) }
            + packageLimits.enumerated().map { ("packageLimits[\($0)]", $1.date, $1.source, fault(in: $1.versions, $1.hardwarePrefix)) }
            + pythonLimits.enumerated().map { ("pythonLimits[\($0)]", $1.date, $1.source, fault(in: $1.versions, $1.hardwarePrefix)) }
            + pipRefusals.enumerated().map { ("pipRefusals[\($0)]", $1.date, $1.source, Self.fault(inRange: $1.versions)) }
        for (place, rowDate, source, fault) in rows {
            if let fault { return "\(place).\(fault)" }
            if !Self.isDate(rowDate) { return "\(place).date: `\(rowDate.excerpt(limit: 20))` is no date like 2026-11-22" }
            if rowDate > date { return "\(place).date: \(rowDate) is later than the policy's own \(date)" }
            if source.isEmpty { return "\(place).source is empty: nobody could check the row" }
        }
        return nil
    }

    private func fault(in row: OwnedPackage) -> String? {
        if row.sdk.isEmpty { return "sdk is empty" }
        if !row.sdkVersions.isEmpty, VersionSpecifierSet(row.sdkVersions) == nil {
            return "sdkVersions: `\(row.sdkVersions.excerpt(limit: 40))` is no version range like >=4,<6"
        }
        if let key = row.restoredBy, !FrontMatterEdit.editableKeys.contains(key) {
            return "restoredBy: `\(key.excerpt(limit: 40))` is no key of the README that driftd edits"
        }
        return row.sentence.isEmpty ? "sentence is empty" : nil
    }

    private func fault(in versions: [String], _ hardwarePrefix: String) -> String? {
        if hardwarePrefix.isEmpty { return "hardwarePrefix is empty: it would be about all hardware" }
        if versions.isEmpty { return "versions is empty" }
        return versions.first { Version($0) == nil }.map { "versions: `\($0.excerpt(limit: 40))` is no version" }
    }

    private static func fault(inRange versions: String) -> String? {
        if versions.isEmpty { return "versions is empty: it would be about every release" }
        return VersionSpecifierSet(versions) == nil ? "versions: `\(versions.excerpt(limit: 40))` is no version range like >=4,<6" : nil
    }

    /// `2026-11-22`
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return false }
        let numbers = parts.compactMap { part in part.utf8.allSatisfy(\.isDigit) ? Int(part) : nil }
        return numbers.count == 3 && (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
    }
}
