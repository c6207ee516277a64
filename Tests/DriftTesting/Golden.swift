import Foundation
import Testing

/// Expected outputs under `Tests/Golden`. `DRIFTD_UPDATE_GOLDEN=1 swift test` writes them anew; the diff is then read like code.
package enum Golden {
    /// Holds `text` against the file; what differs is shown line by line.
    package static func expect(_ text: String, matches name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let file = directory.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["DRIFTD_UPDATE_GOLDEN"] == "1" {
            do {
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            } catch {
                Issue.record("\(name) was not written: \(error)", sourceLocation: sourceLocation)
            }
            return
        }
        guard let expected = try? Data(contentsOf: file) else {
            Issue.record("Tests/Golden/\(name) is missing; write it with DRIFTD_UPDATE_GOLDEN=1", sourceLocation: sourceLocation)
            return
        }
        let wanted = String(decoding: expected, as: UTF8.self)
        if wanted != text {
            let shown = difference(from: wanted, to: text)
            Issue.record("differs from Tests/Golden/\(name):\n\(shown)", sourceLocation: sourceLocation)
        }
    }

    /// `Tests/Golden`, found from this file.
    private static let directory = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")

    /// The removed and added lines, at most 40.
    private static func difference(from wanted: String, to text: String) -> String {
        let old = wanted.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = new.difference(from: old).map { change in
            switch change {
            case .remove(let offset, let line, _): (offset, "- \(line)")
            case .insert(let offset, let line, _): (offset, "+ \(line)")
            }
        }
        return changes.sorted { $0.0 < $1.0 }.prefix(40).map(\.1).joined(separator: "\n")
    }
}
