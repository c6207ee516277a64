/// The grammar of PEP 508; white space is space and tab:
///
///     requirement = name extras? (versions | "@" url) (";" marker)?
///     extras      = "[" (name ("," name)*)? "]"
///     versions    = "(" clauses? ")" | clauses?
///     clauses     = clause ("," clause)* ","?
///     url         = anything up to white space
struct RequirementParser {
    private var scanner: ByteScanner

    static func parse(_ bytes: [UInt8]) throws(RequirementSyntaxError) -> ParsedRequirement {
        var parser = RequirementParser(scanner: ByteScanner(bytes))
        return try parser.parseRequirement()
    }

    private mutating func parseRequirement() throws(RequirementSyntaxError) -> ParsedRequirement {
        scanner.skip(while: \.isBlank)
        let name = try parseName(expected: "a package name")
        var nameEnd = scanner.position
        scanner.skip(while: \.isBlank)
        var extras: [String] = []
        if scanner.current == UInt8(ascii: "[") {
            extras = try parseExtras()
            nameEnd = scanner.position
            scanner.skip(while: \.isBlank)
        }
        var result = ParsedRequirement(
            requirement: Requirement(name: name, extras: extras),
            nameEnd: nameEnd,
            versionPart: nameEnd..<nameEnd
        )
        let start = scanner.position
        if scanner.consume("@") {
            result.requirement.url = try parseURL()
            result.versionPart = start..<scanner.position
        } else {
            result.requirement.specifiers = try parseVersions()
            if scanner.position > start { result.versionPart = start..<scanner.position }
        }
        result.requirement.marker = try parseMarker(expected: Self.expectedEnd(after: result.requirement))
        return result
    }

    private mutating func parseName(expected: String) throws(RequirementSyntaxError) -> PackageName {
        let start = scanner.position
        let text = scanner.skip { $0.isAlphanumeric || $0.isSeparator }
        guard let name = PackageName(scanner.text(text)) else { throw RequirementSyntaxError("expected \(expected)", at: start) }
        return name
    }

    private mutating func parseExtras() throws(RequirementSyntaxError) -> [String] {
        scanner.advance()
        scanner.skip(while: \.isBlank)
        var extras: [String] = []
        if scanner.consume("]") { return extras }
        while true {
            extras.append(try parseName(expected: "the name of an extra").spelling)
            scanner.skip(while: \.isBlank)
            if scanner.consume("]") { return extras }
            guard scanner.consume(",") else { throw failure("expected a comma or \"]\" after an extra") }
            scanner.skip(while: \.isBlank)
        }
    }

    private mutating func parseURL() throws(RequirementSyntaxError) -> String {
        scanner.skip(while: \.isBlank)
        let url = scanner.skip { !$0.isBlank }
        if url.isEmpty { throw failure("expected a URL after \"@\"") }
        if let index = scanner.bytes[url].firstIndex(where: \.isControl) {
            throw RequirementSyntaxError("control character in the URL", at: index)
        }
        return scanner.text(url)
    }

    /// Leaves the scanner behind the last clause, not behind white space that follows it.
    private mutating func parseVersions() throws(RequirementSyntaxError) -> VersionSpecifierSet {
        let start = scanner.position
        let isParenthesized = scanner.consume("(")
        var clauses: [VersionSpecifier] = []
        var end = scanner.position
        scanner.skip(while: \.isBlank)
        while let clause = VersionSpecifier(scanning: &scanner) {
            clauses.append(clause)
            end = scanner.position
            scanner.skip(while: \.isBlank)
            guard scanner.consume(",") else { break }
            end = scanner.position
            scanner.skip(while: \.isBlank)
        }
        if isParenthesized {
            guard scanner.consume(")") else { throw RequirementSyntaxError("expected a closing parenthesis", at: start) }
        } else {
            scanner.position = end
        }
        return VersionSpecifierSet(clauses)
    }

    private mutating func parseMarker(expected: String) throws(RequirementSyntaxError) -> Marker? {
        scanner.skip(while: \.isBlank)
        if scanner.isAtEnd { return nil }
        guard scanner.consume(";") else { throw failure("expected \(expected)") }
        var parser = MarkerParser(scanner: scanner)
        let expression = try parser.parseExpression()
        scanner = parser.scanner
        guard scanner.isAtEnd else { throw failure("expected the end of the marker") }
        return Marker(expression: expression)
    }

    private static func expectedEnd(after requirement: Requirement) -> String {
        if requirement.url != nil { return "\";\" or the end after the URL" }
        return requirement.specifiers.isEmpty
            ? "a version comparison, \";\" or the end after the name"
            : "a comma, \";\" or the end after the version"
    }

    private func failure(_ message: String) -> RequirementSyntaxError {
        RequirementSyntaxError(message, at: scanner.position)
    }
}
