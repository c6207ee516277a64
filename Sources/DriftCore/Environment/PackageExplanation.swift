/// Everything that logs say of one package, and what follows from it.
///
/// Its JSON form is the contract `driftd.explanation/1` (see `docs/JSON-explanation.md`).
package struct PackageExplanation: Sendable, Hashable {
    package var package: PackageName
    package var verdict: PackageVerdict
    /// In the order of the logs.
    package var lines: [ExplainedLine]
    /// More lines name the package than are listed.
    package var isTruncated: Bool

    package init(package: PackageName, verdict: PackageVerdict, lines: [ExplainedLine], isTruncated: Bool = false) {
        self.package = package
        self.verdict = verdict
        self.lines = lines
        self.isTruncated = isTruncated
    }
}

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
    /// One sentence without a full stop.
    package var reason: String

    package init(status: Status, version: String? = nil, source: String? = nil, evidence: Evidence? = nil, reason: String) {
        self.status = status
        self.version = version
        self.source = source
        self.evidence = evidence
        self.reason = reason
    }
}
