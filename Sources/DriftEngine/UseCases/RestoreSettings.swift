package import DriftCore

/// What no file of a repository holds and has to be set by hand: a bundle's `settings.json`, the contract `driftd.settings/1`.
package struct RestoreSettings: Sendable, Hashable, Codable {
    package static let schema = "driftd.settings/1"

    package var schema: String
    /// The Space to set it on; `null`: a checkout of no known Space.
    @ExplicitNull package var space: SpaceName?
    package var steps: [SettingStep]

    package init(space: SpaceName?, steps: [SettingStep]) {
        schema = Self.schema
        self.space = space
        self.steps = steps
    }
}
