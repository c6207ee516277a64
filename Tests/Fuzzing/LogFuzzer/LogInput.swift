import DriftCore
import DriftLogs
import Foundation
import ReadingLaws

/// One input of the fuzzer: the logs of a Space, oldest first, with an ASCII record separator (0x1E) between them.
struct LogInput {
    /// More logs than this are one log.
    private static let maximumLogs = 4

    private let logs: [[UInt8]]
    /// From the input itself, so that an input fails every time or never.
    private let chunkBytes: Int
    private let isEncoded: Bool

    init(_ bytes: UnsafeRawBufferPointer) {
        logs = bytes.split(separator: 0x1E, maxSplits: Self.maximumLogs - 1, omittingEmptySubsequences: false).map(Array.init)
        chunkBytes = 1 + bytes.count % 97 * 7
        // Encoding costs more than reading does.
        isEncoded = bytes.count.isMultiple(of: 8)
    }

    /// Stops the process where a law is broken: libFuzzer keeps the input then.
    func check() {
        let reading = LogReader.read(logs)
        let violations = ReadingLaws.violations(reading)
        if !violations.isEmpty { fatalError("\(violations)") }
        if readInChunks() != reading { fatalError("chunks of \(chunkBytes) bytes give another reading") }
        if isEncoded { checkEncoding(of: reading) }
    }

    private func readInChunks() -> EnvironmentReading {
        var reader = LogReader()
        for log in logs {
            log.withUnsafeBytes { bytes in
                for begin in stride(from: 0, to: bytes.count, by: chunkBytes) {
                    reader.consume(UnsafeRawBufferPointer(rebasing: bytes[begin..<min(begin + chunkBytes, bytes.count)]))
                }
            }
            reader.endLog()
        }
        return reader.finish()
    }

    private func checkEncoding(of reading: EnvironmentReading) {
        do {
            _ = try JSONEncoder().encode(reading)
        } catch {
            fatalError("not encoded: \(error)")
        }
    }
}
