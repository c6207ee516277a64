package import DriftCore

/// A drift as one HTML page that needs nothing else: no script, no font, no request.
package enum DriftHTML {
    /// One page that needs no other file; every text in it is escaped.
    package static func render(_ drift: Drift) -> String {
        let verdict = DriftVerdict(drift)
        let title = "\(drift.original.label) and \(drift.duplicate.label)"
        var lines = [
            "<!DOCTYPE html>",
            "<html lang=\"en\">",
            "<head>",
            "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<title>Drift: \(escaped(title))</title>",
            "<style>\(style)</style>",
            "</head>",
            "<body>",
            "<h1>\(escaped(title))</h1>",
            "<p class=\"\(drift.verdict.rawValue)\"><strong>\(escaped(verdict.sentence))</strong></p>",
            "<ul>", side("Original", drift.original), side("Duplicate", drift.duplicate), "</ul>",
        ]
        for table in drift.tables { lines += section(table) }
        if !verdict.unknownLines.isEmpty {
            lines += ["<h2>Not known</h2>", "<ul>"]
            lines += verdict.unknownLines.map { "<li>\($0.side): \(escaped($0.text))</li>" }
            lines.append("</ul>")
        }
        lines += ["</body>", "</html>"]
        return lines.map { $0 + "\n" }.joined()
    }

    private static let style =
        "html{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;overflow-wrap:anywhere;padding:0 1rem}"
        + "table{border-collapse:collapse}th,td{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}"
        + "td{border-top:1px solid #8884}.drift td:first-child{font-weight:600}"

    private static func side(_ name: String, _ side: DriftSide) -> String { "<li>\(name): \(escaped(side.text))</li>" }

    private static func section(_ table: DriftTable) -> [String] {
        var lines = ["<h2>\(escaped(table.title))</h2>", "<table>"]
        lines.append("<tr>\(table.headings.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined())</tr>")
        for row in table.rows {
            let cells = row.cells.map { "<td>\(escaped($0))</td>" }.joined()
            lines.append("<tr\(row.isDrift ? " class=\"drift\"" : "")>\(cells)</tr>")
        }
        lines.append("</table>")
        return lines
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
