/// A model or dataset that a Space uses, and the commit that it then got: without a pin, that of the day on which the app asks.
package struct LinkedRevision: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable { case model, dataset }

    package var kind: Kind
    /// `openai/whisper-base`
    package var name: String
    /// `nil`: not to be read.
    package var commit: String?
    /// The Space names the commit itself (`preload_from_hub`).
    package var isPinned: Bool

    package init(kind: Kind, name: String, commit: String?, isPinned: Bool = false) {
        self.kind = kind
        self.name = name
        self.commit = commit
        self.isPinned = isPinned
    }
}
