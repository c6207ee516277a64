/// What of a requirements file's line a resolver may be asked about: without running anybody's code, without reading a file or a variable of
/// this machine, without a password, in a form that uv and pip read alike. The file may be a stranger's.
struct AskableLine {
    /// Requirements and options, one each.
    private(set) var lines: [String] = []
    /// What it installs and nobody is asked about, without credentials.
    private(set) var untried: String?
    /// An index that is not asked, without credentials: what it has and the others lack cannot be told from what is gone.
    private(set) var hiddenIndex: String?

    /// No installer takes the line, nor the file with it.
    private(set) var refused = false
    /// The number of one that a variable may make a line of.
    private(set) var variable: Int?

    private static let indexes: Set<String> = ["--index-url", "--extra-index-url", "--find-links"]

    init(_ line: RequirementsFile.Line) {
        switch line.kind {
        case .requirement(let requirement): read(requirement, usesVariables: line.usesVariables)
        case .option: for option in line.options { read(option, usesVariables: line.usesVariables) }
        case .editable(let target), .directReference(let target): untried = DirectSource.redacted(target).excerpt(limit: 80)
        // With the variable's value it may be a line after all.
        case .unparsable: if line.usesVariables { variable = line.number } else { refused = true }
        case .comment, .blank: break
        }
    }

    private mutating func read(_ requirement: Requirement, usesVariables: Bool) {
        let isAskable: Bool
        if let url = requirement.url {
            isAskable =
                Self.isWebAddress(url) && !DirectSource.holdsCredentials(url) && url.prefix { $0 != "#" && $0 != "?" }.hasSuffix(".whl")
        } else {
            // `===2004d` is no version to today's resolvers.
            isAskable = requirement.specifiers.exactVersion.map { Version($0) != nil } ?? true
        }
        if isAskable, !usesVariables { lines = [requirement.description] } else { untried = requirement.name.normalized }
    }

    private mutating func read(_ option: RequirementsOption, usesVariables: Bool) {
        let text = [option.name, option.value].compactMap(\.self).joined(separator: " ")
        switch option.name {
        case "--pre", "--no-index": lines.append(option.name)
        case let name where Self.indexes.contains(name):
            let isOpen = !usesVariables && !DirectSource.holdsCredentials(option.value ?? "")
            if Self.isWebAddress(option.value), isOpen { lines.append(text) } else { hiddenIndex = Self.shown(option) }
        case "--requirement", "--constraint":
            // Files of the repository are read beside this one.
            if usesVariables || option.value?.contains("://") ?? false { untried = Self.shown(option) }
        default: break
        }
    }

    private static func shown(_ option: RequirementsOption) -> String {
        [option.name, option.value.map { DirectSource.redacted($0) }].compactMap(\.self).joined(separator: " ").excerpt(limit: 80)
    }

    private static func isWebAddress(_ text: String?) -> Bool {
        text.map { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? false
    }
}
