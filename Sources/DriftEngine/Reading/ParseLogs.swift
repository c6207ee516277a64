package import DriftCore
internal import DriftLogs

/// Log files of one Space, oldest first, to the environment that they show.
package enum ParseLogs {
    /// `-` stands for standard input. Logs of any size are streamed; tokens in them do not reach the result.
    package static func run(_ paths: [String]) throws(FileError) -> EnvironmentReading {
        var reader = LogReader()
        for path in paths {
            try FileContent.stream(path) { reader.consume($0) }
            reader.endLog()
        }
        return SecretRedaction.redacting(reader.finish())
    }
}
