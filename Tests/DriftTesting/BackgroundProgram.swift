import Foundation

/// A server that a test starts and that ends with it.
package final class BackgroundProgram: Sendable {
    private let process: Process
    private let scratch: ScratchDirectory

    private enum Failure: Error { case notStarted(String) }

    /// - Parameter isReady: Given what it has printed so far.
    package init(
        _ path: String,
        _ arguments: [String],
        environment: [String: String] = ["PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"],
        isReady: (String) -> Bool
    ) throws {
        scratch = try ScratchDirectory()
        try scratch.write("", to: "output")
        process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/output"))
        process.standardOutput = output
        process.standardError = output
        try process.run()
        for _ in 0..<2400 {
            if isReady(try printed()) { return }
            if !process.isRunning { break }
            Thread.sleep(forTimeInterval: 0.025)
        }
        let words = try printed()
        stop()
        throw Failure.notStarted(words)
    }

    deinit { stop() }

    /// What it has printed so far, errors among it.
    package func printed() throws -> String { String(decoding: try scratch.read("output"), as: UTF8.self) }

    // Not `terminate`: a test run may have its children ignore that signal.
    package func stop() { kill(process.processIdentifier, SIGKILL) }
}
