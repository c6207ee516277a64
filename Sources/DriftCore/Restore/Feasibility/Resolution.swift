/// What a resolver chose. Names are normalized.
package struct Resolution: Sendable, Hashable, Codable {
    /// Of what an address names, the address.
    package var versions: [String: String]
    /// Which packages asked for it; empty: the question alone.
    package var parents: [String: [String]]
    /// Versions that their authors have withdrawn, with the reason if there is one.
    package var yanked: [String: String]

    package init(versions: [String: String], parents: [String: [String]] = [:], yanked: [String: String] = [:]) {
        self.versions = versions
        self.parents = parents
        self.yanked = yanked
    }
}
