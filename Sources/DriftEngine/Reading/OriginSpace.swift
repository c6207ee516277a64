internal import DriftCore

/// What the Hub itself says that a Space was duplicated from: `originSpace` of its answer. Its form is not documented; these are known:
///
///     {"name": "ada/tides", "author": {"name": "ada", …}}     {"_id": "64f0…", "authorId": "63a1…"}
struct OriginSpace: Sendable, Hashable {
    var name: SpaceName?
    /// The Hub's own number of the Space, which `space.json` has as `_id`.
    var identifier: String?

    /// `nil`: it says nothing.
    init?(_ value: JSONValue?) {
        guard let value, value.object != nil else { return nil }
        let owner = value["author"]?["name"]?.text ?? value["author"]?.text
        let names = [value["name"]?.text, value["id"]?.text].compactMap(\.self)
        let whole = names.filter { $0.contains("/") } + (owner.map { owner in names.map { "\(owner)/\($0)" } } ?? [])
        name = whole.lazy.compactMap { SpaceName($0) }.first
        identifier = value["_id"]?.text.flatMap { $0.isEmpty || $0.utf8.count > 100 ? nil : $0 }
        if name == nil, identifier == nil { return nil }
    }
}
