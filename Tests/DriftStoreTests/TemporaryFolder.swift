import Foundation

/// A folder of one test's own; gone with the test.
final class TemporaryFolder: Sendable {
    let root: String

    init() {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("driftd-store-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { "\(root)/\(name)" }
}
