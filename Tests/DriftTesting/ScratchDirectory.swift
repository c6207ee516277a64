import Foundation

/// A directory of a test's own, gone with the value that holds it.
package final class ScratchDirectory: Sendable {
    /// Absolute, without a slash at the end.
    package let path: String

    /// Followed by the process that the directory is of.
    private static let prefix = "driftd-test-p"
    private static let memoryDisk = "/dev/shm"

    /// A run that was killed leaves its directories behind: the next one takes them away, once, where their process is gone.
    private static let sweep: Void = {
        for place in [FileManager.default.temporaryDirectory.path, memoryDisk] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] where name.hasPrefix(prefix) {
                guard let process = Int32(name.dropFirst(prefix.count).prefix { $0.isNumber }), kill(process, 0) != 0, errno == ESRCH
                else { continue }
                try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
            }
        }
    }()

    /// - Parameter inMemory: on the machine's memory disk, if it has one: for tests that make thousands of transactions.
    package init(inMemory: Bool = false) throws {
        _ = Self.sweep
        let isInMemory = inMemory && FileManager.default.isWritableFile(atPath: Self.memoryDisk)
        let place = isInMemory ? Self.memoryDisk : FileManager.default.temporaryDirectory.path
        path = "\(place)/\(Self.prefix)\(getpid())-\(UUID().uuidString)"
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
