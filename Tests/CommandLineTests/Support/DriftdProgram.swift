import Foundation
import Testing

/// The real binary as a subprocess: what a user's shell sees.
struct DriftdProgram: Sendable {
    /// What one call gave.
    struct Outcome: Sendable {
        var exitCode: Int32
        var output: String
        var errors: String

        var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
    }

    /// A directory of the test's own; also the home and the current directory of the calls.
    let directory: URL
    var environment: [String: String] = [:]

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("driftd-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }

    func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = directory.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Runs `driftd` with `arguments`. Output goes to files, so that no pipe can fill up and hang the call.
    func run(_ arguments: [String], input: String = "") throws -> Outcome {
        try run(executable: Self.executable, arguments, input: input)
    }

    /// Runs a shell line in which `driftd` is the program under test.
    func shell(_ line: String) throws -> Outcome {
        try run(executable: URL(fileURLWithPath: "/bin/bash"), ["-c", "driftd() { \(Self.executable.path) \"$@\"; }; \(line)"], input: "")
    }

    private func run(executable: URL, _ arguments: [String], input: String) throws -> Outcome {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("driftd-call-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["in", "out", "err"].map { scratch.appendingPathComponent($0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.environment = [
            "HOME": directory.path, "PATH": "/usr/local/bin:/usr/bin:/bin", "DRIFTD_DB": path("driftd.db"),
        ].merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
        )
    }

    /// `driftd` beside the test bundle, wherever the build put both.
    private static let executable: URL = {
        let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let beside = bundle.deletingLastPathComponent().appendingPathComponent("driftd")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent(".build/debug/driftd")
    }()
}

extension DriftdProgram.Outcome {
    /// A failure as the contract has it: the code, one `error:` line, one `hint:` line, nothing on standard output.
    func expectFailure(_ code: Int32, error: String, hint: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(exitCode == code, sourceLocation: sourceLocation)
        #expect(errors == "error: \(error)\nhint: \(hint)\n", sourceLocation: sourceLocation)
        #expect(output.isEmpty, sourceLocation: sourceLocation)
    }
}
