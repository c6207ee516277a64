import DriftCore

/// Logs of one Space, oldest first, to the environment that they show.
package enum LogReader {
    /// Never throws and never traps, whatever the bytes are: content that is no log gives an empty, incomplete reading
    /// with the diagnostic `log.unrecognised`.
    package static func read(_ logs: [[UInt8]]) -> EnvironmentReading {
        read(
            logs.map { bytes in
                var stream = LogStream()
                bytes.withUnsafeBytes { stream.consume($0) }
                return stream
            }
        )
    }

    /// The same for logs that were handed over piece by piece.
    package static func read(_ streams: [LogStream]) -> EnvironmentReading {
        ReadingAssembler.assemble(
            streams.map { stream in
                var stream = stream
                return stream.finish()
            }
        )
    }
}
