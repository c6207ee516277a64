import Foundation
import Hummingbird
import NIOCore

/// Sends a log as the Hub does: what is stored first, then whatever its ending says.
struct StandInLogStream: Sendable {
    let log: StandInLog
    /// This connection is to break.
    let isBroken: Bool

    func write(to writer: inout any ResponseBodyWriter) async throws {
        let now = Date()
        for (index, piece) in log.pieces.enumerated() {
            if isBroken, case .breaks(let count, _) = log.ending, index >= count {
                // What was sent is to arrive: a reset takes with it what the client has not read.
                try await Task.sleep(for: .milliseconds(100))
                throw StandInError.cutOnPurpose
            }
            var line = event(piece, at: now.addingTimeInterval(-3600))
            if let every = log.malformedEvery, (index + 1).isMultiple(of: every) { line = String(line.dropLast(4)) + "\n\n" }
            try await writer.write(ByteBuffer(string: line))
            if log.millisecondsBetweenEvents > 0 { try await Task.sleep(for: .milliseconds(log.millisecondsBetweenEvents)) }
        }
        switch log.ending {
        case .closes, .breaks: break
        case .goesOn(let line):
            try await writer.write(ByteBuffer(string: event(line + "\n", at: Date().addingTimeInterval(5))))
            try await hold(&writer, keepAliveMilliseconds: nil)
        case .staysOpen(let milliseconds): try await hold(&writer, keepAliveMilliseconds: milliseconds)
        }
        try await writer.finish(nil)
    }

    /// Until the client leaves, or the server ends.
    private func hold(_ writer: inout any ResponseBodyWriter, keepAliveMilliseconds: Int?) async throws {
        while true {
            try await Task.sleep(for: .milliseconds(keepAliveMilliseconds ?? 60_000))
            try await writer.write(ByteBuffer(string: keepAliveMilliseconds == nil ? ": held\n\n" : "data:\n\n"))
        }
    }

    private func event(_ text: String, at time: Date) -> String {
        let stamp = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let payload: StandInJSON = ["data": .string(text), "timestamp": log.hasTimestamps ? .string(stamp) : .null]
        return "data: " + String(decoding: payload.bytes, as: UTF8.self) + "\n\n"
    }
}
