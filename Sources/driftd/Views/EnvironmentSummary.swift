import DriftCore
import DriftEngine

/// The sum of an environment in one line: `212 packages (210 log, 2 none); incomplete: 1 gap, 2 versions unknown`.
struct EnvironmentSummary: Sendable {
    let text: String

    init(_ reading: EnvironmentReading) {
        let kinds = EvidenceKind.allCases.compactMap { kind -> String? in
            let count = reading.packages.count { $0.evidence.kind == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        let packages = IncompletenessText.counted(reading.packages.count, "package", "packages")
        let evidence = kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"
        text = "\(packages)\(evidence); \(IncompletenessText.of(reading))"
    }
}
