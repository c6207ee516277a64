package import DriftCore

/// Compares an original with its duplicate.
package struct CompareSnapshots: Sendable {
    package struct Result: Sendable, Hashable {
        package var drift: Drift
        package var original: ResolvedSnapshot
        package var duplicate: ResolvedSnapshot
    }

    private let resolver: SnapshotResolver

    package init(resolver: SnapshotResolver) { self.resolver = resolver }

    package func run(original: SnapshotReference, duplicate: SnapshotReference, requireComplete: Bool) throws -> Result {
        let (first, second) = (try resolver.resolve(original), try resolver.resolve(duplicate))
        var drift = Drift.between(original: first.snapshot, duplicate: second.snapshot, requireComplete: requireComplete)
        if first.snapshot.space == nil { drift.original.label = first.label }
        if second.snapshot.space == nil { drift.duplicate.label = second.label }
        return Result(drift: drift, original: first, duplicate: second)
    }
}
