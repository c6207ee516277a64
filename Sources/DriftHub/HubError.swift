/// What went wrong between driftd and the Hub, or its image registry.
package enum HubError: Error, Sendable, Hashable {
    /// No answer: `reason` as the transport says it.
    case unreachable(url: String, reason: String)

    /// Whether trying again later can help.
    package var isTransient: Bool { true }
}
