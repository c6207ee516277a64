/// One `pip install` that the platform runs when it builds a Space.
package struct BuildStep: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, Comparable {
        /// The platform's own layer below the Space's requirements: pip itself, datasets, huggingface-hub.
        case base
        case preRequirements = "pre-requirements"
        /// `requirements.txt`; since 2026 together with the platform line in one call.
        case requirements
        /// The platform line in a call of its own, as until 2025.
        case platform

        private var rank: Int {
            switch self {
            case .base: 0
            case .preRequirements: 1
            case .requirements: 2
            case .platform: 3
            }
        }

        /// What runs first is less.
        package static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }
    }

    package var kind: Kind
    /// What stands behind `pip install`: `-r requirements.txt`, `gradio[oauth]==4.44.1`. Files are named as in the Space's repository.
    package var arguments: [String]
    /// `logs/build-001.log:12`; `nil`: no log shows the step.
    package var place: String?

    package init(kind: Kind, arguments: [String], place: String? = nil) {
        self.kind = kind
        self.arguments = PipArguments.sanitized(arguments)
        self.place = place
    }

    /// The files that the step reads.
    package var files: [String] {
        zip(arguments, arguments.dropFirst()).filter { PipArguments.fileOptions.contains($0.0) }.map(\.1)
    }

    /// Requirements given in the call itself: the platform line.
    package var requirements: [String] { PipArguments.requirements(in: arguments) }

    /// Indexes given in the call, in pip's words: `--extra-index-url https://…`.
    package var indexOptions: [String] {
        let names = ["-i": "--index-url", "-f": "--find-links", "--index-url": "", "--extra-index-url": "", "--find-links": ""]
        return zip(arguments, arguments.dropFirst()).compactMap { option, value in
            names[option].map { "\($0.isEmpty ? option : $0) \(value)" }
        }
    }

    /// As one types it.
    package var command: String { (["pip", "install"] + arguments).map(PipArguments.quoted).joined(separator: " ") }
}

extension BuildStep: Codable {
    private enum CodingKeys: String, CodingKey { case kind, arguments, place }

    /// Absent facts are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(arguments, forKey: .arguments)
        try container.encode(place, forKey: .place)
    }

    /// Whatever the arguments say, only those that may stand in a replay are taken over.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try container.decode(Kind.self, forKey: .kind),
            arguments: try container.decode([String].self, forKey: .arguments),
            place: try container.decodeIfPresent(String.self, forKey: .place)
        )
    }
}
