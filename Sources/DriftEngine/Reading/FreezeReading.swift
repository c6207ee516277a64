internal import DriftCore

/// A `pip freeze` list as an environment of its own, or as the better evidence beside logs.
struct FreezeReading: Sendable, Hashable {
    let file: String
    let packages: [ResolvedPackage]
    let diagnostics: [Diagnostic]

    init(_ bytes: [UInt8], file: String) {
        self.file = file
        (packages, diagnostics) = FreezeList.parse(bytes, file: file)
    }

    /// Every line was understood, and there is at least one.
    var isWhole: Bool { !packages.isEmpty && !diagnostics.contains { $0.code.hasPrefix("freeze.") } }

    /// Somebody saw all of them as well, so that the list accounts for every package.
    var isExact: Bool { isWhole && packages.allSatisfy { $0.evidence.kind == .freeze } }

    var source: EvidenceSource { EvidenceSource(label: file, packages: packages, isExact: isExact) }

    /// The list alone: packages, and nothing else known.
    var environment: EnvironmentReading {
        var reading = EvidenceLadder.merge([source], into: EnvironmentReading())
        reading.diagnostics += diagnostics
        return reading
    }
}
