/// What sort of failure it is, for whoever acts on it without reading.
package enum FailureKind: Sendable, Hashable {
    case failed
    /// The command was called wrongly.
    case usage
    /// Nothing broke, but the evidence does not suffice.
    case noVerdict
}
