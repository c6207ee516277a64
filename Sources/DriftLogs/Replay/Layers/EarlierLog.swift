/// A log that was captured before the ones being read: what it printed may answer for their `CACHED` steps.
package struct EarlierLog: Sendable, Hashable {
    /// What evidence calls it: `@3:logs/build-001.log`.
    package var name: String
    package var bytes: [UInt8]
    package var files: CapturedFiles?

    package init(name: String, bytes: [UInt8], files: CapturedFiles?) {
        self.name = name
        self.bytes = bytes
        self.files = files
    }
}
