/// Text from outside (package names, URLs, messages) as it may stand in Markdown that others will read on the Hub or on GitHub:
/// it forms no link, mention, HTML, table cell or line of its own.
enum MarkdownText {
    /// For running text and table cells.
    static func escape(_ text: String) -> String {
        var result = ""
        // By scalars: a combining mark behind a bracket makes another character of it, but not for Markdown.
        for scalar in text.excerpt(limit: 600).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // A mention would write to somebody; a bare URL would become a link.
            case "@": result += "&#64;"
            case "|", "[", "]", "\\": result += "\\\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.replacing("://", with: "&#58;//")
    }

    /// As code, for names, versions and paths: `` `numpy` ``.
    static func code(_ text: String) -> String {
        var clean = ""
        for scalar in text.excerpt(limit: 300).unicodeScalars {
            switch scalar {
            case "`": clean += "'"
            case "|": clean += "\\|"
            default: clean.unicodeScalars.append(scalar)
            }
        }
        return clean.isEmpty ? "-" : "`\(clean)`"
    }

    /// A block of code whose fence is longer than any run of backticks in it.
    static func block(_ lines: [String], language: String) -> String {
        var (longest, run) = (2, 0)
        for character in lines.joined(separator: "\n") {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return ([fence + language] + lines + [fence]).joined(separator: "\n") + "\n"
    }

    static func table(_ headings: [String], _ rows: [[String]]) -> String {
        let lines = [headings, headings.map { _ in "---" }] + rows
        return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }
}
