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
