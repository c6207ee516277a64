package import DriftCore
internal import DriftLogs

/// Log files of one Space, oldest first, to the environment that they show.
package enum ParseLogs {
    /// `-` stands for standard input.
    package static func run(_ paths: [String]) throws(FileError) -> EnvironmentReading {
        var logs: [[UInt8]] = []
        for path in paths {
            logs.append(
                path == "-"
                    ? try FileContent.readStandardInput(limitBytes: CaptureLimits.logBytes)
                    : try FileContent.read(path, limitBytes: CaptureLimits.logBytes)
            )
        }
        return LogReader.read(logs)
    }
}
