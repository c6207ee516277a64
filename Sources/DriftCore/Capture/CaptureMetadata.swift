/// `capture.json`, the contract `driftd.capture/1`.
package struct CaptureMetadata: Sendable, Hashable, Codable {
    package static let schema = "driftd.capture/1"

    package var schema: String
    package var space: SpaceName
    /// ISO 8601, UTC.
    package var takenAt: String
    /// How it came to be: `hub`, `replayed with real pip`, `pasted`.
    package var origin: String
    /// What the caller was allowed to read: `build-log`, `run-log`, `variables`, `secrets`, `freeze`. Absent: not tried.
    package var readable: [String: Bool]

    package init(space: SpaceName, takenAt: String, origin: String, readable: [String: Bool] = [:]) {
        schema = Self.schema
        self.space = space
        self.takenAt = takenAt
        self.origin = origin
        self.readable = readable
    }
}
