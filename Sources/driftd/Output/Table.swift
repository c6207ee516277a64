/// Columns aligned by display width, two spaces between them.
struct Table: Sendable, Hashable {
    var header: [String]
    var rows: [[Span]]

    init(header: [String] = [], rows: [[Span]] = []) {
        self.header = header
        self.rows = rows
    }

    mutating func row(_ cells: Span...) { rows.append(cells) }

    /// All lines, each cell padded.
    ///
    /// - Parameter room: columns of the terminal; `nil`: there is none, and lines are as long as they are.
    func lines(room: Int? = nil) -> [[Span]] {
        let all = (header.isEmpty ? [] : [header.map { Span($0, .heading) }]) + rows
        let cells = all.map { $0.map { Span(PrintableText.line($0.text), $0.style) } }
        var widths: [Int] = []
        for row in cells {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], DisplayWidth.of(cell.text))
            }
        }
        let bands = TableBands(widths: widths, room: room ?? .max)
        return cells.flatMap(bands.lines)
    }
}
