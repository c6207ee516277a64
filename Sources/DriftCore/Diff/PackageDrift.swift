/// One distribution that is not the same on both sides.
package struct PackageDrift: Sendable, Hashable {
    package enum Change: String, Sendable, Hashable, Codable {
        /// Only the duplicate has it.
        case added
        /// Only the original has it.
        case removed
        /// The duplicate's version is later.
        case upgraded
        /// The duplicate's version is earlier.
        case downgraded
        /// The source differs, the way of installation, or two versions that nothing orders.
        case changed
        /// One side's version or presence is not shown.
        case unknown
    }

    package var name: PackageName
    package var change: Change
    package var original: ResolvedPackage?
    package var duplicate: ResolvedPackage?
    /// Both sides of the difference were seen: a fact, not a consequence of one.
    package var isObserved: Bool
    /// A side has several versions of the name installed at once.
    package var isAnomaly: Bool

    package init(
        name: PackageName,
        change: Change,
        original: ResolvedPackage?,
        duplicate: ResolvedPackage?,
        isObserved: Bool,
        isAnomaly: Bool = false
    ) {
        self.name = name
        self.change = change
        self.original = original
        self.duplicate = duplicate
        self.isObserved = isObserved
        self.isAnomaly = isAnomaly
    }

    /// pip installs the others and is no part of what they do; `pip freeze` does not list it either.
    package var countsAsDrift: Bool { name.normalized != "pip" }

    package var isObservedDrift: Bool { isObserved && change != .unknown && countsAsDrift }
}

extension PackageDrift: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, change, original, duplicate, counts
        case isObserved = "observed"
        case isAnomaly = "anomaly"
    }

    /// An absent side is written as `null`; `counts` says whether the difference is drift of the environment.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(change, forKey: .change)
        try container.encode(original?.withoutCredentials, forKey: .original)
        try container.encode(duplicate?.withoutCredentials, forKey: .duplicate)
        try container.encode(isObserved, forKey: .isObserved)
        try container.encode(isAnomaly, forKey: .isAnomaly)
        try container.encode(countsAsDrift, forKey: .counts)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(PackageName.self, forKey: .name),
            change: try container.decode(Change.self, forKey: .change),
            original: try container.decodeIfPresent(ResolvedPackage.self, forKey: .original),
            duplicate: try container.decodeIfPresent(ResolvedPackage.self, forKey: .duplicate),
            isObserved: try container.decode(Bool.self, forKey: .isObserved),
            isAnomaly: try container.decode(Bool.self, forKey: .isAnomaly)
        )
    }
}

extension ResolvedPackage {
    /// For showing; comparisons need the source as it is.
    fileprivate var withoutCredentials: ResolvedPackage {
        var result = self
        result.release.source = release.source.map(DirectSource.redacted)
        return result
    }
}
