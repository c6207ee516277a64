import Yams

/// The YAML of one front matter block, composed to nodes. An alias is the node that it stands for, so that nothing grows.
struct FrontMatterTree {
    var pairs: [(key: Node, value: Node)]
    /// `{title: Demo, sdk: gradio}`: no line can be added to it.
    var isFlow: Bool

    /// An honest front matter has none; 32 of them cannot expand to more than some hundred thousand nodes.
    private static let aliasLimit = 32
    private static let depthLimit = 64

    /// - Parameter firstLine: the README's line that the YAML begins in, for messages.
    init(composing yaml: ArraySlice<UInt8>, firstLine: Int) throws(FrontMatterError) {
        try Self.checkBounds(of: yaml)
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self), .default, .default, .utf8)
        } catch {
            throw Self.typed(error, firstLine: firstLine)
        }
        switch root {
        case nil:
            pairs = []
            isFlow = false
        case .mapping(let mapping):
            pairs = mapping.map { ($0.key, $0.value) }
            isFlow = mapping.style == .flow
        default:
            throw .notMapping
        }
    }

    /// What `<<: *defaults` brings in; of several mappings the first that has the key.
    var merged: [(key: String, value: Node.Scalar)] {
        let sources = pairs.filter { $0.key.scalar?.string == "<<" }.flatMap { pair in
            pair.value.mapping.map { [$0] } ?? pair.value.sequence?.compactMap(\.mapping) ?? []
        }
        return sources.flatMap { mapping in
            mapping.compactMap { key, value in key.scalar.flatMap { name in value.scalar.map { (name.string, $0) } } }
        }
    }

    /// The pair of a top-level key.
    func pair(of key: String) -> (key: Node, value: Node)? { pairs.first { $0.key.scalar?.string == key } }

    /// What is refused before the YAML parser sees it, by counting: comparing keys made of aliases takes time that doubles with each of them.
    private static func checkBounds(of yaml: ArraySlice<UInt8>) throws(FrontMatterError) {
        var (aliases, flowDepth, deepest) = (0, 0, 0)
        var previous = UInt8(ascii: "\n")
        var (isIndentation, dashes) = (true, 0)
        for byte in yaml {
            switch byte {
            case UInt8(ascii: "*") where " \t\r\n,[{:?-".utf8.contains(previous): aliases += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): flowDepth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): flowDepth = max(0, flowDepth - 1)
            default: break
            }
            // `- - - x` and `? ? ? x` nest one level for each mark; so do lines that are each indented further than the last.
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): (isIndentation, dashes) = (true, 0)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: " "), UInt8(ascii: ":"), UInt8(ascii: "\t"):
                if isIndentation { dashes += 1 }
            default: isIndentation = false
            }
            deepest = max(deepest, flowDepth, dashes / 2)
            previous = byte
        }
        // Markdown in a text also has stars; without an anchor (`&name`) none of them is an alias.
        if aliases > aliasLimit, yaml.contains(UInt8(ascii: "&")) { throw .tooManyAliases(count: aliases, limit: aliasLimit) }
        if deepest > depthLimit { throw .tooDeep(limit: depthLimit) }
    }

    private static func typed(_ error: any Error, firstLine: Int) -> FrontMatterError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            .invalidYAML(line: firstLine + max(0, mark.line - 1), problem: problem)
        case .reader(let problem, _, _, _):
            .invalidYAML(line: nil, problem: problem)
        case .duplicatedKeysInMapping(let duplicates, _):
            .duplicateKey(duplicates.first ?? "")
        default:
            .invalidYAML(line: nil, problem: "it cannot be read")
        }
    }
}
