/// One setting of the duplicate that no file holds.
package struct SettingStep: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        case hardware
        case sleepTime = "sleep-time"
        case variable, secret, volume
    }

    package var kind: Kind
    /// A variable's or secret's name; where a volume is mounted.
    @ExplicitNull package var name: String? = nil
    /// The original's; a secret's is never known.
    @ExplicitNull package var value: String? = nil
    /// The official client's command; `nil` if the name cannot stand in one.
    @ExplicitNull package var command: String? = nil
    package var sentence: String
}
