import DriftCore
import Foundation

/// Logs of one Space, oldest first, to the environment that they show.
package enum LogReader {
    /// Never throws and never traps, whatever the bytes are: content that is no log gives an empty, incomplete reading
    /// with the diagnostic `log.unrecognised`.
    package static func read(_ logs: [[UInt8]]) -> EnvironmentReading {
        ReadingAssembler.assemble(logs.map(scan))
    }

    private static func scan(_ bytes: [UInt8]) -> ScannedLog {
        var scanner = LogScanner()
        if let transcoded = UTF16Text.transcoded(bytes) {
            transcoded.withUnsafeBytes { scanner.consume($0) }
        } else {
            bytes.withUnsafeBytes { scanner.consume($0) }
        }
        return scanner.finish()
    }
}
