/// Can these lines be installed together from wheels? Asked of a resolver, for one Python and platform.
package struct ResolverQuestion: Sendable, Hashable, Codable {
    /// Requirements and index options, as a requirements file has them.
    package var lines: [String]
    /// Requirements that are installed with `--no-deps`, in a call of their own: they have to be there, and nothing else of them counts.
    package var alone: [String]
    /// The lowest versions that will do are wanted, not the newest. A resolver that cannot do this ignores it.
    package var prefersLowest: Bool

    package init(_ lines: [String], alone: [String] = [], prefersLowest: Bool = false) {
        self.lines = lines
        self.alone = alone
        self.prefersLowest = prefersLowest
    }

    package var isEmpty: Bool { lines.isEmpty && alone.isEmpty }
}

package enum ResolverAnswer: Sendable, Hashable, Codable {
    case satisfiable(Resolution)
    /// In the resolver's own words.
    case unsatisfiable(explanation: [String])

    var resolution: Resolution? { if case .satisfiable(let resolution) = self { resolution } else { nil } }
}

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
