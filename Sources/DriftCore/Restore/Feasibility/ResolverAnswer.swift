/// What a resolver says to a `ResolverQuestion`.
package enum ResolverAnswer: Sendable, Hashable, Codable {
    case satisfiable(Resolution)
    /// In the resolver's own words.
    case unsatisfiable(explanation: [String])

    var resolution: Resolution? { if case .satisfiable(let resolution) = self { resolution } else { nil } }
}
