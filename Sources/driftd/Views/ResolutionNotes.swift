import DriftCore
import DriftEngine

/// What was passed over on the way from a reference to a snapshot.
enum ResolutionNotes {
    static func of(_ resolved: ResolvedSnapshot) -> [String] {
        var notes: [String] = []
        if let newest = resolved.newerFailures.first {
            let count = resolved.newerFailures.count
            let others = count == 1 ? "a newer snapshot (@\(newest)) shows" : "\(count) newer snapshots (the last is @\(newest)) show"
            notes.append(
                "\(resolved.label): \(others) no build that went through; @\(resolved.snapshot.id ?? 0) was taken (`driftd show @\(newest)`)"
            )
        }
        if let build = resolved.snapshot.lastBuild, build.outcome != .succeeded {
            let outcome = build.outcome == .failed ? "failed" : "is cut off in the log"
            let hasSucceeded = resolved.snapshot.reading.builds.contains { $0.outcome == .succeeded }
            let packages = hasSucceeded ? "; the packages are those of the last build that succeeded" : ""
            notes.append("\(resolved.label): the newest build \(outcome)\(packages)")
        }
        return notes
    }
}
