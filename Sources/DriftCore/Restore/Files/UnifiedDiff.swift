/// The difference between two versions of a file in the form that `git apply` and `patch -p1` take.
///
///     diff --git a/requirements.txt b/requirements.txt
///     --- a/requirements.txt
///     +++ b/requirements.txt
///     @@ -1,2 +1,2 @@
///      gradio
///     -numpy
///     +numpy==1.26.4
///
/// Lines end at LF; a CR before it belongs to the line, so a patch of a CRLF file has CRLF lines.
package enum UnifiedDiff {
    /// Lines of unchanged text around a change.
    private static let contextLines = 3

    /// Empty if nothing changes. A file that is not UTF-8 text (UTF-16, Latin-1, binary) is only named as different.
    /// - Parameters:
    ///   - path: Inside the repository.
    ///   - base: `nil`: the patch creates the file.
    ///   - result: `nil`: the patch deletes the file.
    package static func render(path: String, base: [UInt8]?, result: [UInt8]?) -> String {
        guard base != result else { return "" }
        let (before, after) = (quoted("a/" + path), quoted("b/" + path))
        var text = Array("diff --git \(before.name) \(after.name)\n".utf8)
        if base == nil { text += "new file mode 100644\n".utf8 }
        if result == nil { text += "deleted file mode 100644\n".utf8 }
        let (from, to) = (base == nil ? "/dev/null" : before.name, result == nil ? "/dev/null" : after.name)
        guard isText(base ?? []), isText(result ?? []) else {
            text += "Binary files \(from) and \(to) differ\n".utf8
            return String(decoding: text, as: UTF8.self)
        }
        let lines = UnifiedDiffLines(base: split(base ?? []), result: split(result ?? []))
        // A file without lines that appears or goes has no hunk, and `git apply` then wants no file lines either.
        if !lines.base.isEmpty || !lines.result.isEmpty {
            text += "--- \(from)\(base == nil ? "" : before.end)\n".utf8
            text += "+++ \(to)\(result == nil ? "" : after.end)\n".utf8
            appendHunks(of: lines, to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether a unified diff can show the file: UTF-8 without NUL.
    package static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    }

    /// Each with its line feed; the last one may have none.
    private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(bytes[start...end])
            start = end + 1
        }
        if start < bytes.endIndex { lines.append(bytes[start...]) }
        return lines
    }

    /// A name as git writes it: in double quotes with octal escapes where it holds a quote, backslash or control character;
    /// a space in it asks for a tab at the end of the file lines, because `patch` takes a space for the name's end.
    private static func quoted(_ name: String) -> (name: String, end: String) {
        let needsQuotes = name.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        guard needsQuotes else { return (name, name.utf8.contains(UInt8(ascii: " ")) ? "\t" : "") }
        let escaped = name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
            case 0x20..<0x7F: String(UnicodeScalar(byte))
            default: "\\" + String(byte >> 6) + String(byte >> 3 & 7) + String(byte & 7)
            }
        }
        return ("\"" + escaped.joined() + "\"", "")
    }

    private static func appendHunks(of lines: UnifiedDiffLines, to text: inout [UInt8]) {
        var changes = lines.changes[...]
        while let first = changes.popFirst() {
            var hunk = [first]
            // Changes whose context would touch or overlap share a hunk.
            while let next = changes.first, let last = hunk.last, next.base.lowerBound - last.base.upperBound <= 2 * contextLines {
                hunk.append(next)
                changes.removeFirst()
            }
            append(hunk, of: lines, to: &text)
        }
    }

    private static func append(_ hunk: [UnifiedDiffLines.Change], of lines: UnifiedDiffLines, to text: inout [UInt8]) {
        guard let first = hunk.first, let last = hunk.last else { return }
        let before = min(contextLines, first.base.lowerBound)
        let after = min(contextLines, lines.base.count - last.base.upperBound)
        let base = first.base.lowerBound - before..<last.base.upperBound + after
        let result = first.result.lowerBound - before..<last.result.upperBound + after
        text += "@@ -\(range(base)) +\(range(result)) @@\n".utf8
        var position = base.lowerBound
        for change in hunk {
            append(lines.base[position..<change.base.lowerBound], marked: " ", to: &text)
            append(lines.base[change.base], marked: "-", to: &text)
            append(lines.result[change.result], marked: "+", to: &text)
            position = change.base.upperBound
        }
        append(lines.base[position..<base.upperBound], marked: " ", to: &text)
    }

    /// `3,7`: from line 3, seven lines. A range without lines names the line before it: `0,0` at the file's start.
    private static func range(_ lines: Range<Int>) -> String {
        "\(lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1),\(lines.count)"
    }

    private static func append(_ lines: ArraySlice<ArraySlice<UInt8>>, marked mark: Unicode.Scalar, to text: inout [UInt8]) {
        for line in lines {
            text.append(UInt8(ascii: mark))
            text += line
            if line.last != UInt8(ascii: "\n") { text += "\n\\ No newline at end of file\n".utf8 }
        }
    }
}
