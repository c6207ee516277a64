package import DriftCore
internal import DriftLogs

/// Log files of one Space, oldest first, to the environment that they show.
package enum ParseLogs {
    /// `-` stands for standard input.
    package static func run(_ paths: [String]) throws(FileError) -> EnvironmentReading {
        var logs: [[UInt8]] = []
        for path in paths {
            let log =
                path == "-"
                ? try FileContent.readStandardInput(limitBytes: CaptureLimits.logBytes)
                : try FileContent.read(path, limitBytes: CaptureLimits.logBytes)
            logs.append(SecretRedaction.redacting(log).content)
        }
        return LogReader.read(logs)
    }
}
