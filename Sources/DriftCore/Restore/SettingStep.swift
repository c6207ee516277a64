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
