package import DriftCore
internal import DriftLogs

/// Log files of one Space, oldest first, to the environment that they show.
package enum ParseLogs {
    /// `-` stands for standard input. Logs of any size are streamed; tokens in them do not reach the result.
    /// - Parameter checkout: the repository's files at the commit that was built: the logs have to show each step that they ask for.
    package static func run(_ paths: [String], checkout: String? = nil) throws(FileError) -> EnvironmentReading {
        var reader = LogReader(files: try checkout.map { (root) throws(FileError) in try CapturedFiles(checkout: root) })
        var others: [Diagnostic] = []
        for (index, path) in paths.enumerated() {
            var head: [UInt8] = []
            var count = 0
            try FileContent.stream(path) { piece in
                head.append(contentsOf: piece.prefix(OtherThanLog.headBytes - head.count))
                count += piece.count
                reader.consume(piece)
            }
            reader.endLog()
            if let other = OtherThanLog(head: head, isWhole: head.count == count) { others.append(other.diagnostic(log: index)) }
        }
        var reading = reader.finish()
        if reading.packages.isEmpty { reading.diagnostics += others }
        return SecretRedaction.redacting(reading)
    }
}
