internal import DriftCore

/// A policy file that cannot be used.
package struct PolicyError: ExplainedError, Hashable {
    package var path: String
    /// Where, and what is wrong.
    package var reason: String

    package var message: String { "\(path) is no policy: \(reason)" }
    package var hint: String { "docs/Policy.md has the form; without --policy, driftd's own of \(Policy.current.date) is used" }
    package var isTransient: Bool { false }
}
