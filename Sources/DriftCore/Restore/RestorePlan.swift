/// What is to be done so that a duplicate builds the original's state: every package's decision, the edits, and what no edit reaches.
///
/// Its JSON form is the contract `driftd.plan/1` (see `docs/JSON-plan.md`).
package struct RestorePlan: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, Codable {
        /// The whole closure: what reproduces.
        case full
        /// Only what drifted: what a maintainer accepts.
        case minimal
    }

    package var mode: Mode
    package var original: DriftSide
    package var duplicate: DriftSide
    /// The date of the policy that the decisions were made by.
    package var policyDate: String
    /// Sorted by normalized name.
    package var decisions: [Decision]
    /// Without README.md, which is edited through `frontMatterEdits`. Sorted by path; only files that change.
    package var edits: [FileEdit]
    package var frontMatterEdits: [FrontMatterEdit]
    /// Facts, other than packages, that stay as they are in the duplicate.
    package var notRestored: [RestoreNote]
    /// What else a reader should know before applying it.
    package var notes: [RestoreNote]
    /// Packages of the original whose version nobody printed; normalized names, sorted.
    package var unknown: [String]
    /// Packages of the duplicate that the original lacked: no requirements file uninstalls them.
    package var extra: [String]
    /// Made by hand, or by `apply --settings`.
    package var settings: [SettingStep]
    /// How the platform will build the duplicate then; `nil` in a plan from before it was written down.
    package var build: BuildRecipe?
    /// What a resolver said; `nil` in a plan from before it was asked.
    package var feasibility: Feasibility?

    /// Where the pins carry hashes: what else their files ask for, so that pip would refuse them. Not part of the JSON.
    package var unhashed: [String] = []

    package func decisions(_ action: Decision.Action) -> [Decision] { decisions.filter { $0.action == action } }
}

/// Something that the plan does not restore, or that needs a look.
package struct RestoreNote: Sendable, Hashable, Codable {
    /// `base-image`, `requirements.relative-path`.
    package var code: String
    /// What it is about: `requirements.txt:3`, `python`, `ffmpeg`.
    package var subject: String
    /// One sentence for people.
    package var sentence: String

    package init(_ code: String, _ subject: String, _ sentence: String) {
        self.code = code
        self.subject = subject
        self.sentence = sentence
    }
}

/// One setting of the duplicate that no file holds.
package struct SettingStep: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        case hardware
        case sleepTime = "sleep-time"
        case variable, secret, volume
    }

    package var kind: Kind
    /// A variable's or secret's name; where a volume is mounted.
    package var name: String?
    /// The original's; a secret's is never known.
    package var value: String?
    /// The official client's command; `nil` if the name cannot stand in one.
    package var command: String?
    package var sentence: String

    private enum CodingKeys: String, CodingKey { case kind, name, value, command, sentence }

    /// Absent facts are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(name, forKey: .name)
        try container.encode(value, forKey: .value)
        try container.encode(command, forKey: .command)
        try container.encode(sentence, forKey: .sentence)
    }
}
