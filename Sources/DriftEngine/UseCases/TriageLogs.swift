package import DriftCore
internal import DriftLogs

/// Logs, or a capture's logs, to what the Space suffers from.
package enum TriageLogs {
    /// The verdict, and what the logs are called in it.
    package struct Result: Sendable {
        package var verdict: TriageVerdict
        /// By the evidence's log number.
        package var logNames: [String]
        /// `nil`: the logs do not say whose they are.
        var space: SpaceName?

        /// With the original's name in the commands, and the Space's own in those that this adds.
        package mutating func name(original: String) { verdict = verdict.naming(original: original, space: space) }

        var isFailure: Bool { ![.none, .unknown].contains(verdict.bucket) }
    }

    /// Log files of one Space, oldest first; `-` stands for standard input. A single capture directory stands for its logs.
    package static func run(_ paths: [String]) throws -> Result {
        if let path = paths.first, paths.count == 1, path != "-", DirectoryListing.isDirectory(path) {
            return run(try CaptureDirectory.load(path))
        }
        var logs: [[UInt8]] = []
        for path in paths { logs.append(try content(of: path)) }
        return Result(verdict: verdict(on: logs, reading: LogReader.read(logs), space: nil), logNames: paths)
    }

    /// The capture's exact list and answers count as well when a known break is held against the versions.
    package static func run(_ capture: Capture) -> Result {
        let paths = capture.logPaths
        let logs = paths.compactMap { capture.files[$0] }
        let found = verdict(on: logs, reading: CaptureReader.snapshot(of: capture).reading, space: capture.metadata.space)
        let space = capture.metadata.space
        let advised = found.advisingOnPaidHardware(HubAnswers(capture.files).currentHardware, space: space)
        return Result(verdict: advised, logNames: paths, space: space)
    }

    /// Sections are put in order by their times before any is judged, so that a log is held whole.
    private static func content(of path: String) throws(FileError) -> [UInt8] {
        if path != "-" { return try FileContent.read(path, limitBytes: CaptureLimits.logBytes) }
        var log: [UInt8] = []
        try FileContent.stream(path) { piece in
            if log.count < CaptureLimits.logBytes { log.append(contentsOf: piece) }
        }
        return log
    }

    /// Evidence is quoted from logs that may never have been redacted.
    private static func verdict(on logs: [[UInt8]], reading: @autoclosure () -> EnvironmentReading, space: SpaceName?) -> TriageVerdict {
        var verdict = Triage.verdict(on: logs.map(PrintedLog.text), reading: reading(), space: space)
        for index in verdict.evidence.indices {
            let (redacted, count) = SecretRedaction.redacting(Array(verdict.evidence[index].text.utf8))
            if count > 0 { verdict.evidence[index].text = String(decoding: redacted, as: UTF8.self) }
        }
        return verdict
    }
}
