/// A condition on the environment after a requirement's `;` (PEP 508): `python_version < "3.11" and extra == "test"`.
package struct Marker: Sendable {
    package enum Operator: String, Sendable, Hashable {
        case less = "<"
        case lessOrEqual = "<="
        case equal = "=="
        case notEqual = "!="
        case greaterOrEqual = ">="
        case greater = ">"
        case compatible = "~="
        case arbitrarilyEqual = "==="
        case isIn = "in"
        case isNotIn = "not in"
    }

    package enum Operand: Sendable, Hashable {
        case variable(MarkerVariable)
        case literal(String)
    }

    package struct Comparison: Sendable, Hashable {
        package var left: Operand
        package var comparison: Operator
        package var right: Operand
    }

    package indirect enum Term: Sendable, Hashable {
        case comparison(Comparison)
        /// In parentheses.
        case group(Expression)
    }

    /// Alternatives (`or`) of terms that must all hold (`and`): `and` binds closer. Neither list is empty.
    package struct Expression: Sendable, Hashable {
        package var alternatives: [[Term]]
    }

    package var expression: Expression

    /// `text`: the marker alone, without its `;`.
    package init(parsing text: some StringProtocol) throws(RequirementSyntaxError) {
        var parser = MarkerParser(scanner: ByteScanner(Array(text.utf8)))
        expression = try parser.parseExpression()
        if !parser.scanner.isAtEnd { throw RequirementSyntaxError("expected the end of the marker", at: parser.scanner.position) }
    }

    init(expression: Expression) {
        self.expression = expression
    }

    /// Whether the condition holds with any of the `extras` asked for (with none: with no extra, as installers do).
    /// A comparison that has no meaning (`os_name ~= "posix"`, one between two literals) does not hold.
    package func evaluate(in environment: MarkerEnvironment, extras: Set<String> = []) -> Bool {
        let names = Set(extras.map(Self.canonicalExtra))
        let candidates: [String] = names.isEmpty ? [""] : names.sorted()
        return candidates.contains { extra in
            MarkerEvaluation(environment: environment, extra: extra, extras: names).holds(expression)
        }
    }

    /// The form that extras are compared in: that of package names (PEP 685).
    static func canonicalExtra(_ text: String) -> String {
        var result = ""
        for character in text.lowercased().unicodeScalars {
            if character == "-" || character == "_" || character == "." {
                if result.last != "-" { result.append("-") }
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

/// One evaluation: the environment and the extra that is asked about.
private struct MarkerEvaluation {
    let environment: MarkerEnvironment
    /// Canonical; empty: none.
    let extra: String
    let extras: Set<String>

    func holds(_ expression: Marker.Expression) -> Bool {
        expression.alternatives.contains { terms in
            terms.allSatisfy { term in
                switch term {
                case .comparison(let comparison): holds(comparison)
                case .group(let inner): holds(inner)
                }
            }
        }
    }

    private func holds(_ comparison: Marker.Comparison) -> Bool {
        switch (comparison.left, comparison.right) {
        case (.variable(let variable), .literal(let literal)):
            guard let value = value(of: variable) else { return false }
            return holds(value, comparison.comparison, literal, about: variable)
        case (.literal(let literal), .variable(let variable)) where variable.isSet:
            let isMember = variable == .extras && extras.contains(Marker.canonicalExtra(literal))
            return comparison.comparison == .isIn ? isMember : comparison.comparison == .isNotIn && !isMember
        case (.literal(let literal), .variable(let variable)):
            guard let value = value(of: variable) else { return false }
            return holds(literal, comparison.comparison, value, about: variable)
        case (.variable(let left), .variable(let right)):
            // Meaningless, but allowed: pip compares with the right variable's name.
            guard let value = value(of: left) else { return false }
            return holds(value, comparison.comparison, right.rawValue, about: left)
        case (.literal, .literal):
            return false
        }
    }

    private func value(of variable: MarkerVariable) -> String? {
        variable == .extra ? extra : environment.value(of: variable)
    }

    /// By version where the variable is one and the right side can be a clause's version, by text otherwise.
    private func holds(_ left: String, _ comparison: Marker.Operator, _ right: String, about variable: MarkerVariable) -> Bool {
        if variable.isVersion, let clause = VersionSpecifier(comparison.rawValue + right) {
            if clause.comparison == .arbitrarilyEqual { return left.lowercased() == clause.versionText.lowercased() }
            return Version(left).map(clause.matches) ?? false
        }
        switch comparison {
        case .equal, .lessOrEqual, .greaterOrEqual: return left == right
        case .notEqual: return left != right
        case .isIn: return Self.contains(right, left)
        case .isNotIn: return !Self.contains(right, left)
        case .less, .greater, .compatible, .arbitrarilyEqual: return false
        }
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        part.isEmpty || text.contains(part)
    }
}

extension Marker: Hashable, CustomStringConvertible {
    /// Canonical spelling: double quotes where possible, variables by their present names, extras in their canonical form.
    package var description: String { Self.text(of: expression) }

    package static func == (a: Marker, b: Marker) -> Bool { a.description == b.description }
    package func hash(into hasher: inout Hasher) { hasher.combine(description) }

    private static func text(of expression: Expression) -> String {
        if case .group(let inner) = expression.onlyTerm { return text(of: inner) }
        return expression.alternatives
            .map { terms in terms.map(text).joined(separator: " and ") }
            .joined(separator: " or ")
    }

    private static func text(of term: Term) -> String {
        switch term {
        case .comparison(let comparison):
            return "\(text(of: comparison.left)) \(comparison.comparison.rawValue) \(text(of: comparison.right))"
        case .group(let inner):
            // Parentheses around one comparison, or around parentheses, say nothing.
            if let only = inner.onlyTerm { return text(of: only) }
            return "(\(text(of: inner)))"
        }
    }

    private static func text(of operand: Operand) -> String {
        switch operand {
        case .variable(let variable): variable.rawValue
        case .literal(let value): value.utf8.contains(UInt8(ascii: "\"")) ? "'\(value)'" : "\"\(value)\""
        }
    }
}

extension Marker.Expression {
    fileprivate var onlyTerm: Marker.Term? {
        guard alternatives.count == 1, let terms = alternatives.first, terms.count == 1 else { return nil }
        return terms.first
    }
}
