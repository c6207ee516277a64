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

/// A piece of text with one meaning.
struct Span: Sendable, Hashable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// Meanings, not colours: without a terminal they vanish.
enum Style: Sendable, Hashable {
    case plain, heading, faint, good, bad, attention

    /// The parameters of the terminal's SGR sequence.
    var code: String? {
        switch self {
        case .plain: nil
        case .heading: "1"
        case .faint: "2"
        case .good: "32"
        case .bad: "31"
        case .attention: "33"
        }
    }
}

/// Columns aligned by display width, two spaces between them.
struct Table: Sendable, Hashable {
    var header: [String]
    var rows: [[Span]]

    init(header: [String] = [], rows: [[Span]] = []) {
        self.header = header
        self.rows = rows
    }

    mutating func row(_ cells: Span...) { rows.append(cells) }

    /// All lines, each cell padded; the cells after the last one with text are left away.
    func lines() -> [[Span]] {
        let all = (header.isEmpty ? [] : [header.map { Span($0, .heading) }]) + rows
        let cells = all.map { $0.map { Span(PrintableText.line($0.text), $0.style) } }
        var widths: [Int] = []
        for row in cells {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], DisplayWidth.of(cell.text))
            }
        }
        return cells.map { Self.padded($0, to: widths) }
    }

    private static func padded(_ row: [Span], to widths: [Int]) -> [Span] {
        guard let last = row.lastIndex(where: { !$0.text.isEmpty }) else { return [] }
        var spans: [Span] = []
        for column in 0...last {
            spans.append(row[column])
            if column < last {
                spans.append(Span(String(repeating: " ", count: widths[column] - DisplayWidth.of(row[column].text) + 2)))
            }
        }
        return spans
    }
}
