package import DriftCore

/// A drift as GitHub-flavoured Markdown, for pull requests and issues.
package enum DriftMarkdown {
    /// Tables for an issue or a pull request; every text in it is escaped.
    package static func render(_ drift: Drift) -> String {
        let verdict = DriftVerdict(drift)
        var lines = ["**\(escaped(verdict.sentence))**", "", side("Original", drift.original), side("Duplicate", drift.duplicate)]
        for table in drift.tables {
            lines += ["", "### \(table.title)", ""]
            lines += [row(table.headings), row(table.headings.map { _ in "---" })]
            lines += table.rows.map { row($0.cells.map(escaped)) }
        }
        if !verdict.unknownLines.isEmpty {
            lines += ["", "### Not known", ""]
            lines += verdict.unknownLines.map { "- \($0.side): \(escaped($0.text))" }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func side(_ name: String, _ side: DriftSide) -> String { "- \(name): \(escaped(side.text))" }

    private static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

    /// Text from logs must neither end a cell nor become markup, a mention or a link.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#": result += "\\\(scalar)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "@": result += "&#64;"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        // A bare address would become a link.
        return result.replacing("://", with: "&#58;//")
    }
}
