/// How wide a table's first two columns are, and what fills them. pip and uv make a column as wide as the longest of its head and its cells.
///
///     Package      Version
///     ------------ -------
///     itsdangerous 2.2.0
struct PackageTableWidths {
    private var rule: (name: Int, version: Int) = (0, 0)
    private var longest = (name: "Package".utf8.count, version: "Version".utf8.count)

    init() {}

    /// - Parameter text: the line below the head.
    init(rule text: ByteView) {
        let name = text.firstWord
        rule = (name.count, text.dropFirst(name.count).trimmed.firstWord.count)
    }

    mutating func note(name: Int, version: Int) { longest = (max(longest.name, name), max(longest.version, version)) }

    /// Nothing is as long as the rule above it: the row that is has been lost.
    var lackRow: Bool { rule.name > longest.name || rule.version > longest.version }
}
