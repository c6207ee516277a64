import DriftCore

/// The sum of an environment in one line: `212 packages (210 log, 2 none); incomplete: 1 gap, 2 versions unknown`.
struct EnvironmentSummary: Sendable {
    let text: String

    init(_ reading: EnvironmentReading) {
        let kinds = EvidenceKind.allCases.compactMap { kind -> String? in
            let count = reading.packages.count { $0.evidence.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        let packages = Self.counted(reading.packages.count, "package", "packages")
        let evidence = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
        text = "\(packages)\(evidence); \(Self.completeness(reading))"
    }

    static func completeness(_ reading: EnvironmentReading) -> String {
        if reading.isComplete { return "complete" }
        var missing: [String] = []
        if !reading.gaps.isEmpty { missing.append(counted(reading.gaps.count, "gap", "gaps")) }
        if !reading.unknown.isEmpty { missing.append(counted(reading.unknown.count, "version", "versions") + " unknown") }
        return missing.isEmpty ? "incomplete" : "incomplete: \(missing.joined(separator: ", "))"
    }

    static func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
}
