/// The middle of a log that is too long to be held: triage reads its beginning and its end.
package struct TriageOmission: Sendable, Hashable, Codable {
    /// From 0.
    package var log: Int
    /// The last line before the gap, from 1.
    package var afterLine: Int
    /// How many lines were passed over.
    package var lines: Int
    package var bytes: Int

    package init(log: Int, afterLine: Int, lines: Int, bytes: Int) {
        self.log = log
        self.afterLine = afterLine
        self.lines = lines
        self.bytes = bytes
    }
}
