/// How a Space's packages were worked out: `inferred.json` in a capture, the contract `driftd.inference/1` (see `docs/Inference.md`).
///
/// With `inferred.txt`, what the resolver answered, a snapshot is made again without any network.
package struct InferenceRecord: Sendable, Hashable {
    package static let schema = "driftd.inference/1"

    package enum Status: String, Sendable, Hashable, Codable {
        case resolved
        /// The resolver finds no versions that go together: it is not pip, and files may be gone.
        case refused
        /// It could not be asked, or did not answer.
        case failed
        /// The facts do not suffice for a question.
        case impossible
    }

    /// Where the platform's steps were taken from.
    package struct Recipe: Sendable, Hashable, Codable {
        package var firstSeen: String
        package var lastSeen: String
        /// Days between the build and the nearest day on which it was seen.
        package var daysAway: Int
        package var source: String
    }

    package var status: Status
    /// ISO 8601; `nil` where nothing was asked.
    package var asOf: String?
    package var basis: BuildTime.Basis?
    package var isLowerBound: Bool
    package var python: InferenceFacts.Python?
    package var sdk: SDK?
    /// `nil`: the build log's own steps.
    package var recipe: Recipe?
    package var pythonRecipe: Recipe?
    package var overruledSDKVersion: String?
    /// The requirements are of another commit than the one that is served.
    package var filesDiffer: Bool
    package var steps: [InferenceStep]
    /// `uv 0.13.9`
    package var tool: String?
    /// Packages without a wheel: their own requirements were not read, since that would run their code. Normalized, sorted.
    package var sourceOnly: [String]
    /// Requirements that the index no longer has, or does not date; left out.
    package var unavailable: [String]
    /// Why it is not `resolved`; the resolver's own words, or a sentence.
    package var explanation: [String]

    /// Nothing was asked.
    package init(status: Status, explanation: [String]) {
        self.status = status
        self.explanation = explanation
        isLowerBound = false
        filesDiffer = false
        steps = []
        sourceOnly = []
        unavailable = []
    }

    package init(_ question: InferenceQuestion, status: Status, tool: String?, explanation: [String] = []) {
        self.init(status: status, explanation: explanation)
        asOf = question.time.time
        basis = question.time.basis
        isLowerBound = question.time.isLowerBound
        python = question.python
        sdk = question.sdk
        recipe = question.recipe.map {
            Recipe(firstSeen: $0.row.firstSeen, lastSeen: $0.row.lastSeen, daysAway: $0.daysAway, source: $0.row.source)
        }
        pythonRecipe = question.pythonRow.map {
            Recipe(firstSeen: $0.row.firstSeen, lastSeen: $0.row.lastSeen, daysAway: $0.daysAway, source: $0.row.source)
        }
        overruledSDKVersion = question.overruledSDKVersion
        filesDiffer = question.filesDiffer
        steps = question.steps
        self.tool = tool
    }
}

extension InferenceRecord: Codable {
    private enum Key: String, CodingKey {
        case schema, status, asOf, basis, python, sdk, recipe, pythonRecipe, overruledSDKVersion, filesDiffer, steps, tool, sourceOnly,
            unavailable
        case explanation
        case isLowerBound = "lowerBound"
    }

    /// Absent facts are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(status, forKey: .status)
        try container.encode(asOf, forKey: .asOf)
        try container.encode(basis, forKey: .basis)
        try container.encode(isLowerBound, forKey: .isLowerBound)
        try container.encode(python, forKey: .python)
        try container.encode(sdk, forKey: .sdk)
        try container.encode(recipe, forKey: .recipe)
        try container.encode(pythonRecipe, forKey: .pythonRecipe)
        try container.encode(overruledSDKVersion, forKey: .overruledSDKVersion)
        try container.encode(filesDiffer, forKey: .filesDiffer)
        try container.encode(steps, forKey: .steps)
        try container.encode(tool, forKey: .tool)
        try container.encode(sourceOnly, forKey: .sourceOnly)
        try container.encode(unavailable, forKey: .unavailable)
        try container.encode(explanation, forKey: .explanation)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try container.check(schema: Self.schema, forKey: .schema)
        self.init(
            status: try container.decode(Status.self, forKey: .status),
            explanation: try container.decodeIfPresent([String].self, forKey: .explanation) ?? []
        )
        asOf = try container.decodeIfPresent(String.self, forKey: .asOf)
        basis = try container.decodeIfPresent(BuildTime.Basis.self, forKey: .basis)
        isLowerBound = try container.decodeIfPresent(Bool.self, forKey: .isLowerBound) ?? true
        python = try container.decodeIfPresent(InferenceFacts.Python.self, forKey: .python)
        sdk = try container.decodeIfPresent(SDK.self, forKey: .sdk)
        recipe = try container.decodeIfPresent(Recipe.self, forKey: .recipe)
        pythonRecipe = try container.decodeIfPresent(Recipe.self, forKey: .pythonRecipe)
        overruledSDKVersion = try container.decodeIfPresent(String.self, forKey: .overruledSDKVersion)
        filesDiffer = try container.decodeIfPresent(Bool.self, forKey: .filesDiffer) ?? false
        steps = try container.decodeIfPresent([InferenceStep].self, forKey: .steps) ?? []
        tool = try container.decodeIfPresent(String.self, forKey: .tool)
        sourceOnly = try container.decodeIfPresent([String].self, forKey: .sourceOnly) ?? []
        unavailable = try container.decodeIfPresent([String].self, forKey: .unavailable) ?? []
    }
}
