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

    /// The duplicate's packages, made from the original's by undoing each difference; sorted.
    /// Versions that are spelled differently but equal (`1.0`, `1.0.0`) keep the original's spelling.
    package func applied(to packages: [Release]) -> [Release] {
        var result = packages
        for drift in self.packages {
            if let original = drift.original?.release, let index = result.firstIndex(of: original) { result.remove(at: index) }
        }
        result += self.packages.compactMap { $0.duplicate?.release }
        return result.sorted(by: Release.isOrderedBefore)
    }
}

/// One of the two that are compared.
package struct DriftSide: Sendable, Hashable, Codable {
    /// What to call it: `owner/name`, or the path it was read from.
    package var label: String
    package var snapshot: Int64?
    package var takenAt: String?
    package var commit: String?
    /// How the newest build in the evidence ended; the comparison takes the last one that succeeded.
    package var newestBuild: BuildRecord.Outcome?
    package var packageCount: Int
    package var isComplete: Bool
    /// The steps that the evidence does not show.
    package var gaps: [Gap]
    /// What each `Evidence.log` index stands for.
    package var logs: [String]

    private enum CodingKeys: String, CodingKey {
        case label, snapshot, takenAt, commit, newestBuild, packageCount, gaps, logs
        case isComplete = "complete"
    }

    package init(_ snapshot: Snapshot) {
        label = snapshot.space?.description ?? "unnamed"
        self.snapshot = snapshot.id
        takenAt = snapshot.takenAt
        commit = snapshot.commit
        newestBuild = snapshot.lastBuild?.outcome
        packageCount = snapshot.reading.packages.count
        isComplete = snapshot.reading.isComplete
        gaps = snapshot.reading.gaps
        logs = snapshot.logPaths
    }

    /// Absent facts are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(label, forKey: .label)
        try container.encode(snapshot, forKey: .snapshot)
        try container.encode(takenAt, forKey: .takenAt)
        try container.encode(commit, forKey: .commit)
        try container.encode(newestBuild, forKey: .newestBuild)
        try container.encode(packageCount, forKey: .packageCount)
        try container.encode(isComplete, forKey: .isComplete)
        try container.encode(gaps, forKey: .gaps)
        try container.encode(logs, forKey: .logs)
    }
}

/// Something that one side's evidence does not show.
package struct DriftUnknown: Sendable, Hashable, Codable {
    package enum Side: String, Sendable, Hashable, Codable {
        case original, duplicate
    }

    package enum Reason: String, Sendable, Hashable, Codable {
        /// The package is there, in a version that nobody printed; or the fact was not seen.
        case notShown = "not-shown"
        /// The version was worked out or reported by the app, not seen at installation.
        case notObserved = "not-observed"
        /// The other side has the package; whether this one does is not shown.
        case presenceUnknown = "presence-unknown"
    }

    package var side: Side
    /// A package's normalized name, or a fact: `python`, `sdk`.
    package var name: String
    package var reason: Reason

    package init(side: Side, name: String, reason: Reason) {
        self.side = side
        self.name = name
        self.reason = reason
    }
}
