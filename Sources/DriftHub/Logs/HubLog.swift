/// A log as far as it was read.
package struct HubLog: Sendable, Hashable {
    /// Why the reading ended: the stream never does by itself while the Space lives.
    package enum End: Sendable, Hashable {
        /// The Hub closed the stream.
        case closed
        /// Nothing came for a while.
        case silence
        /// An event younger than the answer: all that was stored has been sent.
        case caughtUp
        /// The caller had enough.
        case stopped
        /// More than the caller takes: the rest is missing.
        case tooLong
        /// It went on beyond the time for it: the rest is missing.
        case tooSlow
        /// The connection broke, and did so again: the rest is missing.
        case broken
    }

    /// The events' texts, one after the other.
    package var text: [UInt8]
    package var end: End
    /// Lines with an event that is not the JSON it should be; they stand in the text as they came.
    package var malformedCount: Int

    /// Whether what was stored came whole.
    package var isWhole: Bool { end == .closed || end == .silence || end == .caughtUp }
}
