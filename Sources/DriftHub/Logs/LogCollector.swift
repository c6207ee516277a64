import Foundation

/// Puts a log together from the pieces of its stream, and says when there is enough of it.
struct LogCollector {
    private(set) var text: [UInt8] = []
    private(set) var malformedCount = 0
    private(set) var eventCount = 0
    private var line: [UInt8] = []
    private let limitBytes: Int
    /// The answer's own time; an event after it happened after the question.
    private let askedAt: Double?
    private let firstEventOnly: Bool
    /// Events that an earlier connection brought: the Hub begins anew with each.
    private var toSkip: Int
    /// By which a log that begins anew is known for the same one.
    private var firstEvent: [UInt8]?

    init(limitBytes: Int, askedAt: Double?, firstEventOnly: Bool = false) {
        self.limitBytes = limitBytes
        self.askedAt = askedAt
        self.firstEventOnly = firstEventOnly
        toSkip = 0
    }

    /// A new connection: the same events come again.
    mutating func reconnect() {
        toSkip = max(toSkip, eventCount)
        eventCount = 0
        line = []
    }

    /// The reason to stop, if there is one.
    mutating func consume(_ bytes: some Sequence<UInt8>) -> HubLog.End? {
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            defer { line.removeAll(keepingCapacity: true) }
            if let end = take(line) { return end }
        }
        return line.count + text.count > limitBytes ? .tooLong : nil
    }

    /// What a stream that was closed leaves without a line end.
    mutating func finish() {
        if !line.isEmpty { _ = take(line) }
        line = []
    }

    private mutating func take(_ line: [UInt8]) -> HubLog.End? {
        let event = LogEvent(line)
        if case .framing = event { return nil }
        noteFirst(line)
        switch event {
        case .framing: return nil
        case .malformed:
            if skips() { return nil }
            malformedCount += 1
            // The reader of logs takes such lines too, and gets out of them what there is.
            text += line + [UInt8(ascii: "\n")]
        case .text(let piece, let time):
            if skips() { return nil }
            text += piece.utf8
            if firstEventOnly, !piece.allSatisfy(\.isWhitespace) { return .stopped }
            if let time, let askedAt, time > askedAt + 1 { return .caughtUp }
        }
        return text.count > limitBytes ? .tooLong : nil
    }

    /// Another first event is another log's: a rebuild or restart has taken the place of the one that was being read.
    private mutating func noteFirst(_ line: [UInt8]) {
        guard eventCount == 0 else { return }
        if let firstEvent, firstEvent != line {
            text = []
            malformedCount = 0
            toSkip = 0
        }
        firstEvent = line
    }

    /// Counts the event; whether it was there before.
    private mutating func skips() -> Bool {
        eventCount += 1
        return eventCount <= toSkip
    }
}
