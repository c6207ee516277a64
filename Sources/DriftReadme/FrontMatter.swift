import DriftCore
import Yams

/// The YAML block at the head of a Space's README.md, and how single values in it are changed without touching any other byte.
package struct FrontMatter: Sendable, Hashable {
    /// The top-level keys with a scalar value, as a YAML reader understands it: a plain `3.10` is `3.1`.
    package var values: [String: String]
    /// Of those that are read as another number than they were written as, what was written: `3.10`.
    package var numbers: [String: String] = [:]
    /// The top-level keys with a list, and the scalars of it.
    package var lists: [String: [String]] = [:]
    /// All top-level keys, in the file's order.
    package var keys: [String]
    /// Whether the README has such a block at all.
    package var isPresent: Bool

    /// Of a README without one.
    package static let none = FrontMatter(values: [:], keys: [], isPresent: false)

    /// Reads the block through `Yams.compose`: an alias is the very node that it stands for, so that nothing grows.
    package static func read(_ bytes: [UInt8]) throws(FrontMatterError) -> FrontMatter {
        try checkEncoding(of: bytes)
        guard let block = try FrontMatterBlock.locate(in: bytes) else { return none }
        let tree = try FrontMatterTree(composing: bytes[block.yaml], firstLine: block.firstLine)
        var result = FrontMatter(values: [:], keys: [], isPresent: true)
        for (key, value) in tree.pairs {
            guard let name = key.scalar?.string else { continue }
            result.keys.append(name)
            if let list = value.sequence { result.lists[name] = list.compactMap(\.scalar).map { FrontMatterValue.understood($0) } }
            guard let scalar = value.scalar else { continue }
            let value = FrontMatterValue.understood(scalar)
            result.values[name] = value
            if value != scalar.string { result.numbers[name] = scalar.string }
        }
        for (name, scalar) in tree.merged where result.values[name] == nil && !result.keys.contains(name) {
            result.values[name] = FrontMatterValue.understood(scalar)
        }
        return result
    }

    /// Of a block that is no YAML: the SDK alone, where one line of it names it as such a line does (`sdk: gradio`).
    package static func naming(sdk readme: [UInt8]) -> FrontMatter {
        let lines = String(decoding: readme.prefix(4_096), as: UTF8.self).split(whereSeparator: \.isNewline)
        let named = lines.compactMap { $0.wholeMatch(of: /sdk:[ \t]*["']?(gradio|docker|static|streamlit)["']?[ \t]*(?:#.*)?/)?.1 }
        guard let sdk = named.first, Set(named).count == 1 else { return none }
        return FrontMatter(values: ["sdk": String(sdk)], keys: ["sdk"], isPresent: true)
    }

    /// Sets each key to its value. A missing key gets a line of its own after the SDK's, a README without front matter gets a block.
    /// A value that is there already leaves the file as it is.
    package static func applying(_ edits: [FrontMatterEdit], to readme: [UInt8]) throws(FrontMatterError) -> [UInt8] {
        try checkEncoding(of: readme)
        var result = readme
        for edit in edits {
            guard FrontMatterEdit.editableKeys.contains(edit.key) else { throw .keyNotEditable(edit.key) }
            guard isWritable(edit.value) else { throw .valueNotWritable(key: edit.key) }
            result = try applying(edit, to: result)
        }
        return result
    }

    private static func applying(_ edit: FrontMatterEdit, to readme: [UInt8]) throws(FrontMatterError) -> [UInt8] {
        guard let block = try FrontMatterBlock.locate(in: readme) else { return insertingBlock(with: edit, into: readme) }
        let yaml = readme[block.yaml]
        let tree = try FrontMatterTree(composing: yaml, firstLine: block.firstLine)
        var result = readme
        if let pair = tree.pair(of: edit.key) {
            if let scalar = pair.value.scalar, FrontMatterValue.understood(scalar) == edit.value { return readme }
            let value = try FrontMatterValue(of: pair, in: yaml, firstLine: block.firstLine)
            result.replaceSubrange(value.range, with: value.replacement(for: edit))
        } else {
            guard !tree.isFlow else {
                throw .valueNotReplaceable(key: edit.key, line: block.firstLine, reason: "missing from a mapping in braces")
            }
            let place = insertionPoint(for: edit.key, in: tree, block: block, readme: readme)
            result.insert(
                contentsOf: Array("\(place.indentation)\(edit.key): \(FrontMatterValue.render(edit))".utf8) + block.lineEnd,
                at: place.offset
            )
        }
        try verify(edit, before: tree, after: result)
        return result
    }

    /// `---`, the key, `---`, and an empty line before the text.
    private static func insertingBlock(with edit: FrontMatterEdit, into readme: [UInt8]) -> [UInt8] {
        let start = FrontMatterBlock.startOfText(in: readme)
        let lineEnd = FrontMatterBlock.lineEnd(of: readme)
        var block: [UInt8] = []
        for line in ["---", "\(edit.key): \(FrontMatterValue.render(edit))", "---"] { block += Array(line.utf8) + lineEnd }
        let isFollowedByText = start < readme.count && !FrontMatterBlock.Line(in: readme, from: start).isBlank(in: readme)
        return readme[..<start] + block + (isFollowedByText ? lineEnd : []) + readme[start...]
    }

    /// The beginning of the line after the one that belongs to the new key's neighbour; otherwise the end of the block.
    private static func insertionPoint(
        for key: String,
        in tree: FrontMatterTree,
        block: FrontMatterBlock,
        readme: [UInt8]
    ) -> (offset: Int, indentation: String) {
        let column = tree.pairs.first?.key.mark?.column ?? 1
        let indentation = String(repeating: " ", count: max(0, column - 1))
        let neighbours = key == "python_version" ? ["sdk_version", "sdk"] : ["sdk"]
        for neighbour in neighbours {
            guard let pair = tree.pair(of: neighbour),
                let value = try? FrontMatterValue(of: pair, in: readme[block.yaml], firstLine: block.firstLine)
            else { continue }
            return (FrontMatterBlock.Line(in: readme, from: value.range.upperBound).next, indentation)
        }
        return (block.yaml.upperBound, indentation)
    }

    /// Reads the edited file again: the key has the value, and every other key is what it was.
    private static func verify(_ edit: FrontMatterEdit, before: FrontMatterTree, after readme: [UInt8]) throws(FrontMatterError) {
        let after: FrontMatterTree
        do {
            guard let block = try FrontMatterBlock.locate(in: readme) else { throw FrontMatterError.notVerified(key: edit.key) }
            after = try FrontMatterTree(composing: readme[block.yaml], firstLine: block.firstLine)
        } catch {
            throw .notVerified(key: edit.key)
        }
        func others(_ tree: FrontMatterTree) -> [(Node, Node)] { tree.pairs.filter { $0.key.scalar?.string != edit.key } }
        let isUnchanged = others(before).elementsEqual(others(after)) { $0 == $1 }
        guard isUnchanged, let scalar = after.pair(of: edit.key)?.value.scalar, FrontMatterValue.understood(scalar) == edit.value else {
            throw .notVerified(key: edit.key)
        }
    }

    /// One line of printable text; `\u{85}` and the two separators are line breaks to YAML.
    private static func isWritable(_ value: String) -> Bool {
        (1...1000).contains(value.utf8.count)
            && value.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse, .unassigned: false
                default: true
                }
            }
    }

    private static func checkEncoding(of bytes: [UInt8]) throws(FrontMatterError) {
        let head = bytes.prefix(4)
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.contains(0) { throw .utf16 }
        guard String(validating: bytes, as: UTF8.self) == nil else { return }
        let repaired = String(decoding: bytes, as: UTF8.self).utf8
        let same = zip(bytes, repaired).prefix { $0 == $1 }
        throw .notUTF8(line: 1 + same.count { $0.0 == UInt8(ascii: "\n") })
    }
}
