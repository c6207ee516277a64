import DriftCore

/// Logs of one Space, oldest first, to all that they say of one package. One pass beside the reader's own.
package struct LogExplainer {
    private let package: PackageName
    private var reader: LogReader
    private var lines = PrintedLineReader()
    private var starts = StartLines()
    private var scanner: MentionScanner
    private var log = 0

    /// - Parameters:
    ///   - files: the repository's files beside these logs.
    ///   - redact: takes out of a line what may not be shown.
    package init(_ package: PackageName, files: CapturedFiles? = nil, redact: @escaping ([UInt8]) -> [UInt8] = { $0 }) {
        self.package = package
        reader = LogReader(files: files)
        scanner = MentionScanner(package, redact: redact)
    }

    /// The next bytes of the current log.
    package mutating func consume(_ bytes: UnsafeRawBufferPointer) {
        reader.consume(bytes)
        lines.consume(bytes) { starts.read($0, $1, $2) { scanner.read($0, $1, $2) } }
    }

    /// The current log ends; what follows is the next one.
    package mutating func endLog() {
        reader.endLog()
        lines.finish { starts.read($0, $1, $2) { scanner.read($0, $1, $2) } }
        starts.end { scanner.read($0, $1, $2) }
        scanner.endLog()
        log += 1
        scanner.beginLog(log)
    }

    package mutating func finish() -> PackageExplanation {
        let reading = reader.finish()
        let judge = MentionJudge(package, scanner, reading, reader.appEnvironment)
        return PackageExplanation(package: package, verdict: judge.verdict, lines: judge.lines, isTruncated: scanner.isTruncated)
    }
}
