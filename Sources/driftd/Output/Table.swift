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
