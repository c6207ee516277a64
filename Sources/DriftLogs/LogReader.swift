package import DriftCore

/// Logs of one Space, oldest first, to the environment that they show.
package enum LogReader {
    /// Never throws and never traps, whatever the bytes are: content that is no log gives an empty, incomplete reading
    /// with the diagnostic `log.unrecognised`.
    package static func read(_ logs: [[UInt8]]) -> EnvironmentReading {
        EnvironmentReading()
    }
}
