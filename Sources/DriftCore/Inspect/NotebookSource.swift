#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The code of a Jupyter notebook as one Python file, each line where it stands in the notebook's own file, so that places can be looked up.
///
///     "source": [
///      "!pip install transformers\n",      ->     system("pip install transformers")
///      "key = os.environ[\"KEY\"]\n"       ->     key = os.environ["KEY"]
package enum NotebookSource {
    private struct Notebook: Decodable {
        var cells: [Cell]
    }

    private struct Cell: Decodable {
        /// `code`, `markdown`; `nil`: not told, and then nobody runs it.
        var type: String?
        var lines: [String]

        private enum CodingKeys: String, CodingKey {
            case source
            case type = "cell_type"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decodeIfPresent(String.self, forKey: .type)
            if let list = try? container.decode([String].self, forKey: .source) {
                lines = list
            } else {
                lines = try container.decode(String.self, forKey: .source).split(separator: "\n", omittingEmptySubsequences: false)
                    .map { $0 + "\n" }
            }
        }
    }

    package static func isNotebook(_ bytes: [UInt8]) -> Bool {
        bytes.first { $0 > 0x20 } == UInt8(ascii: "{") && String(decoding: bytes.prefix(4096), as: UTF8.self).contains("\"cells\"")
    }

    /// `nil`: it cannot be read, or has no code.
    package static func python(_ bytes: [UInt8]) -> [UInt8]? {
        guard let notebook = try? JSONDecoder().decode(Notebook.self, from: Data(bytes)) else { return nil }
        let code = notebook.cells.filter { $0.type == "code" }.flatMap { lines(of: $0) }
        if code.isEmpty { return nil }
        let placed = placed(code, in: bytes) ?? code.map(\.python)
        return Array((placed.joined(separator: "\n") + "\n").utf8)
    }

    private typealias Line = (text: String, python: String)

    /// `%%bash` hands the cell to another program.
    private static func lines(of cell: Cell) -> [Line] {
        let isForeign = cell.lines.first { !$0.allSatisfy(\.isWhitespace) }?.hasPrefix("%%") ?? false
        return cell.lines.map { text in
            let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
            return (text, isForeign ? "" : python(line))
        }
    }

    /// IPython's own lines in Python: `!pip install x` and `%pip install x` run a program, other magics nothing that matters here.
    private static func python(_ line: String) -> String {
        let indentation = line.prefix { $0 == " " || $0 == "\t" }
        let rest = line.dropFirst(indentation.count)
        guard let mark = rest.first, mark == "!" || mark == "%" else { return line }
        let command = rest.dropFirst()
        let isProgram = mark == "!" || ["pip ", "conda ", "sx "].contains { command.hasPrefix($0) }
        let quoted = command.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return indentation + (isProgram ? "system(\"\(quoted)\")" : "pass")
    }

    /// Each at its own line of the file, where a line holds one text: as every tool writes notebooks. `nil`: this one is written otherwise.
    private static func placed(_ code: [Line], in bytes: [UInt8]) -> [String]? {
        var result: [String] = []
        var next = code.startIndex
        for line in LineSplitting.lines(of: bytes) {
            var content = bytes[line.content].drop { $0 == 0x20 || $0 == 0x09 }
            while let last = content.last, last == UInt8(ascii: ",") || last == 0x20 { content.removeLast() }
            guard next < code.endIndex, content.count > 1, content.first == UInt8(ascii: "\""), content.last == UInt8(ascii: "\""),
                let text = try? JSONDecoder().decode([String].self, from: Data([UInt8(ascii: "[")] + content + [UInt8(ascii: "]")])),
                text == [code[next].text]
            else {
                result.append("")
                continue
            }
            result.append(code[next].python)
            next += 1
        }
        return next == code.endIndex ? result : nil
    }
}
