internal import DriftCore
internal import DriftLogs

/// What tells one build from the next, also of the same commit: when it was queued, and of which commit.
///
///     ===== Build Queued at 2026-07-05 07:53:08 / Commit SHA: c515370 =====
enum BuildBanner {
    /// `2026-07-05T07:53:08Z c515370`; of a log that does not begin so its first line; `nil` of an empty one.
    static func identity(ofLogBeginning text: some Sequence<UInt8>) -> String? {
        let bytes = Array(text.prefix(beginningBytes))
        if let build = LogReader.read([bytes]).builds.first, let queuedAt = build.queuedAt {
            return build.commit.map { "\(queuedAt) \($0)" } ?? queuedAt
        }
        let first = bytes.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }).first { line in
            !line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        }
        return first.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same of the newest build log of a capture.
    static func identity(of capture: Capture) -> String? {
        guard let path = capture.logPaths.last(where: { $0.hasPrefix("logs/build") }) else { return nil }
        return identity(ofLogBeginning: capture.files[path] ?? [])
    }

    private static let beginningBytes = 4096
}
