import DriftCore

/// Why a README's front matter could not be read or edited. Nothing was changed.
package enum FrontMatterError: Error, Sendable, Hashable {
    /// The file begins like UTF-16 text.
    case utf16
    /// The file is not UTF-8; the line of the first bad byte, from 1.
    case notUTF8(line: Int)
    /// The opening `---` in `line` has no closing one.
    case unterminated(line: Int)
    case tooLarge(bytes: Int, limit: Int)
    /// More aliases than an honest README has: a "billion laughs" file.
    case tooManyAliases(count: Int, limit: Int)
    case tooDeep(limit: Int)
    case invalidYAML(line: Int?, problem: String)
    case duplicateKey(String)
    /// The YAML between the fences is a list or a bare text.
    case notMapping
    /// The key is not one of `FrontMatterEdit.editableKeys`.
    case keyNotEditable(String)
    /// The new value cannot stand in one line of YAML.
    case valueNotWritable(key: String)
    /// The key's present value cannot be replaced without touching other bytes.
    case valueNotReplaceable(key: String, line: Int, reason: String)
    /// The edited text does not read back as the same front matter with the new value.
    case notVerified(key: String)

    package var isTransient: Bool { false }

    /// One line.
    package var message: String {
        switch self {
        case .utf16: "README.md is UTF-16, not UTF-8"
        case .notUTF8(let line): "README.md is not UTF-8 (line \(line))"
        case .unterminated(let line): "README.md: the front matter opened by --- in line \(line) is never closed"
        case .tooLarge(let bytes, let limit): "README.md: front matter of \(bytes) bytes, more than \(limit)"
        case .tooManyAliases(let count, let limit): "README.md: front matter with \(count) YAML aliases, more than \(limit)"
        case .tooDeep(let limit): "README.md: front matter nested more than \(limit) levels deep"
        case .invalidYAML(let line?, let problem): "README.md: line \(line) is not valid YAML: \(problem)"
        case .invalidYAML(nil, let problem): "README.md: the front matter is not valid YAML: \(problem)"
        case .duplicateKey(let key): "README.md: the front matter has the key \(Self.shown(key)) twice"
        case .notMapping: "README.md: the front matter is not a list of `key: value` lines"
        case .keyNotEditable(let key): "the front matter key \(Self.shown(key)) is not one that driftd edits"
        case .valueNotWritable(let key): "the new value of \(Self.shown(key)) does not fit into one line of YAML"
        case .valueNotReplaceable(let key, let line, let reason): "README.md: line \(line): the value of \(Self.shown(key)) is \(reason)"
        case .notVerified(let key): "README.md: \(Self.shown(key)) cannot be edited without changing something else"
        }
    }

    /// What to do next.
    package var hint: String {
        switch self {
        case .utf16, .notUTF8:
            "save README.md as UTF-8 (`iconv -f … -t UTF-8`), then run the command again"
        case .unterminated:
            "add a line of three dashes after the last key, then run the command again"
        case .tooLarge, .tooManyAliases, .tooDeep:
            "this is no front matter of a Space; look at the file before using it"
        case .invalidYAML, .duplicateKey, .notMapping:
            "correct the block between the --- lines by hand, then run the command again"
        case .keyNotEditable:
            "keys that driftd edits: \(Self.editableKeys)"
        case .valueNotWritable, .valueNotReplaceable, .notVerified:
            "set the key by hand to a plain value on its own line, then run the command again"
        }
    }

    private static var editableKeys: String { FrontMatterEdit.editableKeys.sorted().joined(separator: ", ") }

    /// A key from the file, fit for a terminal: at most 60 characters, none of them control characters.
    private static func shown(_ key: String) -> String {
        let clean = key.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : Character($0) }
        return "`\(String(clean.prefix(60)))\(clean.count > 60 ? "…" : "")`"
    }
}
