/// One fact about the two Spaces, other than a Python package, that is not the same on both sides.
package struct FactDrift: Sendable, Hashable {
    package enum Fact: String, Sendable, Hashable, Codable, CaseIterable {
        case python, sdk
        case baseImage = "base-image"
        case platformLine = "platform-line"
        case systemPackage = "system-package"
        case installer, hardware
        case sleepTime = "sleep-time"
        case variable, secret, volume, model, dataset

        /// Whether the fact belongs to the resolved environment. The installer's version, the hardware, the settings and the models
        /// that a Space uses are listed as well, but two Spaces that differ in nothing else have not drifted.
        package var countsAsDrift: Bool {
            switch self {
            case .python, .sdk, .baseImage, .platformLine, .systemPackage: true
            case .installer, .hardware, .sleepTime, .variable, .secret, .volume, .model, .dataset: false
            }
        }

        /// Whether "no drift" may not be said without it.
        var isEssential: Bool { self == .python || self == .sdk }
    }

    package enum Change: String, Sendable, Hashable, Codable {
        case changed, unknown
    }

    package var fact: Fact
    /// Which one, where there are several: `ffmpeg`, a variable's name.
    package var name: String?
    package var original: String?
    package var duplicate: String?
    package var change: Change

    package init(_ fact: Fact, name: String? = nil, original: String?, duplicate: String?, change: Change) {
        self.fact = fact
        self.name = name
        self.original = original
        self.duplicate = duplicate
        self.change = change
    }

    package var isObservedDrift: Bool { fact.countsAsDrift && change == .changed }
}

extension FactDrift: Codable {
    private enum CodingKeys: String, CodingKey {
        case fact, name, original, duplicate, change, counts
    }

    /// `counts` says whether the difference is drift of the environment; absent values are `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(fact, forKey: .fact)
        try container.encode(name, forKey: .name)
        try container.encode(original, forKey: .original)
        try container.encode(duplicate, forKey: .duplicate)
        try container.encode(change, forKey: .change)
        try container.encode(fact.countsAsDrift, forKey: .counts)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(Fact.self, forKey: .fact),
            name: try container.decodeIfPresent(String.self, forKey: .name),
            original: try container.decodeIfPresent(String.self, forKey: .original),
            duplicate: try container.decodeIfPresent(String.self, forKey: .duplicate),
            change: try container.decode(Change.self, forKey: .change)
        )
    }
}
