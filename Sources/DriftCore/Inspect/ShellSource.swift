/// The shell script that a container starts with: the variables that it takes from outside.
///
///     : "${API_URL:?set API_URL}"
///     exec python -m server.main --key "$SERVER_KEY"
package enum ShellSource {
    private static let limit = 200

    package static func read(_ bytes: [UInt8]) -> AppSource {
        var source = AppSource()
        for (index, line) in String(decoding: bytes.prefix(1 << 20), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let code = line.drop { $0 == " " || $0 == "\t" }
            if code.hasPrefix("#") { continue }
            if let name = assigned(in: code) { source.assignedVariables.append(name) }
            for (name, isRequired) in variables(in: code) where source.variables.count < limit {
                source.variables.append(
                    .init(name: name, line: index + 1, isRequired: isRequired, isTopLevel: true, isConditional: code.count < line.count)
                )
            }
        }
        return source
    }

    /// `export NAME=…`, `NAME=…`
    private static func assigned(in code: Substring) -> String? {
        let rest = code.hasPrefix("export ") ? code.dropFirst(7) : code
        let name = rest.prefix(while: isPart)
        return !name.isEmpty && rest.dropFirst(name.count).first == "=" ? String(name) : nil
    }

    /// `$NAME`, `${NAME}`, `${NAME:-other}`; `${NAME:?…}` ends the script without it. Names as a container's variables have them.
    private static func variables(in code: Substring) -> [(String, Bool)] {
        var result: [(String, Bool)] = []
        var rest = code
        while let dollar = rest.firstIndex(of: "$") {
            rest = rest[rest.index(after: dollar)...]
            let isBraced = rest.first == "{"
            if isBraced { rest = rest.dropFirst() }
            let name = rest.prefix(while: isPart)
            rest = rest.dropFirst(name.count)
            guard name.count > 1, name.first?.isNumber == false, name == name.uppercased(), name.contains(where: \.isLetter) else {
                continue
            }
            result.append((String(name), isBraced && (rest.hasPrefix(":?") || rest.hasPrefix("?"))))
        }
        return result
    }

    private static func isPart(_ character: Character) -> Bool {
        character == "_" || character.isASCII && (character.isLetter || character.isNumber)
    }
}
