/// The difference between an original and its duplicate (or between two moments of one Space), after normalisation.
///
/// Its JSON form is the contract `driftd.drift/1` (see `docs/JSON-drift.md`).
package struct Drift: Sendable, Hashable {
    /// What may be said over the two sides' evidence.
    package enum Verdict: String, Sendable, Hashable, Codable {
        /// Everything is known, and nothing differs.
        case none
        /// Something differs, and both sides of it were observed.
        case drift
        /// Nothing observed differs, but something is not known.
        case noVerdict = "no-verdict"
    }

    package var original: DriftSide
    package var duplicate: DriftSide
    /// Sorted by normalized name.
    package var packages: [PackageDrift]
    package var facts: [FactDrift]
    /// What keeps the comparison from being complete.
    package var unknown: [DriftUnknown]
    package var isComplete: Bool
    package var verdict: Verdict

    package init(
        original: DriftSide,
        duplicate: DriftSide,
        packages: [PackageDrift],
        facts: [FactDrift],
        unknown: [DriftUnknown],
        requireComplete: Bool
    ) {
        self.original = original
        self.duplicate = duplicate
        self.packages = packages
        self.facts = facts
        self.unknown = unknown
        isComplete = original.isComplete && duplicate.isComplete && unknown.isEmpty
        let isDrifted = packages.contains(where: \.isObservedDrift) || facts.contains(where: \.isObservedDrift)
        verdict =
            switch (isDrifted, isComplete) {
            case (_, false) where requireComplete: .noVerdict
            case (true, _): .drift
            case (false, true): .none
            case (false, false): .noVerdict
            }
    }
}
