import ArgumentParser
import DriftEngine
import Foundation

/// How commands take references: as text, so that a malformed one is wrong usage with a message that says what is right.
enum ReferenceHelp {
    static let snapshot = ArgumentHelp("A snapshot: owner/name, owner/name@<id, date or commit>, @<id>, or a path.", valueName: "ref")
    static let original = ArgumentHelp("The snapshot to go by, a <ref>.", valueName: "original")
    static let duplicate = ArgumentHelp("The snapshot that may have drifted, a <ref>.", valueName: "duplicate")

    /// What can be no other reference is a path if something of that name is here: `checkout`, `captures/2026/original`.
    static func parse(_ text: String) throws(ValidationError) -> SnapshotReference {
        do throws(ReferenceError) {
            return try SnapshotReference(text)
        } catch {
            if FileManager.default.fileExists(atPath: text) { return .path(text) }
            throw ValidationError("\(error.message); \(error.hint)")
        }
    }
}
