/// Finds a smallest set of requirements that no resolver can meet together: Junker's QuickXplain (2004), about `2·k·log₂(n/k)` questions for
/// `k` culprits among `n`.
struct ConflictSearch<Item: Sendable> {
    /// Whether the items can be met together with what is asked for anyway.
    let isSatisfiable: ([Item]) async throws -> Bool

    /// - Parameter items: cannot be met together.
    /// - Returns: some of them, in their order, that cannot be met together either, while any fewer of those can.
    func minimalConflict(in items: [Item]) async throws -> [Item] {
        if items.count <= 1 { return items }
        return try await explain(background: [], hasDelta: false, items)
    }

    /// Halves `items` each time: the depth is at most log₂ of their number.
    private func explain(background: [Item], hasDelta: Bool, _ items: [Item]) async throws -> [Item] {
        if hasDelta, try await !isSatisfiable(background) { return [] }
        if items.count <= 1 { return items }
        let (first, second) = (Array(items.prefix(items.count / 2)), Array(items.suffix(items.count - items.count / 2)))
        let late = try await explain(background: background + first, hasDelta: true, second)
        let early = try await explain(background: background + late, hasDelta: !late.isEmpty, first)
        return early + late
    }
}
