/// Version clauses that must all hold: `>=1.0,!=1.3,<2`. The empty set takes every version.
package struct VersionSpecifierSet: Sendable, Hashable {
    /// Sorted by their text, each once.
    package let clauses: [VersionSpecifier]

    /// The empty set.
    package init() {
        clauses = []
    }

    package init(_ clauses: some Sequence<VersionSpecifier>) {
        var seen: Set<VersionSpecifier> = []
        self.clauses = clauses.sorted { $0.description.utf8.lexicographicallyPrecedes($1.description.utf8) }
            .filter { seen.insert($0).inserted }
    }

    /// `nil` if one of the clauses, separated by commas, is not valid. Empty clauses are passed over, as `packaging` does.
    package init?(_ text: some StringProtocol) {
        var clauses: [VersionSpecifier] = []
        for part in text.utf8.split(separator: UInt8(ascii: ",")) where !part.allSatisfy(\.isWhitespace) {
            guard let clause = VersionSpecifier(String(decoding: part, as: UTF8.self)) else { return nil }
            clauses.append(clause)
        }
        self.init(clauses)
    }

    package var isEmpty: Bool { clauses.isEmpty }

    /// Whether some clause names a pre-release, which lets pre-releases in: `>=2.0rc1`.
    package var namesPrerelease: Bool { clauses.contains { $0.namesPrerelease } }

    /// The version of a lone `==version` or `===version`, as written: what a freeze or a lock file names.
    package var exactVersion: String? {
        guard clauses.count == 1, let clause = clauses.first, !clause.isPrefix, !clause.versionText.isEmpty,
            clause.comparison == .equal || clause.comparison == .arbitrarilyEqual
        else { return nil }
        return clause.versionText
    }

    /// Whether all clauses hold for `version`.
    ///
    /// `allowingPrereleases: true` is the question "does what is installed satisfy this?". With `false` a pre-release is taken only
    /// if a clause names one, which is how installers choose candidates when final releases are at hand.
    package func contains(_ version: Version, allowingPrereleases: Bool) -> Bool {
        if version.isPrerelease && !allowingPrereleases && !namesPrerelease { return false }
        return clauses.allSatisfy { $0.matches(version) }
    }

    /// As `contains(_:allowingPrereleases:)`; a legacy version satisfies only `===` with the same text.
    package func contains(_ version: PackageVersion, allowingPrereleases: Bool) -> Bool {
        switch version {
        case .pep440(let version):
            return contains(version, allowingPrereleases: allowingPrereleases)
        case .legacy(let text):
            return clauses.allSatisfy { clause in
                clause.comparison == .arbitrarilyEqual && clause.versionText.lowercased() == text.lowercased()
            }
        }
    }
}

extension VersionSpecifierSet: CustomStringConvertible {
    /// Clauses sorted, without white space: `!=1.3,<2,>=1.0`.
    package var description: String { clauses.map(\.description).joined(separator: ",") }
}
