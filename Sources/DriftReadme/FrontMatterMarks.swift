import Yams

/// What may stand between a key and its value's text, all on one line: an anchor, a tag; or an alias instead of the text.
///
///     python_version: &python "3.10"
///     sdk_version: !!str 6.19.0
///     other: *python
struct FrontMatterMarks {
    /// The anchor's name.
    private(set) var anchor: String?
    private(set) var hasTag = false
    /// Where the value's text begins.
    private(set) var end: Int

    var isEmpty: Bool { anchor == nil && !hasTag }

    init(at start: Int, in yaml: ArraySlice<UInt8>) {
        end = start
        while end < yaml.endIndex, yaml[end] == UInt8(ascii: "&") || yaml[end] == UInt8(ascii: "!") {
            let token = Self.token(at: end, in: yaml)
            if yaml[end] == UInt8(ascii: "&") { anchor = String(decoding: yaml[token].dropFirst(), as: UTF8.self) } else { hasTag = true }
            end = token.upperBound
            while end < yaml.endIndex, Self.isBlank(yaml[end]) { end += 1 }
        }
    }

    /// `*python` behind the key's colon.
    static func alias(behind key: Node, in yaml: ArraySlice<UInt8>) -> Range<Int>? {
        guard var start = colon(of: key, in: yaml).map({ $0 + 1 }) else { return nil }
        while start < yaml.endIndex, isBlank(yaml[start]) { start += 1 }
        guard start < yaml.endIndex, yaml[start] == UInt8(ascii: "*") else { return nil }
        return token(at: start, in: yaml)
    }

    /// Whether `*name` stands anywhere; in a text it may be no alias, and then the value is not edited for nothing.
    static func hasAlias(of name: String, in yaml: ArraySlice<UInt8>) -> Bool {
        yaml.indices.contains { yaml[$0] == UInt8(ascii: "*") && yaml[token(at: $0, in: yaml)].dropFirst().elementsEqual(name.utf8) }
    }

    /// Where the colon behind a key is, on its line.
    static func colon(of key: Node, in yaml: ArraySlice<UInt8>) -> Int? {
        guard let scalar = key.scalar, let mark = scalar.mark, var end = FrontMatterValue.offset(of: mark, in: yaml) else { return nil }
        let isQuoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
        if isQuoted { end += 1 }
        guard yaml[end...].starts(with: scalar.string.utf8) else { return nil }
        end += scalar.string.utf8.count + (isQuoted ? 1 : 0)
        while end < yaml.endIndex, isBlank(yaml[end]) { end += 1 }
        return end < yaml.endIndex && yaml[end] == UInt8(ascii: ":") ? end : nil
    }

    private static func token(at start: Int, in yaml: ArraySlice<UInt8>) -> Range<Int> {
        start..<(yaml[start...].firstIndex { " \t\r\n,[]{}".utf8.contains($0) } ?? yaml.endIndex)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
