/// A log, and how its stream behaves.
package struct StandInLog: Sendable {
    package enum Ending: Sendable {
        /// The server closes the stream when it has sent everything.
        case closes
        /// It stays open; silently, or with an empty `data:` line every so often.
        case staysOpen(keepAliveMilliseconds: Int?)
        /// After what was stored comes something new, and then it stays open.
        case goesOn(line: String)
        /// The connection breaks after so many events, the first so many times.
        case breaks(afterEvents: Int, times: Int)
    }

    package var text: String
    package var ending = Ending.staysOpen(keepAliveMilliseconds: nil)
    package var hasTimestamps = true
    /// Every n-th event is cut off in the middle of its JSON.
    package var malformedEvery: Int?
    /// Instead of one line an event, pieces of so many characters.
    package var pieceLength: Int?
    package var millisecondsBetweenEvents = 0

    package init(_ text: String) { self.text = text }

    /// The events' texts: each line with its end, or pieces.
    var pieces: [String] {
        if let length = pieceLength {
            var pieces: [String] = []
            var rest = text[...]
            while !rest.isEmpty {
                pieces.append(String(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            return pieces
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }.dropLast(text.hasSuffix("\n") ? 1 : 0)
    }
}
