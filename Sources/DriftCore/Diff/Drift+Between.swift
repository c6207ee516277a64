extension Drift {
    /// Compares two snapshots in one pass over their sorted packages.
    ///
    /// - Parameter requireComplete: whether incomplete evidence withholds the verdict even where drift was observed.
    package static func between(original: Snapshot, duplicate: Snapshot, requireComplete: Bool) -> Drift {
        let facts = FactComparison(original: original, duplicate: duplicate).facts
        var comparison = PackageComparison(original: original.reading, duplicate: duplicate.reading)
        comparison.run()
        let unknownFacts = facts.filter { $0.change == .unknown && $0.fact.isEssential }.map { fact in
            DriftUnknown(side: fact.original == nil ? .original : .duplicate, name: fact.fact.rawValue, reason: .notShown)
        }
        let tools = BuildToolComparison(original: original.reading, duplicate: duplicate.reading).drifts
        let isTool = { (name: String?) in tools.contains { $0.name.normalized == name } }
        let packages = comparison.drifts.filter { !isTool($0.name.normalized) } + tools
        var unknown = unknownFacts + comparison.unknown.filter { $0.reason != .presenceUnknown || !isTool($0.name) }
        // A `pip freeze` names no Python: two equal lists are not yet two equal environments.
        let hasPackages = !original.reading.packages.isEmpty || !duplicate.reading.packages.isEmpty
        if hasPackages, original.reading.python == nil, duplicate.reading.python == nil {
            unknown.insert(DriftUnknown(side: .duplicate, name: FactDrift.Fact.python.rawValue, reason: .notShown), at: 0)
            unknown.insert(DriftUnknown(side: .original, name: FactDrift.Fact.python.rawValue, reason: .notShown), at: 0)
        }
        return Drift(
            original: DriftSide(original),
            duplicate: DriftSide(duplicate),
            packages: tools.isEmpty ? comparison.drifts : packages.sorted { $0.name < $1.name },
            facts: facts.filter { $0.fact != .installer || !isTool($0.name) },
            unknown: unknown,
            requireComplete: requireComplete
        )
    }
}
