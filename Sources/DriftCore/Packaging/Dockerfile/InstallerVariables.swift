/// What variables and settings in a Dockerfile say to pip and uv: it holds in every call, as if its option stood there.
///
///     ENV PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu     as     --extra-index-url https://download.pytorch.org/whl/cpu
struct InstallerVariables: Sendable, Hashable {
    /// Of `ENV`, `export` and words before a command; by name.
    private var values: [String: String] = [:]
    /// Of `pip config set` and `ARG`, which a variable of `ENV` outdoes; by the variable's name.
    private var weaker: [String: String] = [:]

    private enum Form { case one, many, flag }

    private static let pip: [(name: String, option: String, form: Form)] = [
        ("PIP_INDEX_URL", "--index-url", .one), ("PIP_EXTRA_INDEX_URL", "--extra-index-url", .many),
        ("PIP_FIND_LINKS", "--find-links", .many), ("PIP_CONSTRAINT", "-c", .many), ("PIP_PRE", "--pre", .flag),
        ("PIP_NO_DEPS", "--no-deps", .flag), ("PIP_UPGRADE", "--upgrade", .flag), ("PIP_FORCE_REINSTALL", "--force-reinstall", .flag),
        ("PIP_IGNORE_INSTALLED", "--ignore-installed", .flag), ("PIP_UPGRADE_STRATEGY", "--upgrade-strategy", .one),
        ("PIP_ONLY_BINARY", "--only-binary", .one), ("PIP_NO_BINARY", "--no-binary", .one), ("PIP_PREFER_BINARY", "--prefer-binary", .flag),
        ("PIP_NO_INDEX", "--no-index", .flag), ("PIP_REQUIRE_HASHES", "--require-hashes", .flag),
        ("PIP_UPLOADED_PRIOR_TO", "--uploaded-prior-to", .one),
    ]
    private static let uv: [(name: String, option: String, form: Form)] = [
        ("UV_DEFAULT_INDEX", "--index-url", .one), ("UV_INDEX_URL", "--index-url", .one), ("UV_INDEX", "--extra-index-url", .many),
        ("UV_EXTRA_INDEX_URL", "--extra-index-url", .many), ("UV_FIND_LINKS", "--find-links", .many), ("UV_CONSTRAINT", "-c", .many),
        ("UV_PRERELEASE", "--prerelease", .one), ("UV_RESOLUTION", "--resolution", .one), ("UV_INDEX_STRATEGY", "--index-strategy", .one),
        ("UV_NO_INDEX", "--no-index", .flag), ("UV_REQUIRE_HASHES", "--require-hashes", .flag),
        ("UV_EXCLUDE_NEWER", "--exclude-newer", .one),
    ]

    /// `ENV A=1 B=2`, or the older `ENV A 1`.
    mutating func set(_ words: [String]) {
        if let first = words.first, !first.contains("="), words.count > 1 { values[first] = words.dropFirst().joined(separator: " ") }
        assign(words)
    }

    /// `A=1 B=2`; other words count for nothing.
    mutating func assign(_ words: some Sequence<String>) {
        for (name, value) in words.compactMap(Self.assignment) { values[name] = value }
    }

    /// `ARG A=1`: what is given when it is built may say otherwise.
    mutating func declare(_ words: [String]) {
        for (name, value) in words.compactMap(Self.assignment) { weaker[name] = value }
    }

    /// `pip config set global.extra-index-url https://…`
    mutating func configure(_ words: [String]) {
        let plain = words.filter { !$0.hasPrefix("-") }
        guard let config = plain.firstIndex(of: "config"), config > 0, DockerPath.name(of: plain[config - 1]).hasPrefix("pip"),
            plain.count == config + 4, plain[config + 1] == "set"
        else { return }
        let key = plain[config + 2].split(separator: ".", maxSplits: 1)
        guard key.count == 2, ["global", "install"].contains(key[0]) else { return }
        weaker["PIP_" + key[1].replacing("-", with: "_").uppercased()] = plain[config + 3]
    }

    /// Words to put behind a call's own, as the program combines the two.
    ///
    /// - Parameter given: options of the call itself. Another index there replaces the variable's; lists of pip's add up, uv's are replaced.
    func arguments(isUV: Bool, given: Set<String>) -> [String] {
        var known = given
        var result: [String] = []
        for (name, option, form) in isUV ? Self.uv : Self.pip {
            guard let value = values[name] ?? weaker[name], !value.isEmpty, !known.contains(option) || (form == .many && !isUV) else {
                continue
            }
            switch form {
            case .one:
                known.insert(option)
                result += [option, value]
            case .many: for item in value.split(whereSeparator: { $0.isWhitespace || $0 == "," }) { result += [option, String(item)] }
            case .flag: if ["y", "yes", "t", "true", "on", "1"].contains(value.lowercased()) { result.append(option) }
            }
        }
        return result
    }

    private static func assignment(_ word: String) -> (String, String)? {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else { return nil }
        let name = word[..<equals]
        guard name.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "_") }) else { return nil }
        return (String(name), String(word[word.index(after: equals)...]))
    }
}
