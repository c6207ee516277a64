import Foundation

/// A program of the machine that a test compares its results with: `bsdtar`, `git`, `patch`.
package struct ExternalProgram: Sendable {
    package let path: String

    /// The first of that name on `PATH`; `nil`: not installed, and the test that needs it is skipped.
    package init?(named name: String) {
        guard let path = Self.path(named: name) else { return nil }
        self.path = path
    }

    /// The executable file at `path`.
    package init(at path: String) { self.path = path }

    package static func path(named name: String) -> String? {
        let directories = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return directories.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    package static func isInstalled(_ name: String) -> Bool { path(named: name) != nil }

    package struct Result: Sendable {
        package var status: Int32
        package var output: [UInt8]
        package var errors: [UInt8]

        package var outputText: String { String(decoding: output, as: UTF8.self) }
        package var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// Runs to the end. Output goes through files, so that no pipe fills up.
    package func run(_ arguments: [String], in directory: String, environment: [String: String] = [:]) throws -> Result {
        let scratch = try ScratchDirectory()
        try scratch.write("", to: "output")
        try scratch.write("", to: "errors")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.environment = ProcessInfo.processInfo.environment
            .merging(["LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"]) { $1 }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/output"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/errors"))
        try process.run()
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: try scratch.read("output"), errors: try scratch.read("errors"))
    }
}
