internal import DriftCore

/// A `pip freeze` list as an environment of its own, or as the better evidence beside logs.
struct FreezeReading: Sendable, Hashable {
    let packages: [ResolvedPackage]
    let diagnostics: [Diagnostic]

    init(_ bytes: [UInt8], file: String) {
        (packages, diagnostics) = FreezeList.parse(bytes, file: file)
    }

    /// Every line was understood and there is at least one, so that the list accounts for every package.
    var isExact: Bool { !packages.isEmpty && !diagnostics.contains { $0.code.hasPrefix("freeze.") } }

    func merged(into reading: EnvironmentReading) -> EnvironmentReading {
        var result = EvidenceLadder.merge(packages, isExact: isExact, into: reading)
        result.diagnostics += diagnostics
        return result
    }

    /// The list alone: packages, and nothing else known.
    var environment: EnvironmentReading { merged(into: EnvironmentReading()) }
}
