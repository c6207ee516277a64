import DriftCore

/// A Space as the Hub lists and describes it: `GET /api/spaces`, `GET /api/spaces/{id}`. Fields beside the name may be missing.
package struct HubSpace: Sendable, Hashable {
    package var name: SpaceName
    /// The repository's newest commit, 40 hexadecimal digits.
    package var commit: String?
    package var sdk: String?
    /// ISO 8601.
    package var lastModified: String?
    /// Where it is served, `atelier-air-quality` of `https://atelier-air-quality.hf.space`; long and unusual names are rewritten.
    package var subdomain: String?
    package var isPrivate: Bool?
    package var isDuplicationDisabled: Bool?
    package var runtime: HubRuntime?
    /// Paths of the repository's files, as listed.
    package var files: [String]
    /// Linked by the README, or found in the code by the Hub.
    package var models: [String]
    package var datasets: [String]
    package var card: Card

    /// What the Hub read in the README's front matter.
    package struct Card: Sendable, Hashable {
        package var appFile: String?
        package var sdkVersion: String?
        package var duplicatedFrom: String?
        package var suggestedHardware: String?
        /// `"org/model file1,file2 <commit>"`, as written.
        package var preloads: [String] = []

        package init() {}
    }
}

extension HubSpace: Decodable {
    private enum Key: String, CodingKey {
        case id, sha, sdk, lastModified, subdomain, duplicationDisabled, runtime, siblings, models, datasets, cardData
        case isPrivate = "private"
    }

    private struct Sibling: Decodable { var rfilename: String? }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(SpaceName.self, forKey: .id)
        commit = container.lenient(String.self, .sha)
        sdk = container.lenient(String.self, .sdk)
        lastModified = container.lenient(String.self, .lastModified)
        subdomain = container.lenient(String.self, .subdomain)
        isPrivate = container.lenient(Bool.self, .isPrivate)
        isDuplicationDisabled = container.lenient(Bool.self, .duplicationDisabled)
        runtime = container.lenient(HubRuntime.self, .runtime)
        files = container.lenient([Sibling].self, .siblings)?.compactMap(\.rfilename) ?? []
        models = container.lenient([String].self, .models) ?? []
        datasets = container.lenient([String].self, .datasets) ?? []
        card = container.lenient(Card.self, .cardData) ?? Card()
    }
}

extension HubSpace.Card: Decodable {
    private enum Key: String, CodingKey {
        case appFile = "app_file"
        case sdkVersion = "sdk_version"
        case duplicatedFrom = "duplicated_from"
        case suggestedHardware = "suggested_hardware"
        case preloads = "preload_from_hub"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        appFile = container.lenient(String.self, .appFile)
        sdkVersion = container.lenient(String.self, .sdkVersion)
        duplicatedFrom = container.lenient(String.self, .duplicatedFrom)
        suggestedHardware = container.lenient(String.self, .suggestedHardware)
        preloads = container.lenient([String].self, .preloads) ?? []
    }
}
