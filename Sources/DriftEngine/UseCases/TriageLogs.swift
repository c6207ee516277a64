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
        /// What it was duplicated from, as its capture says.
        var origin: DuplicateOrigin?
        /// The same, with what the database knows where it was asked: the other side's name where nobody gives one.
        package var original: SpaceName?
        /// `zero-a10g`; `nil`: no answer of the Hub's says.
        var hardware: String?

        /// With the original's name in the commands, and the Space's own in those that this adds.
        package mutating func name(original: String) { verdict = verdict.naming(original: original, space: space) }

        var isFailure: Bool { ![.none, .unknown].contains(verdict.bucket) }
    }

    /// Log files of one Space, oldest first; `-` stands for standard input. A single capture directory stands for its logs.
    package static func run(_ paths: [String]) throws -> Result {
        if let path = paths.first, paths.count == 1, path != "-", DirectoryListing.isDirectory(path) {
            let (capture, omissions) = try CaptureDirectory.load(path, logs: .ends)
            return advised(judged(capture, omissions))
        }
        var logs: [Log] = []
        for (index, path) in paths.enumerated() { logs.append(try log(index, at: path)) }
        return Result(verdict: verdict(on: logs, reading: LogReader.read(logs.map(\.bytes)), space: nil), logNames: paths)
    }

    static func advised(_ result: Result) -> Result {
        var result = result
        result.verdict = result.verdict.advisingOnPaidHardware(
            result.hardware,
            PaidHardware(after: nil, commit: nil, drift: nil),
            space: result.space
        )
        return result
    }

    /// Without what the database alone knows. The capture's exact list and answers count as well when a known break is held against the
    /// versions.
    ///
    /// - Parameter omissions: what is missing already of a log, by its path.
    static func judged(_ capture: Capture, _ omissions: [String: TriageOmission] = [:]) -> Result {
        let paths = capture.logPaths
        let space = capture.metadata.space
        let logs = paths.enumerated().map { index, path -> Log in
            let bytes = capture.files[path] ?? []
            if var omission = omissions[path] {
                omission.log = index
                return (bytes, omission)
            }
            var excerpt = LogExcerpt()
            bytes.withUnsafeBytes { excerpt.append($0) }
            return excerpt.finish(log: index)
        }
        let verdict = verdict(on: logs, reading: CaptureReader.snapshot(of: capture).reading, space: space)
        let answers = HubAnswers(capture.files)
        let origin = DuplicateOrigin(of: space, answers: answers, readme: capture.files["repo/README.md"])
        var result = Result(verdict: verdict, logNames: paths, space: space, hardware: answers.currentHardware)
        (result.origin, result.original) = (origin, origin.name)
        if let stage = answers.stage, [.none, .unknown].contains(verdict.bucket), TriageVerdict.isFailure(stage: stage) {
            result.name(stage: stage, reason: answers.errorMessage)
        }
        return result
    }

    private typealias Log = (bytes: [UInt8], omission: TriageOmission?)

    private static func log(_ index: Int, at path: String) throws(FileError) -> Log {
        var excerpt = LogExcerpt()
        try FileContent.stream(path) { excerpt.append($0) }
        return excerpt.finish(log: index)
    }

    /// Evidence is quoted from logs that may never have been redacted.
    private static func verdict(on logs: [Log], reading: @autoclosure () -> EnvironmentReading, space: SpaceName?) -> TriageVerdict {
        let omissions = logs.compactMap(\.omission)
        // What was installed in between is not known: no version of the rest may verify or contradict a known break.
        var verdict = Triage.verdict(
            on: logs.map { PrintedLog.text(of: $0.bytes) },
            reading: omissions.isEmpty ? reading() : nil,
            space: space
        )
        verdict.omissions = omissions
        for index in verdict.evidence.indices {
            let line = verdict.evidence[index]
            if let omission = omissions.first(where: { $0.log == line.log }), line.line > omission.afterLine {
                verdict.evidence[index].line += omission.lines
            }
            let (redacted, count) = SecretRedaction.redacting(Array(line.text.utf8))
            if count > 0 { verdict.evidence[index].text = String(decoding: redacted, as: UTF8.self) }
        }
        return verdict
    }
}
