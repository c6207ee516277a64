/// One clause of a version specifier: `>=1.0`, `==2.1.*`, `~=1.4.2`, `===2004d`.
package struct VersionSpecifier: Sendable {
    package enum Operator: String, Sendable, Hashable, CaseIterable {
        case arbitrarilyEqual = "==="
        case equal = "=="
        case notEqual = "!="
        case compatible = "~="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
    }

    package let comparison: Operator
    /// As written, with its `.*`: `2.1.*`.
    package let versionText: String
    /// Without the `.*`; `nil` only for `===` with something that is no PEP 440 version.
    package let version: Version?
    /// Ends in `.*`; `==` and `!=` only.
    package let isPrefix: Bool

    /// `nil` unless `text`, white space around it ignored, is one valid clause.
    package init?(_ text: some StringProtocol) {
        var scanner = ByteScanner(Array(text.utf8))
        scanner.skip(while: \.isWhitespace)
        guard let clause = VersionSpecifier(scanning: &scanner) else { return nil }
        scanner.skip(while: \.isWhitespace)
        guard scanner.isAtEnd else { return nil }
        self = clause
    }

    /// Reads the longest clause at the scanner's position; moves it only if there is one.
    ///
    ///     clause = "===" ws* [^ws;),]*  |  ("==" | "!=") ws* version-with-local | release ".*"
    ///            | "~=" ws* version of at least two release numbers  |  ("<=" | ">=" | "<" | ">") ws* version
    init?(scanning scanner: inout ByteScanner) {
        let start = scanner.position
        guard let comparison = Self.scanOperator(&scanner) else { return nil }
        self.comparison = comparison
        scanner.skip(while: \.isWhitespace)
        let versionStart = scanner.position
        if comparison == .arbitrarilyEqual {
            versionText = scanner.text(scanner.skip { !$0.isWhitespace && !$0.endsClause })
            version = Version(versionText)
            isPrefix = false
            return
        }
        let allowsLocal = comparison == .equal || comparison == .notEqual
        guard let version = Version(scanning: &scanner, allowingLocal: allowsLocal),
            comparison != .compatible || version.release.count >= 2
        else {
            scanner.position = start
            return nil
        }
        isPrefix = allowsLocal && version.isBaseOnly && scanner.consume(".*")
        self.version = version
        versionText = scanner.text(versionStart..<scanner.position)
    }

    /// Whether `version` is one of those that the clause names, pre-release or not (PEP 440, "Version specifiers").
    package func matches(_ candidate: Version) -> Bool {
        guard let version, comparison != .arbitrarilyEqual else {
            return candidate.description.lowercased() == versionText.lowercased()
        }
        switch comparison {
        case .equal: return matchesEqual(candidate, version)
        case .notEqual: return !matchesEqual(candidate, version)
        case .lessOrEqual: return candidate.publicVersion <= version
        case .greaterOrEqual: return candidate >= version
        case .compatible:
            return candidate >= version && candidate.hasPrefix(epoch: version.epoch, release: version.release.dropLast())
        case .less: return matchesLess(candidate, version)
        case .greater: return matchesGreater(candidate, version)
        case .arbitrarilyEqual: return false
        }
    }

    /// Whether the clause names a pre-release itself, which lets pre-releases in.
    package var namesPrerelease: Bool {
        comparison != .notEqual && !isPrefix && version?.isPrerelease == true
    }

    private func matchesEqual(_ candidate: Version, _ version: Version) -> Bool {
        if isPrefix { return candidate.hasPrefix(epoch: version.epoch, release: version.release) }
        // A clause without a local version takes every local version of it.
        return version.localSegments.isEmpty ? candidate.publicVersion == version : candidate == version
    }

    /// `<1.0` leaves out the pre-releases of 1.0, unless it names a pre-release itself.
    private func matchesLess(_ candidate: Version, _ version: Version) -> Bool {
        var bound = version
        if !version.isPrerelease { bound.dev = .zero }
        return candidate < bound
    }

    /// `>1.0` leaves out the post-releases and local versions of 1.0, unless it names a post-release itself.
    private func matchesGreater(_ candidate: Version, _ version: Version) -> Bool {
        guard candidate.publicVersion > version else { return false }
        if version.isPostrelease || version.isDevrelease { return true }
        return !(candidate.hasSameBase(as: version) && candidate.pre == version.pre)
    }

    private static func scanOperator(_ scanner: inout ByteScanner) -> Operator? {
        if scanner.consume("===") { return .arbitrarilyEqual }
        if scanner.consume("==") { return .equal }
        if scanner.consume("!=") { return .notEqual }
        if scanner.consume("~=") { return .compatible }
        if scanner.consume("<=") { return .lessOrEqual }
        if scanner.consume(">=") { return .greaterOrEqual }
        if scanner.consume("<") { return .less }
        if scanner.consume(">") { return .greater }
        return nil
    }
}

extension VersionSpecifier: Hashable, CustomStringConvertible {
    /// As written, without white space: `>=1.0RC1`.
    package var description: String { comparison.rawValue + versionText }

    /// `==1.0` and `==1.0.0` are the same clause; `~=1.0` and `~=1.0.0` are not.
    package static func == (a: VersionSpecifier, b: VersionSpecifier) -> Bool {
        guard a.comparison == b.comparison, a.isPrefix == b.isPrefix else { return false }
        if a.comparison == .arbitrarilyEqual || a.isPrefix { return a.versionText == b.versionText }
        return a.version == b.version && (a.comparison != .compatible || a.version?.release.count == b.version?.release.count)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(comparison)
        if comparison == .arbitrarilyEqual || isPrefix {
            hasher.combine(versionText)
        } else {
            hasher.combine(version)
        }
    }
}

extension Version {
    /// Nothing but epoch and release.
    fileprivate var isBaseOnly: Bool { pre == nil && post == nil && dev == nil && localSegments.isEmpty }
}

extension UInt8 {
    /// `;` `)` `,`
    fileprivate var endsClause: Bool { self == UInt8(ascii: ";") || self == UInt8(ascii: ")") || self == UInt8(ascii: ",") }
}
