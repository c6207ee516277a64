/// How the rows of a table are put into lines of a terminal: columns that find no room stand below the others, set in; the last one, which
/// holds sentences, is broken at its spaces. Nothing else is broken: a command or a digest has to be copied in one piece.
struct TableBands {
    /// Of what stands below.
    private static let indentation = 4
    /// With less than that the last column stands below too.
    private static let leastRoom = 30
    private static let gap = 2

    private let widths: [Int]
    private let room: Int
    private let bands: [Range<Int>]

    /// - Parameters:
    ///   - widths: of the columns, in terminal columns as `room`.
    init(widths: [Int], room: Int) {
        var bands: [Range<Int>] = []
        var (begin, used) = (0, 0)
        for (column, width) in widths.enumerated() {
            let needed = column == widths.count - 1 ? min(width, Self.leastRoom) : width
            if column > begin, used + needed > room {
                bands.append(begin..<column)
                (begin, used) = (column, Self.indentation)
            }
            used += width + Self.gap
        }
        self.widths = widths
        self.room = room
        self.bands = bands + [begin..<widths.count]
    }

    /// A row as its lines, at least one. The cells after the last one with text are left away.
    func lines(of row: [Span]) -> [[Span]] {
        let lines = bands.flatMap { self.lines(of: row, in: $0) }
        return lines.isEmpty ? [[]] : lines
    }

    private func lines(of row: [Span], in band: Range<Int>) -> [[Span]] {
        let cells = band.clamped(to: row.indices)
        guard let last = cells.last(where: { !row[$0].text.isEmpty }) else { return [] }
        var offset = band.lowerBound == 0 ? 0 : Self.indentation
        var line: [Span] = offset == 0 ? [] : [Span(String(repeating: " ", count: offset))]
        for column in cells.lowerBound..<last {
            line.append(row[column])
            line.append(Span(String(repeating: " ", count: widths[column] - DisplayWidth.of(row[column].text) + Self.gap)))
            offset += widths[column] + Self.gap
        }
        guard last == widths.count - 1 else { return [line + [row[last]]] }
        let pieces = Self.broken(row[last].text, to: max(room - offset, Self.leastRoom))
        return pieces.enumerated().map { index, piece in
            (index == 0 ? line : [Span(String(repeating: " ", count: offset))]) + [Span(piece, row[last].style)]
        }
    }

    private static func broken(_ text: String, to room: Int) -> [String] {
        if DisplayWidth.of(text) <= room { return [text] }
        var pieces: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if let piece = pieces.last, DisplayWidth.of(piece) + 1 + DisplayWidth.of(String(word)) <= room {
                pieces[pieces.count - 1] = piece + " " + word
            } else {
                pieces.append(String(word))
            }
        }
        return pieces
    }
}
