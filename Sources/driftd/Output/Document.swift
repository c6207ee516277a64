/// What a command shows as text: lines and tables, styled by meaning. Only `Console` turns it into bytes.
struct Document: Sendable, Hashable {
    enum Block: Sendable, Hashable {
        case line([Span])
        case table(Table)
    }

    private(set) var blocks: [Block] = []

    mutating func line(_ spans: Span...) { blocks.append(.line(spans)) }

    mutating func line(_ text: String, _ style: Style = .plain) { blocks.append(.line([Span(text, style)])) }

    mutating func blank() { blocks.append(.line([])) }

    /// An empty table shows nothing.
    mutating func table(_ table: Table) {
        if !table.rows.isEmpty { blocks.append(.table(table)) }
    }

    mutating func append(_ other: Document) { blocks += other.blocks }
}
