import DriftCore
import DriftDigest

/// The address of content in a registry: `sha256:` and 64 hexadecimal digits.
package struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// `nil` for any other algorithm: what cannot be verified is not read.
    package init?(_ text: some StringProtocol) {
        let digits = text.utf8.dropFirst("sha256:".utf8.count)
        guard text.hasPrefix("sha256:"), digits.count == 64,
            digits.allSatisfy(\.isLowercaseHexDigit)
        else { return nil }
        description = String(text)
    }

    package init(of content: [UInt8]) { description = "sha256:" + SHA256Digest(of: content).hexadecimal }

    func matches(_ content: [UInt8]) -> Bool { ContentDigest(of: content) == self }
}
