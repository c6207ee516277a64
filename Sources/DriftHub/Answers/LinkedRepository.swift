/// A model or dataset that a Space uses: `GET /api/models/{id}`.
package struct LinkedRepository: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable { case model, dataset }

    /// Its newest commit.
    package var commit: String?
    /// `auto` or `manual`; `nil`: open to all.
    package var gate: String?
    package var isPrivate: Bool?
}

extension LinkedRepository: Decodable {
    private enum Key: String, CodingKey {
        case sha, gated
        case isPrivate = "private"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        commit = container.lenient(String.self, .sha)
        // `false`, or a word.
        gate = container.lenient(String.self, .gated)
        isPrivate = container.lenient(Bool.self, .isPrivate)
    }
}
