/// A Space's name on the Hub: `owner/name`.
package struct SpaceName: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    package let owner: String
    package let name: String

    /// `nil` unless both parts are 1–96 characters of ASCII letters, digits, `-`, `_`, `.`, not beginning or ending with `-` or `.`,
    /// and without `--` or `..` (the Hub's own rule for repository names). The address of a Space's page names it too.
    package init?(_ text: some StringProtocol) {
        let page = Self.pages.first { text.hasPrefix($0) } ?? ""
        let parts = text.dropFirst(page.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isValid(parts[0]), Self.isValid(parts[1]) else { return nil }
        owner = String(parts[0])
        name = String(parts[1])
    }

    private static let pages = ["https://huggingface.co/spaces/", "huggingface.co/spaces/", "https://hf.co/spaces/"]

    package var description: String { "\(owner)/\(name)" }

    package static func < (a: SpaceName, b: SpaceName) -> Bool { (a.owner, a.name) < (b.owner, b.name) }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let space = SpaceName(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a Space name (owner/name)")
        }
        self = space
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func isValid(_ part: some StringProtocol) -> Bool {
        guard (1...96).contains(part.utf8.count) else { return false }
        let edges: Set<Character> = ["-", "."]
        if let first = part.first, let last = part.last, edges.contains(first) || edges.contains(last) { return false }
        if part.contains("--") || part.contains("..") { return false }
        return part.utf8.allSatisfy { $0.isAlphanumeric || "-_.".utf8.contains($0) }
    }
}
