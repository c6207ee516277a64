/// The lines of a traceback, freed from what stands around them: boxes, a container's name, quoting, lost line ends.
enum TracebackText {
    struct Line {
        var text: String
        /// Where the printed line begins.
        var offset: Int
    }

    /// Longer lines are read at their two ends.
    private static let lineLimit = 4000
    /// More text than any real traceback has; each byte of it is looked at several times.
    private static let byteLimit = 131_072
    /// No frame with its source and an exception is shorter than this together.
    private static let shortLine = 90

    /// The section's last lines, at most `limit`.
    static func tail(of section: TriageSection, in text: TriageText, limit: Int) -> [Line] {
        var lines: [Line] = []
        var end = section.range.upperBound
        if end > section.range.lowerBound, text.bytes[end - 1] == 0x0A { end -= 1 }
        var rest = byteLimit
        while lines.count < limit, rest > 0 {
            let begin = max(section.range.lowerBound, text.lineRange(around: end).lowerBound)
            lines += pieces(of: text, from: begin, to: end).reversed()
            rest -= min(end - begin, 2 * lineLimit) + 1
            if begin <= section.range.lowerBound { break }
            end = begin - 1
        }
        return lines.reversed()
    }

    /// A line with more than one frame, or with more than a frame, is several that lost their ends.
    private static func pieces(of text: TriageText, from begin: Int, to end: Int) -> [Line] {
        var parts = [(text: text.string(begin..<end, limit: lineLimit), offset: begin)]
        if end - begin > lineLimit {
            let offset = max(begin + lineLimit, end - lineLimit)
            parts.append((text.string(offset..<end, limit: lineLimit), offset))
        }
        return parts.flatMap { part in
            let line = trimmed(part.text)
            guard part.text.utf8.count > shortLine, line.contains("\", line ") else { return [Line(text: line, offset: begin)] }
            return placed(CollapsedTraceback.lines(of: line).map(trimmed), in: part.text, from: part.offset, to: end)
        }
    }

    /// Each with its own place in the line, so that evidence shows it.
    private static func placed(_ pieces: [String], in part: String, from begin: Int, to end: Int) -> [Line] {
        var rest = part[...]
        return pieces.map { piece in
            guard let range = rest.firstRange(of: piece), !range.isEmpty else { return Line(text: piece, offset: begin) }
            rest = rest[range.lowerBound...]
            return Line(text: piece, offset: min(end, begin + part.utf8.distance(from: part.startIndex, to: range.lowerBound)))
        }
    }

    /// Where an exception is named within a sentence: `runtime error : KeyError: 'API_TOKEN' when I duplicate it`.
    static func embeddedException(in line: String) -> String? {
        var rest = line[...]
        while let space = rest.firstIndex(where: { " (`\"[".contains($0) || !$0.isASCII }) {
            rest = rest[rest.index(after: space)...]
            let head = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
            if head.hasSuffix("Error") || head.hasSuffix("Exception"), rest[head.endIndex...].hasPrefix(": "),
                Traceback.exception(in: String(rest.prefix(300)), at: 0) != nil,
                !MessageContext.isAdvice(String(line[..<rest.startIndex].suffix(400)))
            {
                return String(rest)
            }
        }
        return nil
    }

    /// Without blanks, rich's box, a container's name (`web-1  | `), pytest's mark (`E   `).
    private static func trimmed(_ line: String) -> String {
        var view = line.unicodeScalars[...]
        strip(&view)
        if let bar = view.firstIndex(of: "|") {
            let head = view[..<bar]
            let name = head.prefix { $0 != " " && $0 != "\t" }
            let isName = name.allSatisfy { $0.properties.isAlphabetic || $0 == "-" || $0 == "_" || $0 == "." || ("0"..."9").contains($0) }
            if isName, head[name.endIndex...].allSatisfy({ $0 == " " || $0 == "\t" }), name.isEmpty || name.endIndex < bar {
                view = view[view.index(after: bar)...]
                strip(&view)
            }
        }
        dropTime(&view)
        if view.starts(with: "E   ".unicodeScalars) {
            view = view.dropFirst(4)
            strip(&view)
        }
        return String(view)
    }

    /// `2024-04-22T16:54:03.123Z ` and `2024-04-22 16:54:03,123 `, as a container's host prints them before each line.
    private static func dropTime(_ view: inout Substring.UnicodeScalarView) {
        let isDigit: (Unicode.Scalar) -> Bool = { ("0"..."9").contains($0) }
        guard let first = view.first, isDigit(first), view.prefix(4).allSatisfy(isDigit), view.dropFirst(4).first == "-" else { return }
        let isOfTime: (Unicode.Scalar) -> Bool = { isDigit($0) || "-:.,+TZ".unicodeScalars.contains($0) }
        let day = view.prefix(while: isOfTime)
        var rest = view[day.endIndex...]
        if !day.contains(":") {
            let time = rest.dropFirst().prefix(while: isOfTime)
            guard rest.first == " ", time.contains(":") else { return }
            rest = view[time.endIndex...]
        }
        guard rest.first == " " || rest.isEmpty else { return }
        view = rest
        strip(&view)
    }

    private static func strip(_ view: inout Substring.UnicodeScalarView) {
        let blank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "│" || $0 == "❱" }
        while let first = view.first, blank(first) { view.removeFirst() }
        while let last = view.last, blank(last) { view.removeLast() }
    }

    /// Without the quoting that a report puts around a single line: a fence, backticks, quotation marks.
    static func unquoted(_ line: String) -> String {
        var view = line[...]
        while let first = view.first, "`\"“”'>*_".contains(first) || first == " " {
            view.removeFirst()
            if let last = view.last, last == first || first == "“" && last == "”" { view.removeLast() }
        }
        while view.last == "`" { view.removeLast() }
        return String(view)
    }

    /// `File "/app/app.py", line 3, in f`, whose head may be cut; of notebooks `File ~/a/b.py:316, in f(x)` and `/a/b.py in f(x)`.
    static func frame(in line: String) -> (path: String, function: String)? {
        if let close = line.firstRange(of: "\", line ") {
            let head = line[..<close.lowerBound]
            let path: String
            if let open = head.lastIndex(of: "\"") {
                path = String(head[head.index(after: open)...])
            } else if let word = head.split(separator: " ").last {
                path = String(word)
            } else {
                return nil
            }
            let function = line[close.upperBound...].firstRange(of: ", in ").map { line[$0.upperBound...].prefix { $0 != " " } } ?? ""
            return (path, String(function))
        }
        guard line.contains(".py"), let place = line.firstRange(of: " in ") ?? line.firstRange(of: ", in ") else { return nil }
        var head = line[..<place.lowerBound]
        if head.hasPrefix("File ") { head = head.dropFirst(5) }
        if head.hasPrefix("[") { head = head.dropFirst() }
        guard let ending = head.firstRange(of: ".py") else { return nil }
        // A warning names a line as well, and what it says goes on behind it: `app.py:93: UserWarning: unused in Image`.
        let number = head[ending.upperBound...]
        guard number.hasPrefix("](") || number.utf8.allSatisfy({ $0.isDigit || $0 == 0x3A || $0 == 0x2C }) else {
            return nil
        }
        head = head[..<ending.upperBound]
        // `File c:\users\ada lovelace\x.py:3, in f()`: behind `File`, a blank is the path's own.
        guard line.hasPrefix("File ") || !head.contains(" "), head.contains("/") || head.contains("\\") else { return nil }
        return (String(head), String(line[place.upperBound...].prefix { $0 != "(" && $0 != " " }))
    }
}
