internal import Foundation
internal import Subprocess
internal import SystemPackage

/// One program, run to its end: its output kept up to a limit, lines handed on as they come, a time limit, and nobody left behind.
struct ToolRun: Sendable {
    struct Output: Sendable, Hashable {
        var status: TerminationStatus
        /// What it printed on its output, which for most tools is their result.
        var result: [UInt8]
        /// The last of what it printed on standard error, or on both where they were put together.
        var messages: String

        var isSuccess: Bool { status.isSuccess }
    }

    var program: String
    var arguments: [String]
    /// What to call it in messages.
    var name: String
    var directory: String
    var variables: [String: String]
    var timeLimit: Duration

    /// Bytes kept of standard output, and of messages.
    private static let outputLimit = 32 << 20
    private static let messageLimit = 512 << 10

    /// - Parameters:
    ///   - onLine: given each line of output, where it is to be watched.
    ///   - givesUp: whether a line says that there is no more to wait for; the program is stopped then, and this thrown.
    func run(
        onLine: (@Sendable (String) -> Void)? = nil,
        givesUp: (@Sendable (String) -> ResolverError?)? = nil
    ) async throws(ResolverError) -> Output {
        let (reasons, reason) = AsyncStream.makeStream(of: ResolverError.self)
        let isWatched = onLine != nil || givesUp != nil
        let watch: @Sendable (String) -> Void = { line in
            onLine?(line)
            if let error = givesUp?(line) { reason.yield(error) }
        }
        do {
            return try await withThrowingTaskGroup(of: Output?.self) { group in
                group.addTask { try await execute(onLine: isWatched ? watch : nil) }
                group.addTask {
                    for await error in reasons { throw error }
                    throw CancellationError()
                }
                group.addTask {
                    try await Task.sleep(for: timeLimit)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let output = first else {
                    throw ResolverError.timedOut(step: name, seconds: Int(timeLimit.components.seconds))
                }
                return output
            }
        } catch let error as ResolverError {
            throw error
        } catch {
            if Task.isCancelled || error is CancellationError { throw .interrupted }
            throw Self.error(error, program: program, step: name)
        }
    }

    private func execute(onLine: (@Sendable (String) -> Void)?) async throws -> Output {
        var options = PlatformOptions()
        // Its own group, so that what it starts in turn (a compiler, git) ends with it.
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500)),
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200)),
        ]
        let environment = Dictionary(
            variables.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } },
            uniquingKeysWith: { first, _ in first }
        )
        let result = try await Subprocess.run(
            .path(FilePath(program)),
            arguments: Arguments(arguments),
            environment: .custom(environment),
            workingDirectory: FilePath(directory),
            platformOptions: options,
            input: .none,
            output: .sequence,
            error: .sequence
        ) { execution in
            async let messages = Self.collect(execution.standardError, keepingLast: Self.messageLimit, onLine: onLine)
            let output = try await Self.collect(execution.standardOutput, keepingLast: Self.outputLimit, onLine: onLine)
            return (output, try await messages)
        }
        try Task.checkCancellation()
        let (output, messages) = result.closureResult
        return Output(status: result.terminationStatus, result: output, messages: String(decoding: messages, as: UTF8.self))
    }

    private static func collect(
        _ sequence: SubprocessOutputSequence,
        keepingLast limit: Int,
        onLine: (@Sendable (String) -> Void)?
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var line: [UInt8] = []
        for try await buffer in sequence {
            let chunk = buffer.withUnsafeBytes { Array($0) }
            bytes += chunk
            if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
            guard let onLine else { continue }
            for byte in chunk {
                if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                    if !line.isEmpty { onLine(String(decoding: line, as: UTF8.self)) }
                    line.removeAll(keepingCapacity: true)
                } else if line.count < 4096 {
                    line.append(byte)
                }
            }
        }
        if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
        return bytes
    }

    private static func error(_ error: any Swift.Error, program: String, step: String) -> ResolverError {
        guard let failure = error as? SubprocessError else { return .crashed(step: step, status: "\(error)", lastLine: "") }
        if failure.code == .executableNotFound { return .programMissing(program) }
        if failure.code == .spawnFailed || failure.code == .failedToChangeWorkingDirectory {
            return .notStartable(program: program, reason: failure.underlyingError.map { "\($0)" } ?? "the system refused")
        }
        return .crashed(step: step, status: "\(failure.code)", lastLine: "")
    }
}

extension TerminationStatus {
    /// Ended by a signal: it said nothing about the requirements.
    var isSignal: Bool { if case .signaled(let signal) = self { signal != 0 } else { false } }

    /// `exit code 1`, `signal 9`.
    var text: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signaled(let signal): "signal \(signal)"
        }
    }
}
