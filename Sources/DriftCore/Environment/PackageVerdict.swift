/// Which version is there in the end, by which evidence, or why that is not known.
package struct PackageVerdict: Sendable, Hashable {
    package enum Status: String, Sendable, Hashable, Codable {
        /// The version is known.
        case known
        /// The package is there, or may be; its version is not known.
        case unknown
        /// Nothing put it there, and the logs account for everything.
        case absent
    }

    package var status: Status
    package var version: String?
    package var source: String?
    package var evidence: Evidence?
    /// A step behind the evidence that nobody saw, which may have put another version there.
    package var gap: Gap?
    /// One sentence without a full stop.
    package var reason: String

    package init(
        status: Status,
        version: String? = nil,
        source: String? = nil,
        evidence: Evidence? = nil,
        gap: Gap? = nil,
        reason: String
    ) {
        self.status = status
        self.version = version
        self.source = source
        self.evidence = evidence
        self.gap = gap
        self.reason = reason
    }
}
