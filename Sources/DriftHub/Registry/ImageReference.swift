import DriftCore

/// An image in a registry: `registry.hf.space/atelier-air-quality:latest`.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// How the image's name came to be known. The Hub documents neither.
    package enum Naming: String, Sendable, Hashable, Codable {
        /// The Hub says where the Space is served, and its images bear the same name: also where that is a shortened one.
        case subdomain
        /// Made from the Space's own name, which holds for short ones.
        case name
    }

    /// Without a slash at the end: `https://registry.hf.space`.
    package let registry: String
    package let repository: String
    package let tag: String
    package let naming: Naming

    package var description: String {
        let host = registry.firstRange(of: "://").map { registry[$0.upperBound...] } ?? registry[...]
        return "\(host)/\(repository):\(tag)"
    }

    /// The newest image of a Space; `nil`: no name that an image can have.
    package init?(registry: String, space: HubSpace) {
        let naming: Naming = space.subdomain == nil ? .name : .subdomain
        self.init(
            registry: registry,
            repository: space.subdomain ?? Self.repository(of: space.name),
            tag: "latest",
            naming: naming
        )
    }

    package init?(registry: String, repository: String, tag: String, naming: Naming = .name) {
        guard Self.isRepository(repository), !tag.isEmpty, tag.utf8.count <= 128, tag.utf8.allSatisfy(Self.isTagByte) else { return nil }
        self.registry = registry
        self.repository = repository
        self.tag = tag
        self.naming = naming
    }

    /// `owner-name`, in small letters; whatever a host cannot have becomes a hyphen.
    private static func repository(of space: SpaceName) -> String {
        let text = "\(space.owner)-\(space.name)".lowercased()
        return String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    /// https://distribution.github.io/distribution/spec/api/: components of small letters and digits, joined by `.`, `_`, `__` or hyphens.
    private static func isRepository(_ text: String) -> Bool {
        text.utf8.count <= 255
            && text.wholeMatch(of: /[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*/) != nil
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || "_.-".utf8.contains(byte)
    }
}
