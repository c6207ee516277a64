import Foundation

/// A directory of a test's own, gone with the value that holds it.
package final class ScratchDirectory: Sendable {
    /// Absolute, without a slash at the end.
    package let path: String

    /// - Parameter inMemory: on the machine's memory disk, if it has one: for tests that make thousands of transactions.
    package init(inMemory: Bool = false) throws {
        let memoryDisk = "/dev/shm"
        let place =
            inMemory && FileManager.default.isWritableFile(atPath: memoryDisk) ? memoryDisk : FileManager.default.temporaryDirectory.path
        path = place + "/driftd-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes the directories on the way.
    package func write(_ content: some Sequence<UInt8>, to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content).write(to: url)
    }

    package func write(_ text: String, to name: String) throws { try write(text.utf8, to: name) }

    package func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))) }

    /// Every file below, by its path relative to this directory, sorted.
    package func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isDirectory) ? !isDirectory.boolValue : true
        }.sorted()
    }
}
