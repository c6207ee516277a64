import DriftTesting
import Foundation
import Testing

/// The real binary as a subprocess: what a user's shell sees. Home, current directory and database are the test's own.
struct DriftdProgram: Sendable {
    /// What one call gave.
    struct Outcome: Sendable {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    func path(_ name: String) -> String { scratch.path + "/" + name }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Copies one of `Captures/`, to be named by a relative path that is the same on every machine.
    func copyCapture(_ name: String, as copy: String? = nil) throws {
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Captures/\(name)").path
        try FileManager.default.copyItem(atPath: source, toPath: path(copy ?? name))
    }

    /// Runs `driftd` with `arguments`. Output goes through files, so that no pipe can fill up and hang the call.
    func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
        try run(executable: Self.executable, arguments, input: input, environment: environment)
    }

    /// The same while this process serves what `driftd` asks for: on a thread of its own, since waiting on one of the few that tasks share
    /// would leave the server without any.
    func runBesideServer(_ arguments: [String], environment: [String: String]) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try run(arguments, environment: environment) }) }.start()
        }
    }

    /// A shell line while this process serves what its programs ask for.
    func shellBesideServer(_ line: String) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try shell(line) }) }.start()
        }
    }

    /// Runs a shell line in which `driftd` is the program under test.
    func shell(_ line: String) throws -> Outcome {
        let script = "driftd() { '\(Self.executable.path)' \"$@\"; }; \(line)"
        return try run(
            executable: URL(fileURLWithPath: "/bin/bash"),
            ["-c", script],
            input: "",
            environment: ["DRIFTD": Self.executable.path]
        )
    }

    private func run(executable: URL, _ arguments: [String], input: String, environment: [String: String]) throws -> Outcome {
        let streams = try ScratchDirectory()
        try streams.write(input, to: "in")
        for name in ["out", "err"] { try streams.write("", to: name) }
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        process.environment = [
            "HOME": scratch.path, "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "DRIFTD_DB": "driftd.db", "LC_ALL": "C.UTF-8",
            // No test asks a package index unless it is about that.
            "DRIFTD_OFFLINE": "1",
        ].merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: streams.path + "/in"))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: streams.path + "/out"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: streams.path + "/err"))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            output: String(decoding: try streams.read("out"), as: UTF8.self),
            errors: String(decoding: try streams.read("err"), as: UTF8.self)
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

    /// The same where part of the text is another component's: two lines of that shape, the first one saying `error`.
    func expectFailure(_ code: Int32, errorContaining error: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let lines = errors.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(exitCode == code, sourceLocation: sourceLocation)
        #expect(output.isEmpty, sourceLocation: sourceLocation)
        #expect(lines.count == 3 && lines.last == "", "two lines: \(errors)", sourceLocation: sourceLocation)
        #expect(lines.first?.hasPrefix("error: ") == true, "\(errors)", sourceLocation: sourceLocation)
        #expect(lines.dropFirst().first?.hasPrefix("hint: ") == true, "\(errors)", sourceLocation: sourceLocation)
        #expect(lines.first?.contains(error) == true, "\(errors)", sourceLocation: sourceLocation)
    }

    /// A result with nothing to complain about.
    func expectSuccess(_ code: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(exitCode == code, "\(errors)", sourceLocation: sourceLocation)
        #expect(errors.isEmpty, sourceLocation: sourceLocation)
    }
}
