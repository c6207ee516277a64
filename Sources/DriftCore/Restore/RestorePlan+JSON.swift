extension RestorePlan: Codable {
    package static let schema = "driftd.plan/1"

    private enum Key: String, CodingKey {
        case schema, mode, original, duplicate, policy, decisions, files, frontMatter, notRestored, notes, unknown, extra, settings, build,
            feasibility
    }

    /// A file's entry in the JSON; its contents stand in the bundle's `files/` and `base/`.
    private struct File: Codable {
        var path: String
        var change: String
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(mode, forKey: .mode)
        try container.encode(original, forKey: .original)
        try container.encode(duplicate, forKey: .duplicate)
        try container.encode(policyDate, forKey: .policy)
        try container.encode(decisions, forKey: .decisions)
        try container.encode(edits.map { File(path: $0.path, change: $0.base == nil ? "created" : "edited") }, forKey: .files)
        try container.encode(frontMatterEdits, forKey: .frontMatter)
        try container.encode(notRestored, forKey: .notRestored)
        try container.encode(notes, forKey: .notes)
        try container.encode(unknown, forKey: .unknown)
        try container.encode(extra, forKey: .extra)
        try container.encode(settings, forKey: .settings)
        try container.encode(build, forKey: .build)
        try container.encode(feasibility, forKey: .feasibility)
    }

    /// Reads everything but the files' contents: `edits` is empty.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        try container.check(schema: Self.schema, forKey: .schema)
        mode = try container.decode(Mode.self, forKey: .mode)
        original = try container.decode(DriftSide.self, forKey: .original)
        duplicate = try container.decode(DriftSide.self, forKey: .duplicate)
        policyDate = try container.decode(String.self, forKey: .policy)
        decisions = try container.decode([Decision].self, forKey: .decisions)
        edits = []
        frontMatterEdits = try container.decode([FrontMatterEdit].self, forKey: .frontMatter)
        notRestored = try container.decode([RestoreNote].self, forKey: .notRestored)
        notes = try container.decode([RestoreNote].self, forKey: .notes)
        unknown = try container.decode([String].self, forKey: .unknown)
        extra = try container.decode([String].self, forKey: .extra)
        settings = try container.decode([SettingStep].self, forKey: .settings)
        build = try container.decodeIfPresent(BuildRecipe.self, forKey: .build)
        feasibility = try container.decodeIfPresent(Feasibility.self, forKey: .feasibility)
    }
}
