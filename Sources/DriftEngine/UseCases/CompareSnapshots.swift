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

    /// Throws `ReferenceError`, `FileError`, `CaptureError` and `StoreError` of a reference that stands for nothing.
    package func run(original: SnapshotReference, duplicate: SnapshotReference, requireComplete: Bool) throws -> Result {
        compare(try resolver.resolve(original), try resolver.resolve(duplicate), requireComplete)
    }

    /// The duplicate with what it was duplicated from: what its README says, else what the list of watched Spaces does.
    package func run(duplicate: SnapshotReference, requireComplete: Bool) throws -> Result {
        let second = try resolver.resolve(duplicate)
        guard let origin = try resolver.origin(of: second) else { throw ReferenceError.noOrigin(second.label) }
        return compare(try resolver.resolve(.latest(origin)), second, requireComplete)
    }

    private func compare(_ first: ResolvedSnapshot, _ second: ResolvedSnapshot, _ requireComplete: Bool) -> Result {
        var drift = Drift.between(original: first.snapshot, duplicate: second.snapshot, requireComplete: requireComplete)
        drift.name(original: first.label, first.snapshot, duplicate: second.label, second.snapshot)
        return Result(drift: drift, original: first, duplicate: second)
    }
}

extension Drift {
    /// What no Space's name stands for is called by its path.
    mutating func name(original: String, _ first: Snapshot, duplicate: String, _ second: Snapshot) {
        if first.space == nil { self.original.label = original }
        if second.space == nil { self.duplicate.label = duplicate }
    }
}
