/// What no file in the repository holds: made through the Hub's settings, or in repositories that the Space uses.
package struct SpaceSettings: Sendable, Hashable, Codable {
    /// Hardware asked for (`runtime.hardware.requested`).
    package var requestedHardware: String?
    /// Seconds without visitors until the Space sleeps.
    package var sleepTimeSeconds: Int?
    /// Public variables; token-like values redacted.
    package var variables: [String: String]
    /// Names only.
    package var secretNames: [String]
    /// Storage that is mounted; `nil`: not shown.
    package var volumes: [SpaceVolume]?
    /// Models and datasets, sorted by kind and name; `nil`: nobody looked.
    package var linked: [LinkedRevision]?
    /// Of variables and secrets, what the caller may not read, or nobody looked at: being empty then says nothing. `variables`, `secrets`.
    package var unreadable: [String]?

    /// Of a list of packages, a log or a checkout, which show no settings.
    package static let unseen = SpaceSettings(unreadable: ["secrets", "variables"])

    package init(
        requestedHardware: String? = nil,
        sleepTimeSeconds: Int? = nil,
        variables: [String: String] = [:],
        secretNames: [String] = [],
        volumes: [SpaceVolume]? = nil,
        linked: [LinkedRevision]? = nil,
        unreadable: [String]? = nil
    ) {
        self.requestedHardware = requestedHardware
        self.sleepTimeSeconds = sleepTimeSeconds
        self.variables = variables
        self.secretNames = secretNames
        self.volumes = volumes
        self.linked = linked
        self.unreadable = unreadable
    }
}
