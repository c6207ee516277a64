internal import DriftCore
internal import DriftLogs
internal import DriftStore

/// The logs that earlier snapshots of a Space hold: they answer for steps that a later build only calls `CACHED`.
struct EarlierLogs {
    /// Different builds that are looked back at; a layer that none of them printed has long left the cache.
    private static let maximumLogs = 24
    private static let maximumBytes = 256 << 20

    /// Newest first. Only whoever reads a capture out of, or into, a store has any.
    static func of(_ capture: Capture, in store: Store) throws -> [EarlierLog] {
        guard let takenAt = Instant(capture.metadata.takenAt) else { return [] }
        var captures: [Int64: Capture] = [:]
        var result: [EarlierLog] = []
        var bytes = 0
        for (snapshot, path) in try store.buildLogs(of: capture.metadata.space, before: takenAt, limit: maximumLogs) {
            let earlier = try captures[snapshot] ?? store.capture(ofSnapshot: snapshot)
            captures[snapshot] = earlier
            guard let earlier, let log = earlier.files[path] else { continue }
            bytes += log.count
            guard bytes <= maximumBytes else { break }
            result.append(EarlierLog(name: "@\(snapshot):\(path)", bytes: log, files: CapturedFiles(of: earlier)))
        }
        return result
    }
}
