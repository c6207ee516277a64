/// A line that the verdict rests on; control characters removed, cut to 300 characters.
package struct TriageEvidence: Sendable, Hashable, Codable {
    /// From 0.
    package var log: Int
    /// Physical line, from 1.
    package var line: Int
    package var text: String
}
