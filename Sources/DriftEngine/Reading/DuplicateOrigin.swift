internal import DriftCore
internal import DriftStore

/// What a Space was duplicated from: the front matter's `duplicated_from`, as the Hub or the repository's README has it, else what the Hub itself
/// says, else the original that it is watched with.
struct DuplicateOrigin: Sendable, Hashable {
    /// `nil`: the duplicate's own name is not known.
    private let duplicate: SpaceName?
    /// What the evidence names; `nil`: nothing.
    let name: SpaceName?
    /// The Hub's own number of the original.
    private let identifier: String?

    /// `ada/tides`, `a Space with the Hub's id 64f0…`; `nil`: the evidence says nothing.
    var label: String? { name?.description ?? identifier.map { "a Space with the Hub's id \($0)" } }

    /// A README that came back from a duplicate may name the very Space that it lies in, which is no duplicate of itself.
    init(of duplicate: SpaceName?, answers: HubAnswers?, readme: [UInt8]?) {
        self.duplicate = duplicate
        let named = [answers?.duplicatedFrom, ReadmeCard(readme: readme).duplicatedFrom, answers?.origin?.name]
        name = named.lazy.compactMap(\.self).first { $0 != duplicate }
        identifier = answers?.origin?.identifier
    }

    /// With what the database alone knows: the stored Space that has the Hub's number, and the watch.
    func name(by store: Store) throws(StoreError) -> SpaceName? {
        if let name { return name }
        guard let duplicate else { return nil }
        if let identifier, let stored = try Self.space(numbered: identifier, in: store), stored != duplicate { return stored }
        return try store.watch(of: duplicate)?.original
    }

    private static func space(numbered identifier: String, in store: Store) throws(StoreError) -> SpaceName? {
        try store.newestFiles(at: "space.json").first { JSONValue.parse($0.content)?["_id"]?.text == identifier }?.space
    }
}
