/// The marker grammar of PEP 508; white space is space and tab:
///
///     expression = term (("and" | "or") term)*
///     term       = "(" expression ")" | operand operator operand
///     operand    = variable | "'" [^']* "'" | '"' [^"]* '"'
///     operator   = "<" | "<=" | "==" | "!=" | ">=" | ">" | "~=" | "===" | "in" | "not" ws+ "in"
struct MarkerParser {
    /// Deeper nesting is nobody's marker; without a limit it would exhaust the stack.
    static let depthLimit = 64

    var scanner: ByteScanner

    /// Moves over white space before and after the expression.
    mutating func parseExpression(depth: Int = 0) throws(RequirementSyntaxError) -> Marker.Expression {
        guard depth <= Self.depthLimit else { throw failure("parentheses nested more than \(Self.depthLimit) deep") }
        var alternatives: [[Marker.Term]] = []
        var terms = [try parseTerm(depth: depth)]
        while true {
            if consume(word: "and") {
                terms.append(try parseTerm(depth: depth))
            } else if consume(word: "or") {
                alternatives.append(terms)
                terms = [try parseTerm(depth: depth)]
            } else {
                return Marker.Expression(alternatives: alternatives + [terms])
            }
        }
    }

    private mutating func parseTerm(depth: Int) throws(RequirementSyntaxError) -> Marker.Term {
        scanner.skip(while: \.isBlank)
        let term: Marker.Term
        if scanner.consume("(") {
            term = .group(try parseExpression(depth: depth + 1))
            guard scanner.consume(")") else { throw failure("expected a closing parenthesis in the marker") }
        } else {
            let left = try parseOperand()
            let comparison = try parseOperator()
            let right = try parseOperand()
            term = .comparison(Self.normalizingExtras(Marker.Comparison(left: left, comparison: comparison, right: right)))
        }
        scanner.skip(while: \.isBlank)
        return term
    }

    private mutating func parseOperand() throws(RequirementSyntaxError) -> Marker.Operand {
        scanner.skip(while: \.isBlank)
        let start = scanner.position
        if let quote = scanner.current, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            scanner.advance()
            let content = scanner.skip { $0 != quote }
            guard scanner.consume(quote) else { throw failure("unterminated string in the marker", at: start) }
            // PEP 508 has no escapes in strings; a backslash would mean different things to different readers.
            let forbidden = scanner.bytes[content].contains { $0 == UInt8(ascii: "\\") || ($0.isControl && !$0.isBlank) }
            if forbidden { throw failure("backslash or control character in a string of the marker", at: start) }
            return .literal(scanner.text(content))
        }
        let word = scanner.skip { $0.isWordByte || $0 == UInt8(ascii: ".") }
        guard let variable = MarkerVariable(spelling: scanner.text(word)) else {
            throw failure("expected a marker variable or a quoted string", at: start)
        }
        return .variable(variable)
    }

    private mutating func parseOperator() throws(RequirementSyntaxError) -> Marker.Operator {
        scanner.skip(while: \.isBlank)
        if consume(word: "in") { return .isIn }
        if consume(word: "not") {
            guard !scanner.skip(while: \.isBlank).isEmpty, consume(word: "in") else { throw failure("expected \"in\" after \"not\"") }
            return .isNotIn
        }
        let start = scanner.position
        let symbol = scanner.skip(while: \.isComparisonSymbol)
        guard let comparison = Marker.Operator(rawValue: scanner.text(symbol)) else {
            throw failure("expected a comparison in the marker", at: start)
        }
        return comparison
    }

    /// `word` as a whole word; moves over it only then.
    private mutating func consume(word: StaticString) -> Bool {
        if let previous = scanner.peekBack, previous.isWordByte { return false }
        let start = scanner.position
        guard scanner.consume(word) else { return false }
        if let next = scanner.current, next.isWordByte {
            scanner.position = start
            return false
        }
        return true
    }

    private static func normalizingExtras(_ comparison: Marker.Comparison) -> Marker.Comparison {
        var result = comparison
        if case .variable(.extra) = comparison.left, case .literal(let value) = comparison.right {
            result.right = .literal(Marker.canonicalExtra(value))
        }
        if case .variable(let variable) = comparison.right, variable == .extra || variable.isSet,
            case .literal(let value) = comparison.left
        {
            result.left = .literal(Marker.canonicalExtra(value))
        }
        return result
    }

    private func failure(_ message: String, at position: Int? = nil) -> RequirementSyntaxError {
        RequirementSyntaxError(message, at: position ?? scanner.position)
    }
}

extension ByteScanner {
    fileprivate var peekBack: UInt8? { position > 0 ? bytes[position - 1] : nil }
}

extension UInt8 {
    /// What makes a word for `and`, `or`, `in` and variables. Any byte of a non-ASCII character counts, so that none ends a word.
    fileprivate var isWordByte: Bool { isAlphanumeric || self == UInt8(ascii: "_") || self >= 0x80 }

    fileprivate var isComparisonSymbol: Bool {
        (UInt8(ascii: "<")...UInt8(ascii: ">")).contains(self) || self == UInt8(ascii: "!") || self == UInt8(ascii: "~")
    }
}
