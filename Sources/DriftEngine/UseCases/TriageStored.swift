internal import DriftCore
internal import DriftStore

/// A stored Space to what it suffers from, with what the database knows beside its logs: earlier failures of the same commit, and other
/// watched Spaces that fail alike.
package struct TriageStored: Sendable {
    private let databasePath: String

    package init(databasePath: String) { self.databasePath = databasePath }

    /// A bare `owner/name` means its newest look, succeeded or not; every other reference the snapshot that it names.
    ///
    /// - Parameter original: what a healthy Space is compared with; `nil`: what it was duplicated from (`DuplicateOrigin`).
    package func run(_ reference: SnapshotReference, original: SnapshotReference? = nil) throws -> TriageLogs.Result {
        let store = try Store.open(at: databasePath, access: .readOnly)
        guard case .latest(let space) = reference else {
            let named = try SnapshotResolver(databasePath: databasePath).summary(of: reference, in: store)
            guard var result = try Self.judged(named.id, in: store) else { throw ReferenceError.notFound(reference) }
            result.original = try result.origin?.name(by: store)
            return TriageLogs.advised(result)
        }
        let history = try store.history(of: space, limit: Self.historyLimit)
        guard let newest = history.first, var result = try Self.judged(newest.id, in: store) else {
            throw ReferenceError.unknownSpace(space, isDirectory: DirectoryListing.isDirectory(space.description))
        }
        result.original = try result.origin?.name(by: store)
        let failures = try history.prefix { try $0.commit == newest.commit && isFailure($0, newest: newest, result, in: store) }.count
        result.verdict = result.verdict.informed(by: try incident(of: newest, result.verdict, in: store), failures: failures)
        let call = try store.smoke(of: space)
        let drift = call == nil ? nil : drift(of: newest, from: original)
        let condition = PaidHardware(after: call, commit: newest.commit, drift: drift)
        result.verdict = result.verdict.advisingOnPaidHardware(result.hardware, condition, space: space)
        return result
    }

    /// `nil`: there is no original, or no snapshot of it.
    private func drift(of newest: SnapshotSummary, from original: SnapshotReference?) -> Drift.Verdict? {
        let comparison = CompareSnapshots(resolver: SnapshotResolver(databasePath: databasePath))
        let duplicate = SnapshotReference.identifier(newest.id, space: newest.space)
        let result =
            original.map { try? comparison.run(original: $0, duplicate: duplicate, requireComplete: false) }
            ?? (try? comparison.run(duplicate: duplicate, requireComplete: false))
        return result?.drift.verdict
    }

    /// More looks than a person's patience has.
    private static let historyLimit = 10

    private func isFailure(
        _ summary: SnapshotSummary,
        newest: SnapshotSummary,
        _ result: TriageLogs.Result,
        in store: Store
    ) throws -> Bool {
        if summary.id == newest.id { return result.isFailure }
        return try Self.judged(summary.id, in: store)?.isFailure ?? false
    }

    /// Of long logs the two ends, as of files: one log at a time is held whole.
    private static func judged(_ snapshot: Int64, in store: Store) throws -> TriageLogs.Result? {
        var omissions: [String: TriageOmission] = [:]
        let capture = try store.capture(ofSnapshot: snapshot) { path, content in
            guard path.hasPrefix("logs/") else { return content }
            var excerpt = LogExcerpt()
            content.withUnsafeBytes { excerpt.append($0) }
            let ends = excerpt.finish(log: 0)
            omissions[path] = ends.omission
            return ends.bytes
        }
        return capture.map { TriageLogs.judged($0, omissions) }
    }

    /// Only Spaces whose newest look lies in the window are read.
    private func incident(of newest: SnapshotSummary, _ verdict: TriageVerdict, in store: Store) throws -> Incident? {
        guard ![.none, .unknown].contains(verdict.bucket), let time = Self.seconds(newest.takenAt) else { return nil }
        let watched = try store.watches().map(\.space)
        guard watched.contains(newest.space) else { return nil }
        var failures: [Incident.Failure] = []
        var looked = 1
        for space in watched where space != newest.space {
            guard let latest = try store.history(of: space, limit: 1).first, let seconds = Self.seconds(latest.takenAt),
                abs(seconds - time) <= Incident.windowSeconds
            else { continue }
            looked += 1
            guard !latest.isSucceeded || latest.stage != "RUNNING", let result = try Self.judged(latest.id, in: store) else { continue }
            failures.append(.init(space: space, seconds: seconds, verdict: result.verdict))
        }
        return Incident(.init(space: newest.space, seconds: time, verdict: verdict), among: failures, watched: looked)
    }

    private static func seconds(_ text: String) -> Int? { Instant(text).map { Int($0.milliseconds / 1000) } }
}
