import DriftCore
import Yams

/// One scalar value: where its text stands in the YAML, and how another one is written in its place.
///
/// The text may be plain (`6.19.0`), quoted (`"3.10"`, `'3.10'`), absent (`sdk_version:`), or an alias (`*version`). An anchor or a tag before
/// it (`&version 6.19.0`, `!!str 3.10`) stays.
struct FrontMatterValue {
    enum Style {
        case plain, singleQuoted, doubleQuoted
        /// Nothing stands behind the colon; the range is empty, right behind it.
        case absent
    }

    var range: Range<Int>
    var style: Style

    /// - Parameter yaml: the README's bytes between the fences; the marks of `pair` count from its start.
    init(of pair: (key: Node, value: Node), in yaml: ArraySlice<UInt8>, firstLine: Int) throws(FrontMatterError) {
        let key = pair.key.scalar?.string ?? ""
        // What the alias stands for is elsewhere, and so is its mark.
        if pair.value.scalar != nil, let alias = FrontMatterMarks.alias(behind: pair.key, in: yaml) {
            (range, style) = (alias, .plain)
            return
        }
        guard let mark = pair.value.mark, var start = Self.offset(of: mark, in: yaml) else {
            throw .notVerified(key: key)
        }
        func refusal(_ reason: String) -> FrontMatterError {
            .valueNotReplaceable(key: key, line: firstLine + max(0, mark.line - 1), reason: reason)
        }
        guard let scalar = pair.value.scalar else { throw refusal("a list or a mapping") }
        let properties = FrontMatterMarks(at: start, in: yaml)
        if let anchor = properties.anchor, FrontMatterMarks.hasAlias(of: anchor, in: yaml) {
            throw refusal("the anchor &\(String(anchor.prefix(40))), which another value refers to")
        }
        start = properties.end
        switch scalar.style {
        case .literal, .folded:
            throw refusal("a block of text")
        case .singleQuoted, .doubleQuoted:
            guard let quoted = Self.quoted(scalar, from: start, in: yaml) else { throw refusal("a quoted text of several lines") }
            (range, style) = quoted
        case .plain, .any:
            if scalar.string.isEmpty, properties.isEmpty {
                guard let end = Self.endOfKey(pair.key, in: yaml) else { throw refusal("empty in a form that cannot be filled in") }
                range = end..<end
                style = .absent
                return
            }
            guard !scalar.string.isEmpty, yaml[start...].starts(with: scalar.string.utf8) else {
                throw refusal(scalar.string.isEmpty ? "empty in a form that cannot be filled in" : "a text of several lines")
            }
            range = start..<start + scalar.string.utf8.count
            style = .plain
        }
    }

    /// `nil`: it takes several lines.
    private static func quoted(_ scalar: Node.Scalar, from start: Int, in yaml: ArraySlice<UInt8>) -> (Range<Int>, Style)? {
        let isSingle = scalar.style == .singleQuoted
        let quote = UInt8(ascii: isSingle ? "'" : "\"")
        guard yaml[start...].first == quote, let end = closingQuote(quote, after: start, in: yaml) else { return nil }
        return (start..<end + 1, isSingle ? .singleQuoted : .doubleQuoted)
    }

    /// The text that takes the range's place. A quoted value stays quoted the same way.
    func replacement(for edit: FrontMatterEdit) -> [UInt8] {
        switch style {
        case .plain: Array(Self.render(edit).utf8)
        case .absent: Array(" \(Self.render(edit))".utf8)
        case .singleQuoted: Array("'\(edit.value.replacing("'", with: "''"))'".utf8)
        case .doubleQuoted: Array(Self.doubleQuoted(edit.value).utf8)
        }
    }

    /// A new value as it stands behind `key: `.
    static func render(_ edit: FrontMatterEdit) -> String {
        edit.isQuoted || !isSafePlain(edit.value) ? doubleQuoted(edit.value) : edit.value
    }

    /// The string that a YAML reader makes of a scalar: a plain `3.10` is the number 3.1, a plain `4.0` the number 4.
    static func understood(_ scalar: Node.Scalar) -> String {
        guard scalar.style == .plain, Node.scalar(scalar).tag == Tag(.float), !scalar.string.lowercased().contains("e") else {
            return scalar.string
        }
        let parts = scalar.string.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, scalar.string.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0.isDigit }) else {
            return scalar.string
        }
        var fraction = parts[1]
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty ? String(parts[0]) : "\(parts[0]).\(fraction)"
    }

    /// Whether the text can stand without quotes and is read as itself: `6.19.0`, `1h`, `app.py`; not `3.10`, `a: b`, `null`.
    private static func isSafePlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isAlphanumeric, text.utf8.allSatisfy({ $0.isAlphanumeric || "._/+-".utf8.contains($0) })
        else {
            return false
        }
        let scalar = Node.Scalar(text, .implicit, .plain)
        return ![Tag(.null), Tag(.bool)].contains(Node.scalar(scalar).tag) && understood(scalar) == text
    }

    private static func doubleQuoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}

// MARK: - Places in the bytes

extension FrontMatterValue {
    /// libYAML counts lines by LF, CR, CRLF, NEL, LS and PS, and columns in Unicode scalars, both from 1.
    static func offset(of mark: Mark, in yaml: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: yaml, as: UTF8.self)
        var (line, column, offset) = (1, 1, yaml.startIndex)
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if previous == "\r", scalar == "\n" {
                offset += 1
                previous = scalar
                continue
            }
            if line == mark.line, column == mark.column { return offset }
            if line > mark.line { return nil }
            switch scalar {
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": (line, column) = (line + 1, 1)
            default: column += 1
            }
            offset += UTF8.width(scalar)
            previous = scalar
        }
        return line == mark.line && column == mark.column ? offset : nil
    }

    /// Index of the quote that closes the text opened at `start`; `nil` if the line ends before.
    private static func closingQuote(_ quote: UInt8, after start: Int, in yaml: ArraySlice<UInt8>) -> Int? {
        var index = start + 1
        while index < yaml.endIndex {
            let byte = yaml[index]
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return nil }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 2
                continue
            }
            if byte == quote {
                let isDoubled = quote == UInt8(ascii: "'") && index + 1 < yaml.endIndex && yaml[index + 1] == quote
                if !isDoubled { return index }
                index += 1
            }
            index += 1
        }
        return nil
    }

    /// Right behind the colon of `sdk_version:`, if nothing but a comment follows it.
    private static func endOfKey(_ key: Node, in yaml: ArraySlice<UInt8>) -> Int? {
        guard key.scalar?.style == .plain, let end = FrontMatterMarks.colon(of: key, in: yaml) else { return nil }
        let rest = yaml[(end + 1)...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let text = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let isComment = text.first == UInt8(ascii: "#") && text.startIndex > rest.startIndex
        return text.isEmpty || isComment ? end + 1 : nil
    }
}
