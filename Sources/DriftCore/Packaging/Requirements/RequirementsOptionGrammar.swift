/// The options that pip accepts in requirements files (pip 26.3, `req_file.py`), read as its `optparse` does.
enum RequirementsOptionGrammar {
    struct Parsed {
        var option: RequirementsOption
        /// In the joined line, the value included.
        var range: Range<Int>
    }

    enum Failure: Error {
        case unknown(String)
        case ambiguous(String)
        case missingValue(String)
        case unexpectedValue(String)
    }

    /// Every spelling, and the name that stands for it.
    private static let withValue: [String: String] = [
        "-i": "--index-url", "--index-url": "--index-url", "--pypi-url": "--index-url", "--extra-index-url": "--extra-index-url",
        "-c": "--constraint", "--constraint": "--constraint", "-r": "--requirement", "--requirement": "--requirement",
        "-e": "--editable", "--editable": "--editable", "-f": "--find-links", "--find-links": "--find-links",
        "--no-binary": "--no-binary", "--only-binary": "--only-binary", "--all-releases": "--all-releases",
        "--only-final": "--only-final", "--trusted-host": "--trusted-host", "--use-feature": "--use-feature", "--hash": "--hash",
        "-C": "--config-settings", "--config-setting": "--config-settings", "--config-settings": "--config-settings",
    ]
    private static let flags: Set<String> = ["--no-index", "--prefer-binary", "--require-hashes", "--no-require-hashes", "--pre"]

    /// Words that are no option and no value are passed over, as pip does.
    static func parse(_ words: [ShellWords.Word]) throws(Failure) -> [Parsed] {
        var result: [Parsed] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            if word.text == "--" { break }
            guard word.text.hasPrefix("-"), word.text != "-" else { continue }
            let (spelling, attached) = word.text.hasPrefix("--") ? splitLong(word.text) : splitShort(word.text)
            let name = try resolve(spelling)
            if flags.contains(name) {
                if attached != nil { throw .unexpectedValue(name) }
                result.append(Parsed(option: RequirementsOption(name: name), range: word.range))
            } else if let attached {
                result.append(Parsed(option: RequirementsOption(name: name, value: attached), range: word.range))
            } else {
                guard index < words.count else { throw .missingValue(name) }
                let value = words[index]
                index += 1
                let range = word.range.lowerBound..<value.range.upperBound
                result.append(Parsed(option: RequirementsOption(name: name, value: value.text), range: range))
            }
        }
        return result
    }

    /// `--index-url=https://…`
    private static func splitLong(_ text: String) -> (spelling: String, value: String?) {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return (text, nil) }
        return (String(text[..<equals]), String(text[text.utf8.index(after: equals)...]))
    }

    /// `-rother.txt`
    private static func splitShort(_ text: String) -> (spelling: String, value: String?) {
        let scalars = text.unicodeScalars
        let value = scalars.dropFirst(2)
        return (String(String.UnicodeScalarView(scalars.prefix(2))), value.isEmpty ? nil : String(value))
    }

    /// A long option may be cut short as long as it is clear which one is meant.
    private static func resolve(_ spelling: String) throws(Failure) -> String {
        if let name = withValue[spelling] { return name }
        if flags.contains(spelling) { return spelling }
        guard spelling.hasPrefix("--") else { throw .unknown(spelling) }
        let candidates = (Array(withValue.keys) + Array(flags)).filter { $0.hasPrefix(spelling) }
        guard let only = candidates.first else { throw .unknown(spelling) }
        guard candidates.count == 1 else { throw .ambiguous(spelling) }
        return withValue[only] ?? only
    }
}

extension RequirementsOptionGrammar.Failure {
    var reason: String {
        switch self {
        case .unknown(let option): "pip has no option \(option.excerpt()) in requirements files"
        case .ambiguous(let option): "the option \(option.excerpt()) is ambiguous"
        case .missingValue(let option): "the option \(option) has no value"
        case .unexpectedValue(let option): "the option \(option) takes no value"
        }
    }
}
