/// Something that one side's evidence does not show.
package struct DriftUnknown: Sendable, Hashable, Codable {
    package enum Side: String, Sendable, Hashable, Codable {
        case original, duplicate
    }

    package enum Reason: String, Sendable, Hashable, Codable {
        /// The package is there, in a version that nobody printed; or the fact was not seen.
        case notShown = "not-shown"
        /// The version was worked out or reported by the app, not seen at installation.
        case notObserved = "not-observed"
        /// The other side has the package; whether this one does is not shown.
        case presenceUnknown = "presence-unknown"
    }

    package var side: Side
    /// A package's normalized name, or a fact: `python`, `sdk`.
    package var name: String
    package var reason: Reason

    package init(side: Side, name: String, reason: Reason) {
        self.side = side
        self.name = name
        self.reason = reason
    }
}
