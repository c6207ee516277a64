/// A version as an installer prints it: by PEP 440, or from before it (`2004d`, `1.0-beta-final`), which nothing orders.
package enum PackageVersion: Sendable, Hashable {
    case pep440(Version)
    /// Opaque: equal to the same text only.
    case legacy(String)

    package init(_ text: some StringProtocol) {
        if let version = Version(text) {
            self = .pep440(version)
        } else {
            self = .legacy(String(text))
        }
    }

    /// `nil` where either is a legacy version and they are not the same text.
    package func compared(to other: PackageVersion) -> VersionOrder? {
        switch (self, other) {
        case (.pep440(let a), .pep440(let b)): a.compared(to: b)
        case (.legacy(let a), .legacy(let b)) where a == b: .equal
        default: nil
        }
    }

    /// Whether `text` may stand in a file that an installer reads: a version by PEP 440 without white space around it, or a legacy version
    /// made of at most 128 letters, digits and `.`, `_`, `-`, `+`, `!`, `~`, beginning with a letter or digit.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, first.isAlphanumeric else { return false }
        guard bytes.allSatisfy(\.isVersionByte) else { return false }
        return bytes.count <= 128 || Version(text) != nil
    }
}

extension PackageVersion: CustomStringConvertible {
    /// PEP 440 versions in their canonical form, legacy ones as they are.
    package var description: String {
        switch self {
        case .pep440(let version): version.description
        case .legacy(let text): text
        }
    }
}

extension UInt8 {
    fileprivate var isVersionByte: Bool {
        isAlphanumeric || isSeparator || self == UInt8(ascii: "+") || self == UInt8(ascii: "!") || self == UInt8(ascii: "~")
    }
}
